"""Who says what, on whose word.

In:  a page's passages (blocks with their parse).
Out: `Claim`s with speaker, relays, cue, content, manner and force; no actors, relations or dates yet.
"""

from sayso.attribution.combine import Attributor

__all__ = ["Attributor"]
