"""Who is who, within a page and across a case.

In:  passages and claims of a page; then the actors of all pages.
Out: `Actor`s with mentions and aliases, and claims whose speakers and relays point at them.
"""

from sayso.actors.across import across
from sayso.actors.namefiles import NamesUnreadable, load_names, read_names
from sayso.actors.page import gather

__all__ = ["NamesUnreadable", "across", "gather", "load_names", "read_names"]
