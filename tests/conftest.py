"""Fixtures that load once: the models are slow to start, the tests are many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

from sayso.ids import identifier
from sayso.language import load_english
from sayso.model import Page, Passage

if TYPE_CHECKING:
    from sayso.reader import Reader

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
