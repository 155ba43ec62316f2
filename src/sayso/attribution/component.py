"""Attribution as a spaCy component: `nlp.add_pipe("sayso_attributions")` gives `doc._.attributions`.

    >>> import sayso.language
    >>> nlp = sayso.language.load_english()          # any English pipeline with a tagger, parser and ner
    >>> _ = nlp.add_pipe("sayso_attributions")
    >>> doc = nlp("The dam is safe, the minister told Reuters.")
    >>> [(claim.speaker.name, claim.via[0].name, claim.text) for claim in doc._.attributions]
    [('minister', 'Reuters', 'The dam is safe')]

`doc._.attributions` is a tuple of `sayso.model.Claim`; their offsets count characters of `doc.text`. The whole text is
taken for article, paragraphs as line breaks cut them. Claims of the text's own voice are given where the component is
added with `config={"own_voice": True}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from sayso.attribution.combine import Attributor
from sayso.ids import identifier
from sayso.model import Block, Claim, Cleaned, Page, Passage

BATCH = 16


@Language.factory("sayso_attributions", default_config={"own_voice": False}, assigns=["doc._.attributions"])
def make(nlp: Language, name: str, own_voice: bool) -> Attributions:
    """The component; its models are loaded when it is made. Raises what reading the weights raises."""
    return Attributions(own_voice)


class Attributions:
    """Sets `doc._.attributions`; reads docs of `nlp.pipe` in batches."""

    def __init__(self, own_voice: bool = False) -> None:
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())
        self._attributor = Attributor()
        self._own_voice = own_voice

    def __call__(self, doc: Doc) -> Doc:
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Docs in, the same docs out, in order; a batch is held at a time."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            yield from self._read(batch)

    def _read(self, docs: list[Doc]) -> list[Doc]:
        found = self._attributor.claims([_as_page(doc) for doc in docs])
        for doc, claims in zip(docs, found, strict=True):
            doc._.attributions = tuple(c for c in claims if self._own_voice or c.manner != "own voice")
        return docs

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the weights ship with the package."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> Attributions:
        """Nothing to read."""
        return self


def _as_page(doc: Doc) -> tuple[Page, Cleaned, list[Passage]]:
    text = doc.text
    page = Page(id=identifier("p", text), location="", text=text)
    return page, Cleaned((Block(0, len(text), "body", "en"),)), [Passage(0, len(text), "body", doc)]


def attributions(doc: Doc) -> tuple[Claim, ...]:
    """`doc._.attributions`, typed."""
    return tuple(doc._.attributions)
