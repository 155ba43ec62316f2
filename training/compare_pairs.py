"""Our own labelled pairs of claims, for `compare_features.py` and for whoever works on the word tables.

`pairs/*.jsonl`: 3,017 pairs of invented claims, written for this by a language model that was shown the rules of the
labels but no pair of pairs-dev. `pairs/stories.tsv`: labels of 2,029 pairs of real claims in stories-dev, by the same,
as places in its articles, because the words are not ours to keep. `pairs/found.tsv`: 3,786 more, of stories-dev and
polnear-train, in the same way; `pairs/politics.tsv`: 2,639 of polnear-train. `pairs/written.tsv`: 6,275 times three
counterparts that language models wrote to real sentences of other sets, which stand there as places.
`pairs/near.tsv`: 3,100 of both that
seem to speak to one question. `pairs/questions.tsv`: 15,040 claims of 188 invented stories, by disputed question and
side. `pairs/read.tsv`: pairs of our own stories, for `compare_case.py`. `pairs/facts.tsv`: 770 invented facts, each
told in many ways. `pairs/doubted.tsv` (places) and `pairs/pages.tsv`: what the network was not indifferent to.
`pairs/details.tsv`: invented sentences of several details, told again alike, with one detail changed, and near misses;
`pairs/answers.tsv`: two answers to an invented question, each meant by what five voices say.
`pairs/torn.tsv`: claims of `questions.tsv` as they would stand in the middle of an article.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

PAIRS = Path(__file__).parent / "pairs"
WRITTEN_TO = {"polnear-train": "text", "page-dates": "text", "article-html": "article", "factuality-train": "text",
              "plover-train": "sentence"}  # fmt: skip
PER_QUESTION = {"contradicts": 6, "supports": 4, "neither": 5, "near strangers": 7, "strangers": 1.5}
BOTH = 0.6  # of pairs of which one claim stands as in an article: share of which the other does too
PER_FACT = {("aa", "supports"): 6, ("ab", "contradicts"): 9, ("bb", "supports"): 3, ("an", "neither"): 8,
            ("bn", "neither"): 5, ("nn", "neither"): 1}  # fmt: skip
PER_DETAIL = {("BC", "contradicts"): 5, ("SC", "contradicts"): 4, ("BS", "same"): 2, ("SS", "same"): 1,
              ("BP", "supports"): 2, ("SP", "supports"): 2, ("BN", "neither"): 4, ("SN", "neither"): 4}  # fmt: skip
PER_ANSWER = {("AB", "contradicts"): 14, ("AA", "supports"): 6, ("BB", "supports"): 6, ("AN", "neither"): 8,
              ("BN", "neither"): 8, ("NN", "neither"): 1}  # fmt: skip
SPEAKING = frozenset(["i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've", "i'd", "we'd"])
TOKENISED = "factuality-train"


def invented() -> list[dict[str, Any]]:
    """The pairs of `training/pairs`."""
    files = sorted(PAIRS.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf8").splitlines() if line.strip()]


def labelled(shared: Path) -> list[dict[str, Any]]:
    """Our labels of real claims: `training/pairs/stories.tsv` holds places in stories-dev, no words."""
    texts = stories(shared)
    found = []
    for a, start, end, b, begin, stop, label, kind in rows("stories.tsv"):
        some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
        found.append({"story": f"ECB+ topic {topic(a)}", "a": {"source": a, "text": some},
                      "b": {"source": b, "text": others}, "label": label, "kind": kind})  # fmt: skip
    return found


def found(shared: Path) -> list[dict[str, Any]]:
    """More labels of real claims, of stories-dev and polnear-train: pairs near in meaning, and pairs that a first
    network took for contradictions; hardly one of them is. Coin tosses are left out."""
    texts = stories(shared) | articles(shared)
    made = []
    for a, start, end, b, begin, stop, label, sure in rows("found.tsv"):
        if sure != "1" or label == "contradicts":
            some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
            two = {"a": {"source": a, "text": flat(some)}, "b": {"source": b, "text": flat(others)}}
            made.append(
                {"story": f"ECB+ topic {topic(a)}" if topic(a) else "polnear", **two, "label": label, "kind": ""}
            )
    return made


def politics(shared: Path) -> list[dict[str, Any]]:
    """Labels of near claims of polnear-train, half of them pairs that a first network doubted."""
    texts = articles(shared)
    made = []
    for a, start, end, b, begin, stop, label, _ in rows("politics.tsv"):
        some, others = texts[a][int(start) : int(end)], texts[b][int(begin) : int(stop)]
        two = {"a": {"source": a, "text": flat(some)}, "b": {"source": b, "text": flat(others)}}
        made.append({"story": "polnear", **two, "label": label, "kind": ""})
    return made


def one_matter(shared: Path, table: str = "near.tsv") -> list[dict[str, Any]]:
    """Labels of claims of stories-dev and polnear-train that seem to speak to one question; 90 are contradictions."""
    texts = stories(shared) | articles(shared)
    made = []
    for a, start, end, b, begin, stop, label in rows(table):
        two = {
            "a": {"text": flat(texts[a][int(start) : int(end)])},
            "b": {"text": flat(texts[b][int(begin) : int(stop)])},
        }
        made.append({"story": f"ECB+ topic {topic(a)}" if topic(a) else "polnear", **two, "label": label, "kind": ""})
    return made


def doubted(shared: Path) -> list[dict[str, Any]]:
    """Labels of claims of the same on which the network of 2026-11-21 was not indifferent."""
    return one_matter(shared, "doubted.tsv")


def of_pages() -> list[dict[str, Any]]:
    """Labels of claims that sayso found in pages written for this, on which that network was not indifferent."""
    return [
        {"story": story, "a": {"text": a}, "b": {"text": b}, "label": label, "kind": ""}
        for story, a, b, label in rows("pages.tsv")
    ]


def of_sides() -> list[dict[str, Any]]:
    """Labels of claims of whole stories: across the sides of their disputes, within them, and claims nobody paired."""
    return [
        {"story": story, "a": {"text": a}, "b": {"text": b}, "label": label, "kind": ""}
        for story, a, b, label in rows("sides.tsv")
    ]


def written(shared: Path) -> list[tuple[str, str, str, str]]:
    """Real sentences, and what was written to each: what contradicts it, what only seems to, what says the same."""
    texts: dict[str, list[str]] = {}
    for name, field in WRITTEN_TO.items():
        with gzip.open(shared / f"data/{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            told = [json.loads(line)[field] or "" for line in lines]
            texts[name] = [flat(joined(text) if name == TOKENISED else text) for text in told]
    return [
        (texts[name][int(row)][int(start) : int(end)], against, near, same)
        for name, row, start, end, against, near, same in rows("written.tsv")
    ]


class Told(NamedTuple):
    """A claim of an invented story: the question it speaks to, its side ("n": none), whose word it is, its words, and
    those of them that would stand in the middle of an article ("" where nobody wrote them)."""

    asked: str
    side: str
    speaker: str
    text: str
    within: str = ""

    def inside(self, draw: random.Random) -> str:
        """The words as in the middle of an article; before them whose they are where he speaks of himself."""
        own = SPEAKING & {word.strip("\"“”'.,;:!?").lower() for word in self.within.split()}
        return f"{self.speaker}: {self.within}" if own and self.speaker != "-" else self.within

    def said(self, draw: random.Random) -> str:
        """The words, now and then with the speaker before them; more often where he speaks of himself."""
        own = SPEAKING & {word.strip("\"“”'.,;:!?").lower() for word in self.text.split()}
        named = self.speaker != "-" and draw.random() < (0.75 if own else 0.4)
        return f"{self.speaker}: {self.text}" if named else self.text


Wording = Callable[[Told, random.Random], str]


def told() -> dict[str, list[Told]]:
    """Claims of the invented stories, by story."""
    found: dict[str, list[Told]] = {}
    for story, *claim in rows("questions.tsv"):
        found.setdefault(story, []).append(Told(*claim))
    return found


def questions() -> list[dict[str, Any]]:
    """Pairs of claims of invented stories: across the sides of a question, on one side, with what takes no side, and of
    two questions of a story, most of them of those that share most words."""
    return [pair for story, claims in told().items() for pair in drawn(story, claims, random.Random(story))]


def torn() -> list[dict[str, Any]]:
    """The same kinds of pairs of 84 stories, both claims or one as they stand in the middle of an article."""
    found: dict[str, list[Told]] = {}
    for story, *claim in rows("torn.tsv"):
        found.setdefault(story, []).append(Told(*claim))
    made = []
    for story, claims in found.items():
        draw = random.Random(story + " torn")
        made += drawn(
            story, claims, draw, lambda a, d: a.inside(d), lambda b, d: (b.inside if d.random() < BOTH else b.said)(d)
        )
    return made


def drawn(
    story: str, claims: list[Told], draw: random.Random, first: Wording = Told.said, second: Wording = Told.said
) -> list[dict[str, Any]]:
    """The pairs of one story, of every label about as many as can be learnt from."""
    kinds: dict[str, list[tuple[Told, Told]]] = {name: [] for name in PER_QUESTION}
    strangers: list[tuple[int, Told, Told]] = []
    for a, b in combinations(claims, 2):
        if a.asked != b.asked:
            strangers.append((-len(set(a.text.lower().split()) & set(b.text.lower().split())), a, b))
        elif "n" in (a.side, b.side):
            kinds["neither"] += [(a, b)] * (a.side != b.side)
        else:
            kinds["supports" if a.side == b.side else "contradicts"].append((a, b))
    count = len({c.asked for c in claims})
    kinds["near strangers"] = [(a, b) for _, a, b in sorted(strangers)[: 16 * count]]
    kinds["strangers"] = [(a, b) for _, a, b in strangers]
    made = []
    for kind, pairs in kinds.items():
        label = kind if kind in ("contradicts", "supports") else "neither"
        for a, b in draw.sample(pairs, min(len(pairs), int(PER_QUESTION[kind] * count))):
            one, other = (a, b) if first is second or draw.random() < 0.5 else (b, a)
            two = {"a": {"text": first(one, draw)}, "b": {"text": second(other, draw)}}
            made.append({"story": story, **two, "label": label, "kind": ""})
    return made


def facts() -> list[dict[str, Any]]:
    """Pairs of tellings: of one fact (all of them say the same), of what excludes it, and of what only seems to."""
    return grouped_pairs("facts.tsv", PER_FACT, "fact")


def details() -> list[dict[str, Any]]:
    """Pairs of a sentence of several details and its retellings with what changes one of them, and near misses."""
    return grouped_pairs("details.tsv", PER_DETAIL, "detail")


def answers() -> list[dict[str, Any]]:
    """Pairs of what means one answer to a question with what means the other, the same, and none."""
    return grouped_pairs("answers.tsv", PER_ANSWER, "answer")


def grouped_pairs(table: str, most_of: Mapping[tuple[str, str], int], name: str) -> list[dict[str, Any]]:
    """Pairs of groups of statements: of every two kinds as many as `most_of` says, with their label."""
    groups: dict[tuple[str, ...], dict[str, list[Told]]] = {}
    for part, number, kind, speaker, text in rows(table):
        groups.setdefault((part, number), {}).setdefault(kind, []).append(Told(number, kind, speaker, text))
    made = []
    for (part, number), kinds in groups.items():
        draw, pairs = random.Random(f"{part} {number}"), []
        for (one, label), most in most_of.items():
            if one[0] == one[1]:
                all_of = list(combinations(kinds.get(one[0], []), 2))
            else:
                all_of = [(x, y) for x in kinds.get(one[0], []) for y in kinds.get(one[1], [])]
            pairs += [(x, y, label) for x, y in draw.sample(all_of, min(most, len(all_of)))]
        for x, y, label in pairs:
            two = {"a": {"text": x.said(draw)}, "b": {"text": y.said(draw)}}
            made.append({"story": f"{name} {part} {number}", **two, "label": label, "kind": ""})
    return made


def joined(text: str) -> str:
    """A text without the spaces that a tokeniser put in."""
    return re.sub(r" ([.,;:?!%)]|'s|n't)", r"\1", re.sub(r"`` ?|''", '"', text))


def flat(text: str) -> str:
    """A text on one line."""
    return text.replace("\n", " ")


def rows(name: str) -> list[list[str]]:
    """The rows of a table of `training/pairs`."""
    lines = (PAIRS / name).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def stories(shared: Path) -> dict[str, str]:
    """Title, newline and text of the articles of stories-dev."""
    with gzip.open(shared / "data/stories-dev.jsonl.gz", "rt", encoding="utf8") as lines:
        return {r["id"]: f"{r['title'] or ''}\n{r['text']}" for r in map(json.loads, lines)}


def articles(shared: Path) -> dict[str, str]:
    """Texts of polnear-train."""
    with gzip.open(shared / "data/polnear-train.jsonl.gz", "rt", encoding="utf8") as lines:
        return {r["id"]: r["text"] for r in map(json.loads, lines)}


def topic(source: str) -> str:
    """The ECB+ topic of an article ("ecb+/22_6ecbplus": 22), "" for others."""
    name = source.rpartition("/")[2]
    return name.partition("_")[0] if "ecb" in name else ""
