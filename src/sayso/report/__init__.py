"""A case to look at: one self-contained HTML file, and tables in the terminal. Only looks, never concludes.

In:  a `Snapshot`.
Out: `html` gives the report as text; the functions of `terminal` give tables and views for rich.
"""

from sayso.report.html import html

__all__ = ["html"]
