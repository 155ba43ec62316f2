"""Which claims agree, which contradict, which are one origin told many times.

In:  the readings of a case.
Out: `Comparison`: actors and claims of the case, links, origins, disputes.
"""
