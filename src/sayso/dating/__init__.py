"""When: the date of a page, and temporal expressions as intervals.

In:  a page with its blocks; a text with a reference date; claims; the readings of a case with what comparing found.
Out: `Interval` with its basis (or None), `TimeExpression`s, claims with `said` and `about`; readings whose open dates
     the case's other pages bound.
"""

from sayso.dating.across import across
from sayso.dating.claimdates import dated
from sayso.dating.expressions import expressions
from sayso.dating.pagedate import published

__all__ = ["across", "dated", "expressions", "published"]
