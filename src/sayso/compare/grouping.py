"""Groups from pairs, always the same whatever the order of the pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Groups(Generic[Key]):
    """Disjoint sets; the first key (in sorting order) of a group stands for it."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._above = {key: key for key in keys}

    def of(self, key: Key) -> Key:
        """The key that stands for this key's group."""
        root = key
        while self._above[root] != root:
            root = self._above[root]
        while self._above[key] != root:
            self._above[key], key = root, self._above[key]
        return root

    def join(self, a: Key, b: Key) -> None:
        """Put the groups of two keys together."""
        first, second = sorted((self.of(a), self.of(b)))  # type: ignore[type-var]
        self._above[second] = first

    def all(self) -> dict[Key, list[Key]]:
        """Every group by the key that stands for it, members in sorting order."""
        found: dict[Key, list[Key]] = {}
        for key in sorted(self._above):  # type: ignore[type-var]
            found.setdefault(self.of(key), []).append(key)
        return found
