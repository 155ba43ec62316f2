"""Fixtures that load once: the models are slow to start, the tests are many."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

from sayso.attribution import Attributor
from sayso.ids import identifier
from sayso.language import load_english
from sayso.model import Block, BlockKind, Claim, Cleaned, Page, Passage

if TYPE_CHECKING:
    from sayso.reader import Reader

Read = Callable[..., tuple[Claim, ...]]
FERRY = Path(__file__).parents[1] / "examples" / "ferry"
SHARED = Path(__file__).parents[1] / ".." / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """spaCy's small English model."""
    return load_english()


@pytest.fixture(scope="session")
def ferry() -> Path:
    """The example pages written for this project."""
    return FERRY


@pytest.fixture(scope="session")
def reader() -> Reader:
    """All models, loaded once."""
    from sayso.reader import Reader

    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled data beside the project, where there is one."""
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared is not here: nothing to measure against")
    return SHARED


@pytest.fixture(scope="session")
def passages(nlp: Language) -> Callable[[str], tuple[Page, list[Passage]]]:
    """text -> (page, passages), as Reader makes them."""
    from sayso.clean import clean, masked

    def make(text: str) -> tuple[Page, list[Passage]]:
        page = Page(id=identifier("p", text), location="test.txt", text=text)
        cleaned = clean(page)
        readable = masked(page.text, cleaned)
        kept = [b for b in cleaned.blocks if b.kind in ("headline", "heading", "body")]
        return page, [Passage(b.start, b.end, b.kind, nlp(readable[b.start : b.end])) for b in kept]

    return make


@pytest.fixture(scope="session")
def attributor() -> Attributor:
    """The tagger, loaded once."""
    return Attributor()


def plain(text: str) -> str:
    """Words without quotation marks and what stands at their ends."""
    return re.sub(r"[“”\"’‘'„«»]", "", text).strip(" ,.")


def paged(
    nlp: Language, text: str, headline: str = "", outlet: str | None = None
) -> tuple[Page, Cleaned, list[Passage]]:
    """A page of paragraphs cut by empty lines, a headline before them."""
    whole = f"{headline}\n\n{text}" if headline else text
    blocks, at = [], 0
    for number, paragraph in enumerate(whole.split("\n\n")):
        kind: BlockKind = "headline" if headline and number == 0 else "body"
        blocks.append(Block(at, at + len(paragraph), kind, "en"))
        at += len(paragraph) + 2
    page = Page(id=identifier("p", whole), location="test", text=whole, outlet=outlet)
    return page, Cleaned(tuple(blocks)), [Passage(b.start, b.end, b.kind, nlp(whole[b.start : b.end])) for b in blocks]


@pytest.fixture(scope="session")
def read(nlp: Language, attributor: Attributor) -> Read:
    """text -> the claims that are attributed, in page order; `own=True` gives those of the page's own voice."""

    def claims(text: str, headline: str = "", own: bool = False, outlet: str | None = None) -> tuple[Claim, ...]:
        found = attributor.claims([paged(nlp, text, headline, outlet)])[0]
        return tuple(c for c in found if (c.manner == "own voice") == own)

    return claims
