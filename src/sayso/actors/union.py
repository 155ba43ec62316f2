"""Disjoint sets that remember why they were joined."""

from __future__ import annotations


class Union:
    """Numbers 0 … n-1 in sets; `join` says why, `reasons` tells it again. Roots are the smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._why: dict[int, list[str]] = {}

    def root(self, number: int) -> int:
        """The set a number is in, by its smallest member."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, a: int, b: int, why: str) -> None:
        """Put the sets of two numbers together."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return
        self._parent[b] = a
        reasons = self._why.setdefault(a, [])
        reasons += [r for r in [*self._why.pop(b, []), why] if r and r not in reasons]

    def reasons(self, number: int) -> list[str]:
        """Why the members of a number's set are together, in the order they were joined."""
        return self._why.get(self.root(number), [])
