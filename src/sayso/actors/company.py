"""Whom an actor is met with: what speaks for two persons of several pages being one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.actors.naming import fold
from sayso.actors.tables import lexicon
from sayso.model import Actor, Reading

OneStory = Callable[[str, str], bool]  # whether two pages, by their ids, may tell of one story


class Company:
    """Whom an actor is met with: the other actors of its pages. Countries count half: everybody meets them."""

    SHARED = "and the pages share an office or other actors"

    def __init__(self, readings: Sequence[Reading], one_story: OneStory) -> None:
        self._one_story = one_story
        self._page_of = {actor.id: reading.page for reading in readings for actor in reading.actors}
        self._names: dict[str, dict[str, float]] = {}
        self._own = {actor.id: actor for reading in readings for actor in reading.actors}
        for reading in readings:
            self._names[reading.page] = {
                f"{a.kind} {fold(a.name)}": 0.5 if a.kind in ("government", "place") else 1.0 for a in reading.actors
            }

    def support(self, actors: Sequence[Actor], these: Sequence[int], those: Sequence[int]) -> bool:
        """Whether two persons share an office, the body they speak for, or company on their pages."""
        return any(self._pair(actors[a], actors[b]) for a in these[:20] for b in those[:20])

    def met(self, actors: Sequence[Actor], these: Sequence[int], those: Sequence[int]) -> bool:
        """Whether some page of the one may tell of one story with some page of the other."""
        return any(self.one_story(actors[a], actors[b]) for a in these[:20] for b in those[:20])

    def one_story(self, a: Actor, b: Actor) -> bool:
        """Whether the pages of two page actors may tell of one story."""
        one, two = self._page_of.get(a.id), self._page_of.get(b.id)
        return one is None or two is None or self._one_story(one, two)

    def _pair(self, a: Actor, b: Actor) -> bool:
        if not self.one_story(a, b):
            return False
        if offices_of(a) & offices_of(b):
            return True
        one, two = (self._own.get(x.speaks_for or "") for x in (a, b))
        if one is not None and two is not None and fold(one.name) == fold(two.name):
            return True
        mine = self._names.get(self._page_of.get(a.id, ""), {})
        other = self._names.get(self._page_of.get(b.id, ""), {})
        skip = {f"person {fold(a.name)}", f"person {fold(b.name)}"}
        return sum(weight for name, weight in mine.items() if name in other and name not in skip) >= 1


def offices_of(actor: Actor) -> set[str]:
    """The office nouns of a person's role."""
    return {word for word in actor.role.lower().replace("-", " ").split() if word in lexicon("office")}
