"""Pages made of who says what, for comparing: what every speaker says stands in a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.compare import compare
from sayso.ids import identifier
from sayso.model import Actor, Block, Claim, Comparison, Interval, Mention, Page, Reading, Span, Speaker


def reading(name: str, said: Sequence[tuple[str, str, str]], day: str = "2024-05-02") -> tuple[Page, Reading]:
    """A page where each (speaker, sentence, force) stands in its own line; actors are the speakers."""
    text, claims, actors = "", [], {}
    for speaker, sentence, force in said:
        start = len(text) + len(speaker) + 7
        actor = identifier("a", name, speaker)
        place = Mention(name, len(text), len(text) + len(speaker), speaker)
        before = actors.get(actor)
        actors[actor] = Actor(actor, speaker, "person", (), (*(before.mentions if before else ()), place))
        claims.append(
            Claim(identifier("c", name, start), name, "indirect", force, (Span(start, start + len(sentence)),),  # type: ignore[arg-type]
                  sentence, Speaker(speaker, "person", actor, "", "", place.start, place.end))
        )  # fmt: skip
        text += f"{speaker} said: {sentence}\n"
    page = Page(name, f"{name}.txt", text)
    blocks = (Block(0, len(text), "body", "en"),)
    when = Interval(day, day, "stated")
    return page, Reading(name, blocks, published=when, claims=tuple(claims), actors=tuple(actors.values()))


def compared(*both: tuple[Page, Reading]) -> Comparison:
    return compare([r for _, r in both], {p.id: p for p, _ in both})
