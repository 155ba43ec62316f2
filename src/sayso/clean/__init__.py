"""What is article, what is chrome, and in which language.

In:  a `Page`.
Out: `Cleaned`: blocks that cover the text without gap or overlap, and marks for noise inside them.
"""

from sayso.clean.cleaning import clean, masked

__all__ = ["clean", "masked"]
