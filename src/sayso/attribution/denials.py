"""What looks like an attribution and is none: "did not say", "refused to comment", "according to the plan"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, overlap
from sayso.attribution.view import View
from sayso.model import Span

_UNWILLING = {"refuse", "decline", "fail", "neglect", "avoid", "stop", "hesitate", "omit", "forget"}
_UNWILLINGNESS = {"refusal", "failure", "inability", "reluctance", "unwillingness"}
_ASKED = {"when", "where", "whether", "who", "why", "how", "what", "if"}  # "declined to state when …"
_SEEING = {"see", "obtain", "review", "read", "view", "verify", "examine"}
_NOBODY = {"nobody", "none", "neither", "nothing", "no"}


def negated(view: View, draft: Draft) -> bool:
    """The words were not said: a verb of speaking under "not", "refused to", "yet to", or with nobody as its subject.

    Verbs of holding ("does not believe") still attribute what is not believed.
    """
    first = view.tokens(draft.source[0].start, draft.source[0].end)[:1] if draft.source else []
    tokens = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    if first and first[0].lower_ in _NOBODY:
        return True
    if any(t.lemma_ in _UNWILLING | _UNWILLINGNESS for t in tokens) and _begins_withheld(view, draft):
        return True
    return any(
        t.pos_ in {"VERB", "AUX"} and t.lemma_.lower() in lexicon.words("withheld") and _withheld(view, t, draft)
        for t in tokens
    )


def _begins_withheld(view: View, draft: Draft) -> bool:
    """The content opens with what was not done: "declined | to say who had signed"."""
    first = [t for t in view.tokens(draft.content[0].start, draft.content[0].end)[:3] if t.pos_ != "ADV"]
    return any(t.lemma_ in lexicon.words("withheld") or t.lower_ in _ASKED for t in first[:2]) or (
        [t.lower_ for t in first[:2]] == ["to", "be"]
    )


def _withheld(view: View, verb: Token, draft: Draft) -> bool:
    if any(not overlap((view.place(no),), draft.content) for no in nots(verb)):
        return True
    head = verb.head
    if verb.dep_ not in {"xcomp", "conj", "ccomp"} or head.i >= verb.i:
        return False
    if verb.dep_ == "conj" and verb.tag_ != "VB":
        return False  # "The office declined to comment, but a clerk said …"
    if head.lemma_ in _UNWILLING:
        return True
    return head.lemma_ == "have" and any(c.lower_ == "yet" for c in head.children)


def told_nothing(view: View, draft: Draft) -> bool:
    """ "…, a guest has told [the Courier]", "a log, which the Courier has seen, …": to whom it was said was read as
    what was said, or who has seen a text as who says it."""
    verbs = [t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB"]
    if any(t.lemma_ in _SEEING and t.dep_ == "relcl" and _of_which(t) for t in verbs):
        return True
    said = [t for s in draft.content for t in view.tokens(s.start, s.end)]
    verb = next((t for s in draft.cue for t in view.tokens(s.start, s.end) if t.lemma_ in {"tell", "inform"}), None)
    hearing = {"dobj", "dative", "nsubjpass"}
    heard = next((c for c in verb.children if c.dep_ in hearing), None) if verb is not None else None
    return heard is not None and heard.pos_ == "PROPN" and bool(said) and all(t in heard.subtree for t in said)


def _of_which(verb: Token) -> bool:
    return any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in verb.children)


def nots(verb: Token) -> list[Token]:
    """The "not" or "never" of a verb; "not only" denies nothing."""
    negations = (
        c for c in verb.children if c.i < verb.i and (c.dep_ == "neg" or c.lower_ in {"never", "n’t", "n't", "not"})
    )
    return [c for c in negations if c.nbor(1).lower_ != "only"]


def no_source(view: View, draft: Draft) -> bool:
    """Nobody's word: "according to the agreement" names a yardstick, "is said to be" no one, "this" points back."""
    words = view.text[draft.frame[0] : min(draft.frame[1], draft.frame[0] + 300)]
    said = " ".join(view.text[s.start : s.end] for s in (*draft.cue, *draft.content))[:200]
    if (
        _idioms().search(said)
        or _asks_not_to_be_named(_content(view, draft))
        or _POINTS_BACK.fullmatch(_content(view, draft))
    ):
        return True
    if _hedged(view, draft):
        return True
    if not draft.source:
        return False
    tokens = view.tokens(draft.source[0].start, draft.source[0].end)
    if not tokens or not re.search(r"\baccording\b", words, re.IGNORECASE):
        return False
    head = next((t for t in tokens if t.head not in tokens or t.head == t), tokens[-1])
    pointless = {"which", "whom", "it", "them", "this", "that"}
    return head.lemma_.lower() in lexicon.words("notsources") or tokens[0].lower_ in pointless | {"plan", "schedule"}


def _asks_not_to_be_named(content: str) -> bool:
    """The content is little more than the wish for anonymity, which belongs to the source."""
    wish = lexicon.anonymity().search(content[:200])
    return wish is not None and wish.start() < 12 and len(wish[0]) > 0.4 * len(content)


def _content(view: View, draft: Draft) -> str:
    return " ".join(view.text[s.start : s.end] for s in draft.content).strip(" .,\"'“”‘’")


def _hedged(view: View, draft: Draft) -> bool:
    """ "Are understood to be", "reportedly": hedged by the page, which says so in its own voice."""
    tokens = [t for s in draft.cue for t in view.tokens(s.start, s.end)]
    if not draft.source and all(t.pos_ == "ADV" for t in tokens):
        return True
    for verb in (t for t in tokens if t.tag_ == "VBN" and _then_to(t)):
        if any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ == "agent" for c in verb.children):
            subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
            if not draft.source or (subject is not None and _within(view, subject, draft)):
                return True
    return False


def _within(view: View, subject: Token, draft: Draft) -> bool:
    whole = Span(view.place(subject.left_edge).start, view.place(subject.right_edge).end)
    return overlap((whole,), draft.source) > 0


def _then_to(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to"


_POINTS_BACK = re.compile(
    r"(?:this|that|it|them|so|these|those|as much|the same(?: (?:tale|story|thing|account))?|something|nothing)"
    r"(?: (?:away|off|aside|down|out|back|up))?"
    r"|(?:this|that|these|those|such|similar|the same|the)"
    r" (?:information|claims?|news|statements?|details?|things?|data)",
    re.IGNORECASE,
)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon.lines("idioms.txt")) + ")", re.IGNORECASE)
