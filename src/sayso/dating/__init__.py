"""When: the date of a page, and temporal expressions as intervals.

In:  a page with its blocks; a text with a reference date; claims.
Out: `Interval` with its basis (or None), `TimeExpression`s, claims with `said` and `about`.
"""

from sayso.dating.claimdates import dated
from sayso.dating.expressions import expressions
from sayso.dating.pagedate import published

__all__ = ["dated", "expressions", "published"]
