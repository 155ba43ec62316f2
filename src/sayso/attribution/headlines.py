"""Attribution in headlines and headings, which have a grammar of their own: "X: we …", "…, says X", "… – X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.names import head_word
from sayso.attribution.outlets import known_in
from sayso.attribution.view import Paragraph, View
from sayso.model import Span

_NAME = r"[\w'’.&-]+(?: [\w'’.&-]+){0,5}"
_QUOTED = re.compile(r"[\"'“”‘’«„].{3,}[\"'“”‘’»]")
_LABELLED = re.compile(r"([\w&’'-]+(?: [\w&’'-]+){0,2}):\s+(?=\S)")
_QUOTE_FIRST = re.compile(r"[\"'“‘«](?=\w)([^\n“”]{8,}?)[\"'”’»](?=:)(?=:\s+(\S.*))(:)")
_OWNER = re.compile(r"(?:[A-Z][\w-]+ )?([A-Za-z]+)['’]s? ([a-z]+)")
_FINITE, _WHO = {"VBZ", "VBD", "VBP"}, 7  # tokens in which the verb comes
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|I['’]m|[Ww]e['’](?:re|ve|ll))\b")


def headline_drafts(view: View) -> list[Draft]:
    """Attributions of headlines and headings, each at most one."""
    found = [_read(view, p) for p in view.paragraphs if p.kind in ("headline", "heading")]
    return [draft for draft in found if draft]


def is_label(words: str) -> bool:
    """Whether words name the kind of a piece ("Column", "Watch"), which stands before a colon and says nothing."""
    return words.lower() in lexicon.words("headlinelabels")


def _read(view: View, line: Paragraph) -> Draft | None:
    labelled = _LABELLED.match(view.text, line.start, line.end)
    if labelled is not None and is_label(labelled[1]):
        line = line._replace(start=labelled.end())
    return (
        _quote_first(view, line)
        or _colon(view, line)
        or _colon_after(view, line)
        or _said_dash(view, line)
        or _tail(view, line)
        or _lead(view, line)
        or _dash(view, line)
    )


def _draft(view: View, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Draft | None:
    piece = view.trimmed(*content)
    if piece is None or piece.end - piece.start < 8:
        return None
    return Draft((Span(*source),), (Span(*cue),), (piece,), "headline", "the form of a headline")


def _colon(view: View, line: Paragraph) -> Draft | None:
    """ "Minister: We will not raise the tax", "Minister to the Courier: …"."""
    match = re.compile(rf"({_NAME}?)(?:,? to [«“\"‘]?[A-Z][^:]{{1,40}})?(:)\s+(\S.*)").match(
        view.text, line.start, line.end
    )
    if not match or is_label(match[1]) or known_in(match[1]):
        return None
    first_person = bool(_FIRST_PERSON.search(match[3].split(". ")[0]))
    quoted = _QUOTED.match(match[3]) is not None
    if not (first_person or quoted or (_speaks(view, match.span(1)) and _clause(view, match.span(3)))):
        return None
    return _draft(view, match.span(1), match.span(2), match.span(3))


def _quote_first(view: View, line: Paragraph) -> Draft | None:
    """ "‘We paid in cash’: hostage’s wife tells all", "‘…’: Mum’s terror as …": who is named first behind the colon."""
    match = _QUOTE_FIRST.match(view.text, line.start, line.end)
    if match is None or not _clause(view, match.span(1)) or view.text.count(match[1]) > 1:
        return None  # who says it in the body is known better
    kin = lexicon.words("roles") | lexicon.words("people") | lexicon.words("family")
    owner = _OWNER.match(match[2])
    if owner is not None and owner[1].lower() in kin and owner[2].lower() not in kin:
        source = (match.start(2), match.start(2) + owner.end(1))
    else:
        tokens = view.tokens(*match.span(2))
        last = next((n for n, t in enumerate(tokens[:_WHO]) if n and t.tag_ in _FINITE), 0)
        if not last or any(t.is_punct or t.pos_ == "ADP" for t in tokens[:last]):
            return None
        source = (match.start(2), view.place(tokens[last - 1]).end)
    tokens = view.tokens(*source)
    speaks = (_speaks(view, source) and tokens[-1].ent_type_ != "GPE") or tokens[-1].lower_ in kin
    return _draft(view, source, match.span(3), match.span(1)) if speaks else None


def _colon_after(view: View, line: Paragraph) -> Draft | None:
    """ "Hearing was a sham: White House": who says it, after a colon."""
    match = re.compile(rf"(.+\w.*?)(:)\s+({_NAME})\Z").match(view.text, line.start, line.end)
    if not match or len(match[3].split()) > 4 or _has_verb(view, match.span(3)) or not _clause(view, match.span(1)):
        return None
    tokens = view.tokens(*match.span(3))
    known = _speaks(view, match.span(3)) or any(t.lower_ in lexicon.words("organisations") for t in tokens)
    body = match[3] in _RESIDENCES or (len(tokens) > 1 and tokens[-1].ent_type_ == "ORG" and not known_in(match[3]))
    return _draft(view, match.span(3), match.span(2), match.span(1)) if known or body else None


_RESIDENCES = {  # names of bodies that the model takes for anything, or for nothing
    "White House", "Kremlin", "Downing Street", "Elysee", "Élysée", "Pentagon", "UN", "WHO", "EU", "Nato", "NATO",
}  # fmt: skip


def _said_dash(view: View, line: Paragraph) -> Draft | None:
    """ "Union's anger grows, said – will not give way": who is spoken of first says it."""
    match = re.compile(r"(.+?),? (said|says)\s*[–—:-]+\s*(\S.*)").match(view.text, line.start, line.end)
    if not match:
        return None
    tokens = view.tokens(*match.span(1))
    for number, token in enumerate(tokens):
        if token.pos_ in {"PROPN", "NOUN"} and not (
            number + 1 < len(tokens) and tokens[number + 1].pos_ in {"PROPN", "NOUN"}
        ):
            first = view.place(next(t for t in tokens if t.pos_ in {"PROPN", "NOUN", "ADJ"})).start
            return _draft(view, (first, view.place(token).end), match.span(2), match.span(3))
    return None


def _tail(view: View, line: Paragraph) -> Draft | None:
    """ "Sea levels rising, says study", "Vaccine ‘safe’, regulator says"."""
    forms = _forms()
    after = re.compile(rf"(.+?),? ({forms}) ({_NAME})\Z").match(view.text, line.start, line.end)
    if after and _clause(view, after.span(1)) and not _has_verb(view, after.span(3)) and _ends(view, after.span(3)):
        return _draft(view, after.span(3), after.span(2), after.span(1))
    before = re.compile(rf"(.+), ({_NAME}) ({forms})\Z").match(view.text, line.start, line.end)
    if not before or not _clause(view, before.span(1)):
        return None
    return _draft(view, before.span(2), before.span(3), before.span(1))


def _lead(view: View, line: Paragraph) -> Draft | None:
    """ "Expert says bridge ‘could fall’"."""
    match = re.compile(rf"({_NAME}?),? ({_forms()}) (?:that )?(?!(?:of|about|on|for) )(\S.*)").match(
        view.text, line.start, line.end
    )
    if not match or _has_verb(view, match.span(1)) or not _clause(view, match.span(3)):
        return None
    return _draft(view, match.span(1), match.span(2), match.span(3))


def _dash(view: View, line: Paragraph) -> Draft | None:
    """ "Rovers sold in secret deal – union"; a site's own name after the dash is not a speaker."""
    match = re.compile(rf"(.+\w.*?)\s+([–—-])\s+({_NAME})\Z").match(view.text, line.start, line.end)
    if not match or known_in(match[3]) or len(match[3].split()) > 4 or not _speaks(view, match.span(3)):
        return None
    return _draft(view, match.span(3), match.span(2), match.span(1))


def _forms() -> str:
    """Verbs that stand in headlines as attributions, in the present and past."""
    return "|".join(
        sorted(
            (
                f
                for f, lemma in lexicon.verb_forms().items()
                if lemma in lexicon.words("headlineverbs") and f[-1] in "sd"
            ),
            key=len,
        )
    )


def _speaks(view: View, span: tuple[int, int]) -> bool:
    """Whether a name or description is of a kind that speaks: a person, a role, an organisation of the list."""
    tokens = view.tokens(*span)
    words = {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}
    if words & (lexicon.words("headlinespeakers") | lexicon.words("roles")):
        return True
    return any(t.ent_type_ == "PERSON" for t in tokens)


def _has_verb(view: View, span: tuple[int, int]) -> bool:
    return any(t.tag_ in {"VBZ", "VBD", "VBP", "MD", "VB"} for t in view.tokens(*span))


def _ends(view: View, span: tuple[int, int]) -> bool:
    return bool(view.tokens(*span)) and view.tokens(*span)[-1].pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}


def _clause(view: View, span: tuple[int, int]) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in view.tokens(*span)) or _QUOTED.search(view.text, *span) is not None


def body_speaker(view: View, headline: Draft, body: Sequence[Draft]) -> Draft | None:
    """The attribution in the body that a headline retells: its quoted words, or most of its words, stand in there."""
    words = _words(view, headline.content)
    quoted = [
        q.strip("\"'“”‘’«»„ ").lower() for s in headline.content for q in _pieces(view.text[s.start - 1 : s.end + 1])
    ]
    best: tuple[float, int] | None = None
    for number, draft in enumerate(body):
        if draft is headline or draft.manner == "headline" or draft.speaker is None or draft.speaker.kind != "person":
            continue
        text = " ".join(view.text[s.start : s.end] for s in draft.content).lower()
        share = len(words & _words(view, draft.content)) / max(1, len(words))
        score = share + sum(len(q) > 6 and q in text for q in quoted)
        if score >= 0.6 and (best is None or score > best[0]):
            best = (score, number)
    return body[best[1]] if best else None


def quoted_headlines(view: View, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Span | None]]:
    """Quotations in headlines whose speaker only the body tells, each with that speaker's draft.

    With it, where the headline calls the speaker something ("“We heard it”: the night guard speaks"), these words.
    """
    for line in view.paragraphs:
        quote = _OPENING.match(view.text, line.start, line.end) if line.kind == "headline" else None
        if quote is None or any(overlap((Span(line.start, line.end),), d.content) for d in drafts):
            continue
        words = " ".join(re.findall(r"\w+", quote[1].lower()))
        told = next((d for d in drafts if _told_by_person(d) and f" {words} " in f" {_plain(view, d)} "), None)
        if told is None or told.speaker is None or words.count(" ") < 2:
            continue
        called = _CALLED.fullmatch(view.text, quote.end(), line.end)
        rest = Span(*called.span(1)) if called and head_word(called[1]) else None
        content = (Span(*quote.span(1)),)
        found = Draft((rest,) if rest else (), (), content, "headline", "a quotation that the body tells", told.speaker)
        found.speaker = msgspec.structs.replace(told.speaker, why=f"{told.speaker.name} says it in the body")
        yield found, rest


_OPENING = re.compile(r"[\"“”„«»'‘’]([^\"“”„«»]{8,}?)[\"“”„«»'’](?!\w)")
_CALLED = re.compile(
    r"\s*[:,–—-]\s*((?:[Tt]he|[Aa]n?|[Ii]ts)? ?[^,:;“”\"]+?)(?: (?:speaks?|tells|recalls|on|about|says)\b.*)?"
)


def _told_by_person(draft: Draft) -> bool:
    return draft.manner != "headline" and draft.speaker is not None and draft.speaker.kind == "person"


def _plain(view: View, draft: Draft) -> str:
    return " ".join(re.findall(r"\w+", " ".join(view.text[s.start : s.end] for s in draft.content).lower()))


def _pieces(text: str) -> list[str]:
    return re.findall(r"[\"“‘'«„][^\"“”‘’'«»„]{4,80}[\"”’'»“]", text)


def _words(view: View, spans: tuple[Span, ...]) -> frozenset[str]:
    """Lemmas of the words that carry meaning."""
    tokens = [t for s in spans for t in view.tokens(s.start, s.end)]
    return frozenset(
        t.lemma_.lower() for t in tokens if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and not t.is_stop
    )


def covers(draft: Draft, headlines: Sequence[Draft]) -> bool:
    """Whether a headline read by its form says already what `draft` says."""
    whole = (*draft.content, *draft.cue, *draft.source)
    return any(overlap(whole, (Span(*h.frame),)) for h in headlines)
