"""How certain a text makes an event, from −3 (certain that it did not happen) to 3 (certain that it did)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from sayso.events.circumstances import Circumstances
from sayso.events.clauses import lemma
from sayso.events.lexicon import lexicon


def factuality(event: Token, around: Circumstances) -> float:
    """Factuality of the event that a token names: a linear model over `signs`, cut to −3 … 3, one decimal.

    The scale is that of the UW and MEANTIME annotations (Lee et al., 2015; Minard et al., 2016).
    """
    weights = learned()
    total = sum(weights.get(sign, 0.0) for sign in signs(event, around))
    return round(max(-3.0, min(3.0, total)), 1)


def signs(event: Token, around: Circumstances) -> Iterator[str]:
    """What the model looks at: negation and modality together, form, governors by what they do."""
    yield "always"
    yield f"{'not ' if around.negated else ''}{around.modality}"
    yield f"form {event.tag_}"
    yield f"place {event.dep_}"
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in event.children):
        yield "infinitive"
    if any(token.text == "?" for token in event.sent[-2:]):
        yield "question"
    words = lexicon()
    for step, head in zip(range(4), event.ancestors, strict=False):
        name = lemma(head) if head.pos_ == "VERB" else head.lemma_.lower()
        for effect in words.governors.get(name, ()):
            yield f"under {effect}"
        if name in words.words["speech"]:
            yield "reported"
        if step == 0:
            yield f"head {head.pos_}"
            yield f"word {name}"
    yield from (f"aux {c.lower_}" for c in event.children if c.dep_ == "aux")


@cache
def learned() -> dict[str, float]:
    """Weight of each sign."""
    kept = files("sayso").joinpath("weights", "events", "factuality.json").read_text("utf-8")
    return {str(sign): float(weight) for sign, weight in json.loads(kept).items()}
