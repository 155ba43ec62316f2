"""Bytes in, pages out.

In:  paths (files, folders, globs, standard input).
Out: `Page` for what can be read, `Failure` with the reason for what cannot; the text is as collected.
"""

from sayso.ingest.collect import collect

__all__ = ["collect"]
