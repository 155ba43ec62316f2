"""Who is who, within a page and across a case.

In:  passages and claims of a page; then the actors of all pages.
Out: `Actor`s with mentions and aliases, and claims whose speakers and relays point at them.
"""

from sayso.actors.across import across
from sayso.actors.page import gather
from sayso.actors.tables import load_names

__all__ = ["across", "gather", "load_names"]
