"""The remembering ruler answers as spaCy's own, the first time and the second."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from spacy.tokens import Doc

from sayso.language import NAMES, load_english
from sayso.ruler import understood

TRICKY = (
    "There's a man who's got what he gets. There are two.  He isn't, but she is.\n\tSo much for that, as it were!",
    "“Been” had, she'd better, hadn't she? To be or not to be; being there, there being none. 20% – U.S. $5 …",
    "Doin' nothin' is nuthin', y'all: gonna, gotta, let's, c'mon, ain't. 'Nuff of 'em, so that all that is that.",
)


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, t.ent_type_) for t in doc]


def test_the_parse_is_that_of_the_model_as_it_ships(ferry: Path) -> None:
    own = import_module(next(name for name in NAMES if find_spec(name))).load()
    ours = load_english()
    assert "sayso_ruler" in ours.pipe_names and "attribute_ruler" not in ours.pipe_names
    pages = [file.read_text("utf-8") for file in sorted(ferry.glob("*.txt"))]
    texts = [*TRICKY, *(line for page in pages for line in page.splitlines()), "", " ", *pages[:2]]
    wanted = [told(doc) for doc in own.pipe(texts)]
    for _ in range(2):
        assert [told(doc) for doc in ours.pipe(texts)] == wanted


def test_patterns_that_ask_for_more_are_left_to_the_ruler() -> None:
    assert understood([{"TAG": "NN", "LOWER": {"REGEX": "^x"}}, {"DEP": {"NOT_IN": [""]}}])
    assert not understood([{"ORTH": "US"}])
    assert not understood([{"LOWER": {"FUZZY": "us"}}])
    assert not understood([{"TAG": "NN"}] * 3)
