"""Which claims agree, which contradict, which are one origin told many times.

In:  the readings of a case (`compare`), or plain pairs of statements (`judge`).
Out: `Comparison`: actors and claims of the case, links, origins, disputes; or a `Verdict` for each pair.
"""

from sayso.compare.comparing import compare
from sayso.compare.judge import judge
from sayso.compare.statement import Statement, Verdict

__all__ = ["Statement", "Verdict", "compare", "judge"]
