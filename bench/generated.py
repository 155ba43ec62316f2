"""Generated cases for `bench/compare.py`: pages of claims on made-up events, with planted disputes and retellings."""

from __future__ import annotations

import random

from sayso.ids import identifier
from sayso.model import Actor, Block, Claim, Interval, Mention, Page, Reading, Span, Speaker

ONSETS, VOWELS, ENDS = (
    ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "gr", "kr", "st", "tr"],
    ["a", "e", "i", "o", "u"],
    ["n", "r", "l", "s", "m", "k"],
)
THINGS = ("trucks", "villagers", "passengers", "houses", "tents", "soldiers", "boats", "workers", "containers", "cows")
DONE = ("were counted", "were moved", "were seen", "were registered", "were inspected", "were waiting")
ACTS = ("repaired the bridge", "closed the harbour", "opened the dam", "sold the mine", "paid the teachers",
        "burned the archive", "left the valley", "signed the lease")  # fmt: skip
PER_PAGE = 10
DISPUTED = 0.06  # share of claims that another one contradicts
RETOLD = 0.10  # share of claims that another page repeats

Case = tuple[list[Reading], dict[str, Page], set[frozenset[str]], list[tuple[str, str]]]


def word(draw: random.Random, parts: int = 2) -> str:
    return "".join(draw.choice(ONSETS) + draw.choice(VOWELS) for _ in range(parts)).title() + draw.choice(ENDS)


def utterance(draw: random.Random) -> tuple[str, str, str]:
    """(sentence, a sentence that contradicts it, the town)."""
    town, firm = word(draw, 3), word(draw, 2)
    if draw.random() < 0.5:
        thing, done, count = draw.choice(THINGS), draw.choice(DONE), draw.randint(11, 400)
        other = count + draw.randint(7, 200)
        tail = f"{thing} {done} near {town} by the {firm} office"
        return f"{count} {tail}", f"{other} {tail}", town
    act = draw.choice(ACTS)
    base = {"repaired": "repair", "closed": "close", "opened": "open", "sold": "sell", "paid": "pay", "burned": "burn",
            "left": "leave", "signed": "sign"}  # fmt: skip
    verb, rest = act.split(" ", 1)
    return f"The {firm} company {act} of {town}", f"The {firm} company did not {base[verb]} {rest} of {town}", town


def case(size: int, seed: int) -> Case:
    """Readings, pages, the pairs of claim ids that contradict each other, the pairs that are one origin."""
    draw = random.Random(seed)
    said: list[tuple[str, str, int]] = []  # speaker, sentence, number of the utterance
    planted_numbers, told_numbers = [], []
    while len(said) < size:
        sentence, against, _ = utterance(draw)
        speaker = f"{word(draw)} {word(draw)}"
        said.append((speaker, sentence, len(said)))
        roll = draw.random()
        if roll < DISPUTED:
            planted_numbers.append((len(said) - 1, len(said)))
            said.append((f"{word(draw)} {word(draw)}", against, len(said)))
        elif roll < DISPUTED + RETOLD:
            told_numbers.append((len(said) - 1, len(said)))
            said.append((speaker, sentence, len(said)))
    order = list(range(len(said)))
    draw.shuffle(order)
    readings, pages, ids = [], {}, {}
    for start in range(0, len(order), PER_PAGE):
        page, reading, made = built(start, [said[i] for i in order[start : start + PER_PAGE]])
        pages[page.id] = page
        readings.append(reading)
        ids.update(made)
    planted = {frozenset((ids[a], ids[b])) for a, b in planted_numbers}
    return readings, pages, planted, [(ids[a], ids[b]) for a, b in told_numbers]


def built(number: int, said: list[tuple[str, str, int]]) -> tuple[Page, Reading, dict[int, str]]:
    """A page of indirect speech, and what a reader would find in it."""
    text, claims, actors, ids = f"News of the day, number {number}\n\n", [], [], {}
    name = identifier("p", number)
    for speaker, sentence, utter in said:
        start = len(text)
        text += f"{speaker} said that {sentence}.\n\n"
        content = Span(start + len(speaker) + 11, start + len(speaker) + 11 + len(sentence))
        actor = identifier("a", name, speaker)
        ids[utter] = identifier("c", name, utter)
        actors.append(Actor(actor, speaker, "person", (), (Mention(name, start, start + len(speaker), speaker),)))
        claims.append(Claim(ids[utter], name, "indirect", "assert", (content,), sentence,
                            Speaker(speaker, "person", actor, "", "", start, start + len(speaker))))  # fmt: skip
    day = Interval("2024-05-02", "2024-05-02", "stated")
    blocks = (Block(0, len(text), "body", "en"),)
    return Page(name, f"{name}.txt", text), Reading(name, blocks, published=day, claims=tuple(claims),
                                                    actors=tuple(actors)), ids  # fmt: skip
