"""Tables and views for the terminal, as rich renderables.

Text from pages goes in as `Text`, never as markup, with control characters replaced by signs, so a page cannot
colour, move or rename anything on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Claim, Judgement, Snapshot
from sayso.report import disputes as views
from sayso.report.agreements import shared_origins
from sayso.report.cards import Card, Cards
from sayso.report.index import Index
from sayso.report.marking import Piece, runs
from sayso.report.safe import one_line, shortened, shown
from sayso.report.wording import in_words, plural

_BLOCKS = {"headline": "bold", "heading": "bold", "byline": "italic", "caption": "italic dim", "chrome": "dim"}
_MARKED = {"cue": "italic", "source": "bold", "noise": "dim"}
_DEPTH = ("", "underline", "underline yellow", "underline magenta")


def claims_table(snapshot: Snapshot, claims: Sequence[Claim]) -> RenderableType:
    """Who claims what, on whose word, where: a row a claim, in the order given."""
    index = Index(snapshot)
    cards = Cards(index)
    table = _table(
        ("id", "dim"), ("who", "bold"), ("", ""), ("what", ""), ("through", "dim"), ("when", ""), ("page", "dim")
    )
    for card in cards.cards(claim.id for claim in claims):
        table.add_row(
            _text(card.claim.id),
            _who(card),
            _text(card.force),
            _text(card.line),
            _chain(card),
            _when(card),
            _page(card),
        )
    return _or_none(table, "No claims.")


def disputes_view(snapshot: Snapshot) -> RenderableType:
    """Every dispute: the question, its sides in origins and pages, their claims, and why they contradict."""
    index = Index(snapshot)
    found = views.disputes(index, Cards(index))
    if not found:
        return Text("No two claims were found to contradict each other.")
    return Group(*(_dispute(number, view) for number, view in enumerate(found, 1)))


def origins_table(snapshot: Snapshot) -> RenderableType:
    """What is one origin told on several pages, the most told first; how many more have several claims on one page."""
    index = Index(snapshot)
    shared = shared_origins(index, Cards(index))
    table = _table(("origin", "dim"), ("who", "bold"), ("what", ""), ("told", ""), ("where", "dim"), ("why", ""))
    for origin in (one for one in shared if one.pages > 1):
        told = (origin.told.first, *origin.told.others)
        where = "\n".join(dict.fromkeys(f"{card.sheet.number} {one_line(card.sheet.label)}" for card in told))
        name = _text(origin.id.removeprefix("o-"))
        table.add_row(name, _who(told[0]), _text(told[0].line), _text(origin.standing), Text(where), _text(origin.why))
    within = sum(origin.pages == 1 for origin in shared)
    more = Text(f"{plural(within, 'more origin')} with several claims on one page" if within else "", "dim")
    return Group(_or_none(table, "No claim was found on two pages that goes back to one origin."), more)


def actors_table(snapshot: Snapshot) -> RenderableType:
    """Who is who: names, kind, role, how often they speak and in how many pages they are met."""
    says: dict[str, int] = {}
    for claim in snapshot.comparison.claims:
        if claim.speaker.actor:
            says[claim.speaker.actor] = says.get(claim.speaker.actor, 0) + 1
    table = _table(
        ("id", "dim"), ("name", "bold"), ("kind", ""), ("also", ""), ("role", ""), ("claims", ">"), ("pages", ">")
    )
    ranked = sorted(snapshot.comparison.actors, key=lambda a: (-says.get(a.id, 0), -len(a.mentions), a.name, a.id))
    for actor in ranked:
        also = shortened(", ".join(one_line(alias) for alias in actor.aliases if alias != actor.name), 120)
        pages = len({mention.page for mention in actor.mentions})
        table.add_row(
            _text(actor.id),
            _text(actor.name),
            _text(actor.kind),
            _text(also),
            _text(actor.role),
            str(says.get(actor.id, 0)),
            str(pages),
        )
    return _or_none(table, "No actors.")


def failed_table(snapshot: Snapshot) -> RenderableType:
    """What could not be read, and why."""
    table = _table(("not read", "bold"), ("why", ""))
    for failure in snapshot.failed:
        table.add_row(_text(failure.location), _text(failure.why))
    return _or_none(table, "Everything was read.")


def judgements_table(snapshot: Snapshot) -> RenderableType:
    """What analysts decided, by whom and when."""
    table = _table(("id", "dim"), ("judgement", "bold"), ("about", ""), ("by", ""), ("at", "dim"), ("note", ""))
    for judgement in snapshot.judgements:
        table.add_row(
            _text(judgement.id),
            _text(_decided(judgement)),
            _about(judgement),
            _text(judgement.by),
            _text(judgement.at),
            _text(judgement.note),
        )
    return _or_none(table, "No judgements.")


def page_view(snapshot: Snapshot, page_id: str) -> RenderableType:
    """A page with its claims marked and numbered in the text, and listed under it. Raises KeyError: no such page."""
    index = Index(snapshot)
    sheet = index.sheets[page_id]
    claims = index.by_page.get(page_id, [])
    own = Cards(index).cards(claim.id for claim in claims)
    when = sheet.reading.published
    dated = f"{in_words(when)} (read from: {one_line(when.basis)})" if when else "no date found"
    head = Text.assemble((one_line(sheet.title), "bold"), "\n")
    head.append(f"{one_line(sheet.label)}, {one_line(sheet.page.location)}\n{dated}\n", "dim")
    body = Text()
    for run in runs(sheet.reading, claims, len(sheet.page.text)):
        for piece in run.pieces:
            _mark(body, sheet.page.text, piece, _BLOCKS.get(run.block.kind, ""))
    table = _table(("", ">"), ("who", "bold"), ("", ""), ("what", ""), ("through", "dim"), ("when", ""), ("id", "dim"))
    for card in own:
        table.add_row(
            str(card.number),
            _who(card),
            _text(card.force),
            _text(card.line),
            _chain(card),
            _when(card),
            _text(card.claim.id),
        )
    return Group(head, body, Text(), _or_none(table, "No claims on this page."))


def _dispute(number: int, view: views.DisputeView) -> RenderableType:
    parts: list[RenderableType] = [
        Text.assemble((f"{number}. {one_line(view.dispute.question)}", "bold"), "  ", (view.standing, "dim"))
    ]
    for side in view.sides:
        parts.append(Padding(Text.assemble((side.letter, "bold"), f"  {side.standing}"), (0, 0, 0, 2)))
        parts.extend(Padding(_claim(card), (0, 0, 0, 4)) for told in side.told for card in (told.first, *told.others))
    for reason in view.reasons[:6]:
        tie = f"{reason.a.tag} {reason.kind} {reason.b.tag}: {one_line(reason.why)}"
        parts.append(Padding(Text(tie, "italic"), (0, 0, 0, 2)))
    if len(view.reasons) > 6:
        parts.append(Padding(Text(f"and {plural(len(view.reasons) - 6, 'more reason')}", "dim"), (0, 0, 0, 2)))
    return Group(*parts, Text())


def _claim(card: Card) -> Text:
    where = f"  {one_line(_when(card).plain)}; p. {_page(card).plain}; {card.claim.id}"
    return Text.assemble((f"{card.tag} ", "bold cyan"), _who(card), f" {card.force} ", card.line, (where, "dim"))


def _mark(body: Text, text: str, piece: Piece, base: str) -> None:
    """Add a piece: the numbers of the claims that open here, then its words in the style of what they are."""
    for number in piece.opens:
        body.append(f"[{number}]", "bold cyan")
    style = " ".join(part for part in (base, _DEPTH[min(len(piece.claims), 3)], _MARKED.get(piece.role, "")) if part)
    body.append(shown(text[piece.start : piece.end]), style or None)


def _table(*columns: tuple[str, str]) -> Table:
    """Columns as (heading, style); the style '>' aligns to the right."""
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for heading, style in columns:
        identity = heading in ("id", "origin")
        table.add_column(
            heading, style="" if style == ">" else style, justify="right" if style == ">" else "left",
            no_wrap=identity, overflow="fold", ratio=3 if heading == "what" else None,
        )  # fmt: skip
    return table


def _or_none(table: Table, otherwise: str) -> RenderableType:
    return table if table.row_count else Text(otherwise)


def _text(words: str) -> Text:
    return Text(one_line(words))


def _who(card: Card) -> Text:
    badge = f" [{card.badge}]" if card.badge else ""
    return Text.assemble(one_line(card.who), (badge, "dim"))


def _chain(card: Card) -> Text:
    return Text(" › ".join(one_line(name) for name in card.chain[:-1]))


def _when(card: Card) -> Text:
    if not card.when:
        return Text("undated", "dim")
    return Text(card.when.words if card.when.said else f"page: {card.when.words}")


def _page(card: Card) -> Text:
    return Text(f"{card.sheet.number} {one_line(card.sheet.label)}")


def _decided(judgement: Judgement) -> str:
    return f"{judgement.kind} {judgement.value}".strip()


def _about(judgement: Judgement) -> Text:
    return Text("\n".join(f"“{shortened(place.text, 80)}”" for place in judgement.about))
