"""What looks like an attribution and claims nothing: hedges, names of things, acts on a noun, mere topics."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.denials import nots
from sayso.attribution.draft import Draft
from sayso.attribution.edges import FINITE
from sayso.attribution.view import View
from sayso.model import Span

_HEDGES = {"seem", "appear"}
_NAMING = {"call", "know", "dub", "name", "term", "nickname", "title", "label"}
_HAPPENING = {"report", "confirm", "reveal", "release", "announce", "diagnose", "detect", "record", "see", "expect"}
_SUFFERED = {"diagnose", "encourage", "grill", "interview", "arrest", "treat", "test", "hit"}
_ACCUSING = {"accuse", "charge", "blame", "suspect", "criticise", "criticize", "condemn", "denounce", "sue"}
_UNKNOWING = {"deny", "dispute", "know", "realise", "realize", "notice", "clue", "aware"}
_LISTENING = {"court", "jury", "inquest", "inquiry", "tribunal", "hearing", "committee", "panel"}
_HELPING = {"be", "have", "do", "may", "might", "would", "could", "can"}
_PLACING = {"in", "at", "on", "after", "before", "since", "during"}  # "a case was reported in a …"
_SILENT = {"ADV", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT"}  # parts of speech of which no source consists
_VERBAL = re.compile(r"VB|MD")
_QUOTED = re.compile(r"[\"“”„«»]")
_TOPIC = re.compile(r"(?:about|regarding|concerning)\b")
_NOTHING = re.compile(r"(?:him|her|us|me|you|themselves|himself|herself|anything|everything|nothing|bad|good)")


def claims_nothing(view: View, draft: Draft) -> bool:
    """Whether an attribution is none: nobody claims anything by it. What the page says there is its own."""
    cue = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    if not cue or draft.manner == "headline":
        return False
    verbs = [t for t in cue if t.pos_ in {"VERB", "AUX"}]
    said = [t for span in draft.content for t in view.tokens(span.start, span.end)]
    words = " ".join(view.text[s.start : s.end] for s in draft.content).strip(" .,:;")
    if (draft.manner != "direct" and _silent(view, draft)) or _NOTHING.fullmatch(words):
        return True
    lemmas = {t.lemma_.lower() for t in verbs}
    if lemmas & _HEDGES and not lemmas - _HEDGES - _HELPING:
        return True
    main = verbs[-1] if verbs else None
    if main is not None and _suffered(view, draft, main):
        return True
    if main is not None and (_named(main, said) or _unknowing(cue, verbs) or _supposed(main)):
        return True
    if _QUOTED.search(words):
        return False
    if main is not None and main.lemma_.lower() in lexicon.words("clausal") and _thing(said):
        return True
    return not any(_VERBAL.match(t.tag_) for t in said) and _bare(view, draft, main)


def _thing(said: list[Token]) -> bool:
    """Whether a content is a thing, whatever clauses hang on it: "a clip of his wife laughing"."""
    top = next((t for t in said if t.head not in said or t.head is t), None)
    return top is not None and top.pos_ in {"NOUN", "PROPN", "PRON"} and top.dep_ in {"dobj", "pobj", "dative"}


def _bare(view: View, draft: Draft, main: Token | None) -> bool:
    """Whether a content without verb or quotation is no claim under this cue."""
    if main is None:
        return not draft.source  # "widespread fears about the spread"
    if not draft.source and main.tag_ == "VBN" and main.lemma_.lower() in _HAPPENING:
        return True  # "a third case was reported"
    told = (span for span in draft.content if span.start >= view.place(main).end)
    topic = any(_TOPIC.match(view.text, span.start, span.end) for span in told)
    return topic or main.lemma_.lower() in lexicon.words("clausal")


def _silent(view: View, draft: Draft) -> bool:
    """A source in which nobody is named: "there", "never", "in other words", "the effort"."""
    tokens = [t for span in draft.source for t in view.tokens(span.start, span.end)]
    top = next((t for t in tokens if t.head not in tokens or t.head is t), None)
    if top is not None and top.pos_ == "NOUN" and top.lemma_.lower() in lexicon.words("mute"):
        return True
    cue = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    happened = any(t.tag_ == "VBN" and t.lemma_.lower() in _HAPPENING for t in cue)
    if tokens and happened and tokens[0].lower_ in _PLACING:
        return True
    if " ".join(t.lower_ for t in tokens) in {"you", "other words"}:
        return True
    return (
        bool(tokens)
        and (tokens[0].pos_ in _SILENT and tokens[0].dep_ != "cc")
        and not any(t.pos_ in {"PROPN", "NOUN", "PRON", "NUM"} and t.lower_ not in {"words", "fact"} for t in tokens)
    )


def _named(verb: Token, said: list[Token]) -> bool:
    """ "Areas that are commonly called “deserts”": what a thing is called by nobody in particular. "It is known that
    he fled" tells something."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in _NAMING or any(t.tag_ in FINITE for t in said):
        return False
    return any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ == "agent" for c in verb.children)


def _suffered(view: View, draft: Draft, verb: Token) -> bool:
    """ "The allies were encouraged by his start": what is done to somebody is not said by him."""
    patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    done = verb.tag_ == "VBN" and verb.lemma_.lower() in _SUFFERED and patient is not None
    return done and patient is not None and (not draft.source or _holds(draft.source, view.place(patient).start))


def _unknowing(cue: list[Token], verbs: list[Token]) -> bool:
    """ "Did not know that", "had no clue", "did not deny": nobody tells it."""
    negated = any(t.lower_ == "no" for t in cue) or any(nots(verb) for verb in verbs)
    return negated and bool({t.lemma_.lower() for t in cue} & _UNKNOWING)


def _supposed(verb: Token) -> bool:
    """ "As Sherlock would say"."""
    would = any(c.lower_ in {"would", "might", "could"} for c in verb.children if c.dep_ == "aux")
    return would and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod", "prep"} for c in verb.children)


def suffering(view: View, draft: Draft) -> None:
    """ "He was charged with theft", "the court heard": whom a passive is done to, and who listens, does not say it. Who
    does stays unnamed."""
    if not draft.source or not draft.cue:
        return
    for verb in (t for span in draft.cue for t in view.tokens(span.start, span.end)):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if verb.lemma_ == "hear" and subject is not None and subject.lemma_.lower() in _LISTENING:
            draft.source = ()
            return
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in _ACCUSING:
            continue
        patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if patient is not None and _holds(draft.source, view.place(patient).start):
            draft.source = ()


def _holds(spans: tuple[Span, ...], position: int) -> bool:
    return any(span.start <= position < span.end for span in spans)
