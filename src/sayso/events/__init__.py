"""What one did to the other.

In:  passages, claims and actors of a page.
Out: claims with `Relation`s (PLOVER event types) and `Quantity`s.
"""

from sayso.events.classifier import EventType, classify
from sayso.events.lexicon import CLASS_OF, ROOTS, SYMMETRIC
from sayso.events.relator import Relator

__all__ = ["CLASS_OF", "ROOTS", "SYMMETRIC", "EventType", "Relator", "classify"]
