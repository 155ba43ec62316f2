"""A case on disk.

In:  pages, readings, failures.
Out: the same, exactly, after any crash.
"""
