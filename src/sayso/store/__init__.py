"""A case on disk.

In:  pages, readings, failures, the last comparison.
Out: the same, exactly, after any crash.
"""

from __future__ import annotations

from sayso.store.base import CaseUnreadable, Store
from sayso.store.duck import DuckStore

__all__ = ["CaseUnreadable", "DuckStore", "Store"]
