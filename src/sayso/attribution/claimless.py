"""What looks like an attribution and claims nothing: hedges, names of things, acts on a noun, mere topics."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft, holds
from sayso.attribution.edges import FINITE
from sayso.attribution.headlines import is_label
from sayso.attribution.suffering import NAMING
from sayso.attribution.tagger import Triple
from sayso.attribution.turning import turned
from sayso.attribution.unsaid import unsaid
from sayso.attribution.view import View
from sayso.model import Span

_HEDGES = {"seem", "appear", "look", "sound"}
_SEEING = {"see", "consider", "regard", "view", "deem", "describe", "hail", "rate"}
_HAPPENING = {
    "agree",
    "report",
    "confirm",
    "reveal",
    "release",
    "announce",
    "diagnose",
    "detect",
    "record",
    "see",
    "expect",
}
_SUFFERED = {"diagnose", "encourage", "grill", "interview", "arrest", "treat", "test", "hit"}
_CITED = {"cite", "quote", "mention"}
_READY = {"eager", "keen", "ready", "willing", "poised", "reluctant"}
_HELPING = {"be", "have", "do", "may", "might", "would", "could", "can"}
_PLACING = {"in", "at", "on", "after", "before", "since", "during"}  # "a case was reported in a …"
_SILENT = {"ADV", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT"}  # parts of speech of which no source consists
_BARE = 0.85  # of the tagger's score
_VERBAL = re.compile(r"VB|MD")
_QUOTED = re.compile(r"[\"“”„«»]")
_TOPIC = re.compile(r"(?:about|regarding|concerning)\b")
_NOTHING = re.compile(r"(?:him|her|us|me|you|themselves|himself|herself|anything|everything|nothing|bad|good)")


def sure_enough(view: View, found: Triple) -> bool:
    """Whether the tagger is sure enough of what it found, where neither the words tell of saying nor the content has a
    verb ("jarred her from her musings"): of such in polnear-dev 40 of 90 under _BARE are right, 90 of 135 above it."""
    said = [t for span in found.content for t in view.tokens(span.start, span.end)]
    if found.score >= _BARE or any(_VERBAL.match(t.tag_) for t in said):
        return True
    if any(_QUOTED.search(view.text, span.start, span.end) for span in found.content):
        return True
    cue = [t for span in found.cue for t in view.tokens(span.start, span.end)]
    lemmas = {lexicon.verb_forms().get(t.lower_, t.lemma_.lower()) for t in cue}
    telling = lexicon.verbs().keys() | lexicon.nouns().keys() | lexicon.words("held") | lexicon.words("believing")
    return not lemmas.isdisjoint(telling | _SEEING)


def claims_nothing(view: View, draft: Draft) -> bool:
    """Whether an attribution is none: nobody claims anything by it. What the page says there is its own."""
    cue = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    if draft.source and draft.manner == "headline" and is_label(view.text[draft.source[0].start : draft.source[0].end]):
        return True
    if not cue or draft.manner == "headline":
        return False
    verbs = [t for t in cue if t.pos_ in {"VERB", "AUX"}]
    if draft.source and _who_indeed(view, draft.source[0]):
        return True
    said = [t for span in draft.content for t in view.tokens(span.start, span.end)]
    words = " ".join(view.text[s.start : s.end] for s in draft.content).strip(" .,:;")
    if (draft.manner != "direct" and _silent(view, draft)) or _NOTHING.fullmatch(words):
        return True
    quoted, lemmas = bool(_QUOTED.search(words)), {t.lemma_.lower() for t in verbs}
    if lemmas & _HEDGES and not lemmas - _HEDGES - _HELPING:
        return True
    main = verbs[-1] if verbs else None
    if main is not None and (_suffered(view, draft, main) or _announced(view, draft, main)):
        return True
    if main is not None and (unsaid(main, cue, said, quoted) or _mute_indeed(view, draft, main)):
        return True
    if (not quoted and _mere_list(cue, said)) or (verbs and {t.lemma_ for t in cue if t.pos_ == "ADJ"} & _READY):
        return True
    if not draft.source and main is not None and main.lemma_ == "know":
        return True  # "it is impossible to know whether"
    if main is not None and (_named(main, said) or _what_about(view, main, said)):
        return True
    if main is None and not draft.source and _mere_noun(cue, said):
        return True
    if quoted or turned(view, draft) is not None:
        return False
    if main is not None and main.lemma_.lower() in lexicon.words("clausal") and _thing(said):
        return True
    return not any(_VERBAL.match(t.tag_) for t in said) and _bare(view, draft, main)


def _thing(said: list[Token]) -> bool:
    """Whether a content is a thing, whatever clauses hang on it: "a clip of his wife laughing"."""
    top = next((t for t in said if t.head not in said or t.head == t), None)
    return top is not None and top.pos_ in {"NOUN", "PROPN", "PRON"} and top.dep_ in {"dobj", "pobj", "dative"}


def _bare(view: View, draft: Draft, main: Token | None) -> bool:
    """Whether a content without verb or quotation is no claim under this cue."""
    if main is None:
        return not draft.source  # "widespread fears about the spread"
    if not draft.source and main.tag_ == "VBN" and main.lemma_.lower() in _HAPPENING:
        return True  # "a third case was reported"
    told = (span for span in draft.content if span.start >= view.place(main).end)
    topic = any(_TOPIC.match(view.text, span.start, span.end) for span in told)
    pleases = main.lemma_ == "appeal" and _to_somebody(view, draft)
    return topic or pleases or main.lemma_.lower() in lexicon.words("clausal")


def _to_somebody(view: View, draft: Draft) -> bool:
    """ "It appealed [to Ana Ruiz]"."""
    return view.text[draft.content[0].start : draft.content[0].end].lower().startswith("to ")


def _silent(view: View, draft: Draft) -> bool:
    """A source in which nobody is named: "there", "never", "in other words", "the effort"."""
    tokens = [t for span in draft.source for t in view.tokens(span.start, span.end)]
    top = next((t for t in tokens if t.head not in tokens or t.head == t), None)
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
    lemmas = NAMING | (_SEEING if verb.dep_ == "acl" else set())
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in lemmas or any(t.tag_ in FINITE for t in said):
        return False
    passive = verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children)
    return passive and not any(c.dep_ == "agent" for c in verb.children)


def _suffered(view: View, draft: Draft, verb: Token) -> bool:
    """ "The allies were encouraged by his start": what is done to somebody is not said by him."""
    patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    here = verb.lemma_.lower() in _CITED and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "in"
    if here and not any(c.dep_ == "auxpass" or c.lower_ == "as" for c in verb.children):
        return True  # "the office cited in the letter does not exist", but "was quoted in it as saying"
    done = verb.tag_ == "VBN" and verb.lemma_.lower() in _SUFFERED and patient is not None
    return done and patient is not None and (not draft.source or holds(draft.source, view.place(patient).start))


def _mute_indeed(view: View, draft: Draft, verb: Token) -> bool:
    """ "This effort to end the friendship with Rell contradicts …": the source is a name inside of a thing's."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    if subject is None or not draft.source or subject.lemma_.lower() not in lexicon.words("mute"):
        return False
    said = view.tokens(draft.source[0].start, draft.source[0].end)
    top = next((t for t in said if t.head not in said or t.head == t), None)
    return top is not None and top.dep_ in {"pobj", "dobj", "prep"} and top.i > subject.i and subject in top.ancestors


def _announced(view: View, draft: Draft, verb: Token) -> bool:
    """ "…, a deal announced on Monday": what is announced does not speak."""
    passive = verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(c.dep_ == "agent" for c in verb.children)
    told = passive and verb.head.pos_ == "NOUN" and draft.content[0].start < view.place(verb).start
    return told and bool(draft.source) and holds(draft.source, view.place(verb.head).start)


def _who_indeed(view: View, source: Span) -> bool:
    """ "Who says that it works?": nobody does."""
    sentence = view.sentence_at(source.start)
    asked = sentence is not None and view.text[sentence.start : sentence.end].rstrip('"”’ ').endswith("?")
    return asked and view.text[source.start : source.end].lower() == "who"


def _mere_noun(cue: list[Token], said: list[Token]) -> bool:
    """ "Concerns over prices are growing", "a goal of two flights a year": a noun that nobody's name stands beside, and
    no clause that it tells."""
    if not said or any(t.pos_ not in {"NOUN", "DET", "ADJ", "ADP"} for t in cue):
        return False
    noun = next((t for t in cue if t.pos_ == "NOUN"), None)
    clause = {"acl", "ccomp", "relcl", "appos"}  # "fears that …", "a claim to have …"
    return noun is not None and not any(t.dep_ in clause and t.head == noun for t in said)


def _mere_list(cue: list[Token], said: list[Token]) -> bool:
    """ "Rell: theft, fraud": a list behind a colon is no saying."""
    return [t.lower_ for t in cue] == [":"] and not any(t.tag_ in FINITE or t.tag_ in {"MD", "VB"} for t in said)


def _what_about(view: View, verb: Token, said: list[Token]) -> bool:
    """ "What she will say on trade": a question, with its topic."""
    asks = any(c.tag_ in {"WP", "WDT"} and c.dep_ == "dobj" and c.i < verb.i for c in verb.children)
    return asks and bool(said) and said[0].pos_ == "ADP" and not any(_VERBAL.match(t.tag_) for t in said)
