"""The pages as the report shows them: the whole text, chrome greyed, every claim marked and linked to its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.report.cards import Card, Cards
from sayso.report.index import Index, Sheet
from sayso.report.marking import Piece, runs


@dataclass(frozen=True, slots=True)
class Snippet:
    """A run of text under the same marks, ready for a template.

    `opens`: cards whose words first show here; `anchors`: places that names lead to; `claims`: numbers of the claims
    whose words these are; `of`: of those it names the source of or attributes; `style`: classes.
    """

    text: str
    style: str
    claims: str
    of: str
    opens: tuple[Card, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block: `kind` and `sub` as read, its snippets."""

    kind: str
    sub: str
    language: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A page with its claims. `lost`: places that links lead to but that no words of the page stand at."""

    sheet: Sheet
    cards: tuple[Card, ...]
    paragraphs: tuple[Paragraph, ...]
    lost: tuple[str, ...]


def texts(index: Index, cards: Cards, anchors: Mapping[str, set[str]]) -> list[Text]:
    """Every page. `anchors`: page id -> ids `m-<page number>-<offset>` that other parts of the report link to."""
    return [_text(index, cards, sheet, anchors.get(page, set())) for page, sheet in index.sheets.items()]


def _text(index: Index, cards: Cards, sheet: Sheet, anchors: set[str]) -> Text:
    claims = index.by_page.get(sheet.page.id, [])
    own = cards.cards(claim.id for claim in claims)
    places = {int(name.rsplit("-", 1)[1]): name for name in anchors}
    paragraphs = []
    for run in runs(sheet.reading, claims, len(sheet.page.text), tuple(places)):
        block, shown = run.block, tuple(_snippet(sheet.page.text, piece, own, places) for piece in run.pieces)
        if any(snippet.text.strip() for snippet in shown):
            paragraphs.append(Paragraph(block.kind, block.sub, block.language, shown))
    snippets = [snippet for paragraph in paragraphs for snippet in paragraph.snippets]
    kept = {name for s in snippets for name in (*s.anchors, *(card.place for card in s.opens))}
    lost = [name for name in (*(card.place for card in own), *sorted(anchors)) if name not in kept]
    return Text(sheet, tuple(own), tuple(paragraphs), tuple(lost))


def _snippet(text: str, piece: Piece, own: list[Card], places: Mapping[int, str]) -> Snippet:
    depth = min(len(piece.claims), 3)
    quiet = bool(piece.claims) and all(own[number - 1].claim.manner == "own voice" for number in piece.claims)
    style = [f"d{depth}" if depth else "", "own" if quiet else "", piece.role if piece.role != "content" else ""]
    return Snippet(
        text[piece.start : piece.end],
        " ".join(part for part in style if part),
        " ".join(map(str, piece.claims)),
        " ".join(map(str, piece.of)),
        tuple(own[number - 1] for number in piece.opens),
        (places[piece.start],) if piece.start in places else (),
    )
