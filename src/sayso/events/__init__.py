"""What one did to the other.

In:  passages, claims and actors of a page.
Out: claims with `Relation`s (PLOVER event types) and `Quantity`s.
"""
