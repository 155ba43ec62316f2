"""What is article, what is chrome, and in which language.

In:  a `Page`.
Out: `Cleaned`: blocks that cover the text without gap or overlap, and marks for noise inside them.
"""
