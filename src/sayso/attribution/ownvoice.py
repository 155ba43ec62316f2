"""What a page asserts itself: its declarative sentences, headline included, that no attribution covers."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution.draft import Draft, joined, overlap
from sayso.attribution.quotes import Quotation
from sayso.attribution.view import Sentence, View
from sayso.model import Span, Speaker

COVERED = 0.5  # share of a sentence that others' words and their frame may take before it is no longer the page's own
SHORTEST = 3  # words
MAIN = 5  # words that the main clause of a sentence must keep to count by itself


def own(view: View, taken: Sequence[Draft], speaker: Speaker, quoted: Sequence[Quotation]) -> list[Draft]:
    """A draft for every sentence of the page's own, in order; what stands in quotation marks is somebody else's."""
    spans = joined([span for draft in taken for span in (*draft.content, *draft.cue, *draft.source)])
    cues = {span.start for draft in taken if draft.source for span in draft.cue}
    found = []
    at = said = 0
    for sentence in view.sentences:
        while at < len(spans) and spans[at].end <= sentence.start:
            at += 1
        near = tuple(span for span in spans[at : at + 40] if span.start < sentence.end)
        whole = Span(sentence.start, sentence.end)
        mostly = overlap((whole,), near) > COVERED * (whole.end - whole.start)
        span = _main_clause(view, sentence, near) if mostly else whole
        if any(view.place(t).start in cues for t in sentence.parsed if t.dep_ == "ROOT"):
            span = None  # "…," she said, referring to the scheme that …
        while said < len(quoted) and quoted[said].outer_end <= sentence.start:
            said += 1
        if said < len(quoted) and _quoted(view, quoted[said], whole):
            span = None
        if span is not None and _asserts(sentence):
            found.append(Draft((), (), (span,), "own voice", "no one else is named for it", speaker))
    return found


def _quoted(view: View, quotation: Quotation, sentence: Span) -> bool:
    """Whether a sentence lies in a quotation that is all of its paragraph."""
    paragraph = view.paragraph_at(quotation.outer_start)
    if paragraph is None or paragraph.kind == "headline" or not quotation.opened:
        return False
    alone = quotation.outer_start <= paragraph.start and quotation.outer_end >= paragraph.end - 1
    return alone and quotation.outer_start <= sentence.start and sentence.end <= quotation.outer_end + 1


def _main_clause(view: View, sentence: Sentence, near: tuple[Span, ...]) -> Span | None:
    """The part of a sentence that others' words leave, where the main verb stands in it with its subject."""
    root = sentence.parsed.root
    place = view.place(root)
    start = max([sentence.start, *(s.end for s in near if s.end <= place.start)])
    end = min([sentence.end, *(s.start for s in near if s.start >= place.end)])
    if any(s.start < place.end and place.start < s.end for s in near):
        return None
    tokens = [t for t in view.tokens(start, end) if not t.is_punct]
    while tokens and (tokens[-1].dep_ in {"mark", "cc"} or tokens[-1].pos_ in {"SCONJ", "CCONJ"}):
        tokens.pop()
    if len(tokens) < MAIN or not any(t.dep_ in {"nsubj", "nsubjpass", "expl"} and t.head == root for t in tokens):
        return None
    return Span(view.place(tokens[0]).start, view.place(tokens[-1]).end)


def _asserts(sentence: Sentence) -> bool:
    """A statement with a verb; no question, no order, no bare phrase, no row of a table."""
    if sentence.parsed.text.lstrip().startswith("|"):
        return False
    words = [t for t in sentence.parsed if not t.is_punct and not t.is_space]
    if len(words) < SHORTEST or sentence.parsed.text.rstrip(" \n\"”’'").endswith("?"):
        return False
    root = sentence.parsed.root
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in words)
    subject = any(t.dep_ in {"nsubj", "nsubjpass", "expl"} for t in words)
    if sentence.kind in ("headline", "heading"):
        return root.pos_ in {"VERB", "AUX"} and (subject or finite)
    return finite and subject
