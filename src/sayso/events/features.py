"""What a linear model sees of two marked actors in a sentence: words, lemmas of the clause that joins them, frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from sayso.events.arguments import Places
from sayso.events.circumstances import Circumstances, circumstances
from sayso.events.clauses import Event, lemma
from sayso.events.frames import events
from sayso.events.lexicon import CLASS_OF

WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+|[%$€£]")
Pair = tuple[tuple[int, int], tuple[int, int]]
Sides = tuple[str, str]


def features(doc: Doc, pair: Pair) -> list[str]:
    """Names of the features of a pair (spans of source and recipient in characters; an empty span: not named)."""
    found: dict[str, None] = {}
    for name in (*surface(doc.text, pair), *clause(doc, pair), *framed(doc, pair)):
        found.setdefault(name)
    return list(found)


def features_of(sentence: Span, pair: Pair, told: Iterable[tuple[Event, Circumstances]], sides: Sides) -> list[str]:
    """The same for a sentence of a longer text whose events are read already.

    `pair`: spans in characters of the whole doc; `sides`: the ids of the two actors that the events name.
    """
    start = sentence.start_char
    inside = tuple((max(0, s - start), max(0, e - start)) for s, e in pair)
    found: dict[str, None] = {}
    for name in (*surface(sentence.text, (inside[0], inside[1])), *clause(sentence.doc, pair), *frames_of(told, sides)):
        found.setdefault(name)
    return list(found)


def masked_words(text: str, pair: Pair) -> list[str]:
    """Words of the sentence in lower case with the two actors as SRC and TGT."""
    spans = sorted((s, e, name) for (s, e), name in zip(pair, ("SRC", "TGT"), strict=True) if e > s)
    words: list[str] = []
    at = 0
    for start, end, name in spans:
        words += [w.lower() for w in WORD.findall(text[at : max(at, start)])]
        words.append(name)
        at = max(at, end)
    return words + [w.lower() for w in WORD.findall(text[at:])]


def surface(text: str, pair: Pair) -> Iterator[str]:
    """Words and pairs of words, with their side of the two actors; and the words of the recipient itself."""
    words = masked_words(text, pair)
    places = [i for i, w in enumerate(words) if w in ("SRC", "TGT")] or [0]
    for i, word in enumerate(words):
        side = "a" if i < places[0] else "m" if i <= places[-1] else "z"
        yield f"w={word}"
        if side == "m" or (side == "z" and i - places[-1] < 6):
            yield f"{side}={word}"
        if i + 1 < len(words):
            yield f"b={word}_{words[i + 1]}"
        if i + 2 < len(words) and side != "a":
            yield f"c={word}_{words[i + 1]}_{words[i + 2]}"
    (_, _), (start, end) = pair
    yield from (f"t={w.lower()}" for w in WORD.findall(text[start:end]))


def head(doc: Doc, span: tuple[int, int]) -> Token | None:
    """Head token of a span of characters, None where it is empty."""
    if span[1] <= span[0]:
        return None
    inside = doc.char_span(span[0], span[1], alignment_mode="expand")
    return inside.root if inside is not None and len(inside) else None


def clause(doc: Doc, pair: Pair) -> Iterator[str]:
    """Lemmas on the way between the actors, and the verb that the source is subject of with what hangs on it."""
    source, target = head(doc, pair[0]), head(doc, pair[1])
    if source is not None:
        yield f"sdep={source.dep_}"
        verb = above(source)
        if verb is not None:
            yield from around(verb, "v")
            for child in verb.children:
                if child.dep_ in ("xcomp", "ccomp", "conj") and child.pos_ == "VERB":
                    yield from around(child, "x")
                    yield f"vx={lemma(verb)}>{lemma(child)}"
    if target is not None:
        yield f"tdep={target.dep_}"
        for step, token in zip(range(4), target.ancestors, strict=False):
            yield f"up={token.lemma_.lower()}"
            if step == 0:
                yield f"th={token.lemma_.lower()}"
        verb = above(target)
        if verb is not None:
            yield from around(verb, "u")
    if source is not None and target is not None:
        yield f"path={'>'.join(path(source, target))}"


def above(token: Token) -> Token | None:
    """Nearest verb over a token."""
    return next((t for t in token.ancestors if t.pos_ == "VERB"), None)


def around(verb: Token, name: str) -> Iterator[str]:
    """A verb's lemma, object, prepositions, auxiliaries."""
    base = lemma(verb)
    yield f"{name}={base}"
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "prep", "acomp", "attr", "aux", "neg", "mark"):
            yield f"{name}{child.dep_}={base}_{child.lemma_.lower()}"
            yield f"{name}o{child.dep_}={child.lemma_.lower()}"
            for inside in child.children:
                if inside.dep_ in ("prep", "amod", "compound", "pobj", "xcomp", "pcomp"):
                    yield f"{name}i={child.lemma_.lower()}_{inside.lemma_.lower()}"


def path(source: Token, target: Token) -> list[str]:
    """Lemmas from the source up to the lowest common head and down to the target, actors left out."""
    up = [source, *source.ancestors]
    down = [target, *target.ancestors]
    meeting = next((t for t in up if t.i in {d.i for d in down}), None)
    if meeting is None:
        return []
    left = [t.lemma_.lower() for t in up[1 : [u.i for u in up].index(meeting.i) + 1]]
    right = [t.lemma_.lower() for t in down[1 : [d.i for d in down].index(meeting.i)]]
    return (left + right[::-1])[:5]


def framed(doc: Doc, pair: Pair) -> Iterator[str]:
    """Types of events that the frames find: between the two, of the source, in the sentence."""
    spans = [(s, e, name) for (s, e), name in zip(pair, ("S", "T"), strict=True) if e > s]
    places = Places(doc, spans, {})
    for sentence in doc.sents:
        found = ((e, circumstances(e.token, e.object is not None)) for e in events(sentence, places))
        yield from frames_of(found, ("S", "T"))


def frames_of(told: Iterable[tuple[Event, Circumstances]], sides: Sides) -> Iterator[str]:
    """Types of events of a sentence by what they join: the two sides, one of them, others."""
    source, target = sides
    for event, around in told:
        if event.type is None:
            continue
        how = f"{CLASS_OF[event.type]}:{'not ' if around.negated else ''}{around.modality}"
        if (source in event.agents and target in event.recipients) or event.mutual:
            yield f"frame={event.type}"
            yield f"told={how}"
        elif source in event.agents or target in event.recipients:
            yield f"half={event.type}"
            yield f"partly={how}"
        yield f"some={event.type}"
