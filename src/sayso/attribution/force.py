"""With what force a claim is made: asserted, denied, promised, …; from its cue, then from what it says."""

from __future__ import annotations

import re

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.denials import nots
from sayso.attribution.draft import Draft
from sayso.attribution.turning import turned
from sayso.attribution.view import View
from sayso.model import Force

_OUTCOMES = r"(?! be unable| (?:not |never )?(?:win|lose|see|regret|suffer|need|die)\b)"  # nobody's to promise
_FIRST_PERSON = re.compile(rf"\b(?:I|[Ww]e)(?:'ll|’ll| will| shall)\b{_OUTCOMES}|\b(?:I|[Ww]e) (?:are|am) going to\b")
_SCEPTICAL = re.compile(
    r"\W*(?:I|[Ww]e)(?:['’](?:m|re)| am| are| remain| was| were| have been)(?: \w+ly| very| still)? "
    r"(?:s[ck]eptical|doubtful|dubious|unconvinced|unsure|not (?:so |at all )?(?:sure|convinced|certain))\b"
)
_LIKELY = {"likely", "unlikely", "bound", "certain", "due", "poised", "sure", "set"}
_WILL = {"will", "shall", "'ll", "’ll", "wo"}
_CALLING = {"call", "brand", "label", "term", "describe"}
_ADVISING = {"warn", "caution", "advise", "tell", "ask", "order", "instruct", "urge"}
_FEW = 7  # words at the end of a content that say what something is called
_GUILTY, _NOT_GUILTY = re.compile(r"\bguilty\b"), re.compile(r"\bnot guilty\b|\binnocent\b")
_ABOUT = re.compile(r"\b(?:about|on|over)\b")
_CALLED_FOR = re.compile(r"^(?:\S+ )?(?:call(?:s|ed|ing)? (?:on|upon|for)\b|warn(?:s|ed|ing)? against\b)")
_ASKED = re.compile(r"(?:how|why|whether|who|what|when|where|if)\b")
_MENACING = {"risk", "face", "threaten", "loom", "hang", "near", "approach", "head"}
_FINITE, _MARKS = {"VBZ", "VBP", "VBD"}, "\"'“”‘’«»„ "
_QUESTION = re.compile(r"\?[\"'”’»)\s]*\Z")


def force(view: View, draft: Draft) -> Force:
    """The force of a claim. Cue verbs and nouns stand in `data/verbs.tsv` and `data/nouns.tsv`."""
    if _lemmas(view, draft) & {"refuse", "decline"}:
        return "deny"
    if _unproven(view, draft):
        return "doubt"
    told = _of_cue(view, draft)
    if told != "deny" and (away := turned(view, draft)):
        return away
    if told == "promise" and _lemmas(view, draft) & {"swear", "assure"} and not _to_come(view, draft):
        return "assert"  # "swears he was at home"
    if told in ("assert", "predict", None) and _held_untrue(view, draft):
        return "deny"
    if told == "assert" and _called_untrue(view, draft):
        return "deny"
    if told == "predict" and _as_it_is(view, draft):
        return "assert"
    if told is not None and (framed := _by_frame(view, draft)):
        return framed
    if told not in (None, "assert"):
        return told
    return _of_content(view, draft)


def _by_frame(view: View, draft: Draft) -> Force | None:
    """What a verb comes to by the words after it: "pleaded guilty", "questioned him about", "warned them to leave"."""
    lemmas = _lemmas(view, draft)
    after = " ".join(view.text[s.start : s.end] for s in (*draft.cue, *draft.content))
    if "plead" in lemmas:
        return "deny" if _NOT_GUILTY.search(after) else "confirm" if _GUILTY.search(after) else None
    if lemmas & {"question", "grill", "press"} and _ABOUT.search(after):
        return "ask"
    if "demand" in lemmas and _ASKED.match(view.text[draft.content[0].start : draft.content[0].end]):
        return "ask"
    if "rule" in lemmas and " out" in after:
        return "deny"
    if _CALLED_FOR.search(after) or any(_to_do(t) for s in draft.cue for t in view.tokens(s.start, s.end)):
        return "demand"
    return None


def _unproven(view: View, draft: Draft) -> bool:
    """ "There is no evidence to suggest that …", "no sign that"."""
    for token in (t for s in draft.cue for t in view.tokens(s.start, s.end)):
        noun = token if token.pos_ == "NOUN" else token.head if token.dep_ in {"acl", "relcl"} else None
        if noun is not None and noun.lemma_ in {"evidence", "proof", "sign", "indication"}:
            return any(c.lower_ in {"no", "little"} for c in noun.children)
    return False


def _to_do(verb: Token) -> bool:
    """ "Warned people to stay away", "were told to leave": a verb of advice with an infinitive under it."""
    if verb.lemma_ not in _ADVISING:
        return False
    under = (c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB")
    return any(g.lower_ == "to" and g.dep_ == "aux" for c in under for g in c.children)


def _held_untrue(view: View, draft: Draft) -> bool:
    """ "Does not believe that …": a verb of holding under a "not"."""
    for verb in (t for s in draft.cue for t in view.tokens(s.start, s.end) if t.pos_ == "VERB"):
        if verb.lemma_.lower() in lexicon.words("held") and nots(verb):
            return True
    return False


def _of_cue(view: View, draft: Draft) -> Force | None:
    tokens = [t for span in draft.cue for t in view.tokens(span.start, span.end)]
    nouns = [t for t in tokens if t.pos_ == "NOUN" and _lemma(t) in lexicon.nouns()]
    verbs = [t for t in tokens if t not in nouns and _lemma(t) in lexicon.verbs()]
    found = [lexicon.verbs()[_lemma(t)].force for t in verbs]  # "said in reply to a question" asks nothing
    found += [lexicon.nouns()[_lemma(t)] for t in nouns if not any(v.i < t.i and v in t.ancestors for v in verbs)]
    return next((f for f in found if f != "assert"), found[0] if found else None)


def _lemmas(view: View, draft: Draft) -> set[str]:
    return {_lemma(token) for span in draft.cue for token in view.tokens(span.start, span.end)}


def _to_come(view: View, draft: Draft) -> bool:
    """Whether what is sworn is still to be done."""
    words = view.text[draft.content[0].start : draft.content[0].end].lower()
    return words.startswith("to ") or _main_verb_is_future(view, draft)


def _as_it_is(view: View, draft: Draft) -> bool:
    """ "Warned that the dam is cracked": a warning of what is so already."""
    verb = _main_verb(view, draft) if _lemmas(view, draft) & {"warn", "caution"} else None
    if verb is None or verb.lemma_ in _MENACING or _main_verb_is_future(view, draft):
        return False
    modal = any(c.tag_ == "MD" for c in (verb, *verb.children))
    return not modal and any(c.tag_ in _FINITE for c in (verb, *verb.children) if c.i <= verb.i)


def _called_untrue(view: View, draft: Draft) -> bool:
    """ "Called it a forgery": what is called so in the few words that end the content."""
    if not _lemmas(view, draft) & _CALLING:
        return False
    last = draft.content[-1]
    words = re.findall(r"\w+", view.text[last.start : last.end].lower())
    return any(word in lexicon.words("untrue") for word in words[-_FEW:])


def _lemma(token: Token) -> str:
    """The lemma, by our own forms where the tagger took a verb for something else."""
    return lexicon.verb_forms().get(token.lower_, token.lemma_.lower())


def _of_content(view: View, draft: Draft) -> Force:
    """From what is said: a question, a future in the first person, a future in the first main clause."""
    content = " ".join(view.text[s.start : s.end] for s in draft.content)
    if _SCEPTICAL.match(content):
        return "doubt"
    if _FIRST_PERSON.search(content):
        return "promise"
    if _QUESTION.search(content):
        return "ask"
    if draft.manner == "direct" and _bidden(view, draft):
        return "demand"
    return "predict" if _main_verb_is_future(view, draft) or _backshifted(view, draft) else "assert"


def _bidden(view: View, draft: Draft) -> bool:
    """ "Don't go near the water", "Open the gates": words that bid."""
    verb = _main_verb(view, draft)
    if verb is None or verb.tag_ != "VB" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    helping = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    words = view.text[draft.content[0].start : draft.content[0].end].strip(_MARKS)
    first = view.tokens(draft.content[0].start, draft.content[0].end)
    opens = words.lower().startswith(("do not ", "don't ", "don’t ", "please ", "let's ", "let’s ", "let us "))
    return opens or (not helping and any(t == verb for t in first[:3]))


def _backshifted(view: View, draft: Draft) -> bool:
    """ "Said the bridge would open in May": a future, told in the past. Nothing is foreseen where there is an "if", or
    in "would have", "would like"."""
    past = any(t.tag_ == "VBD" for s in draft.cue for t in view.tokens(s.start, s.end))
    verb = _main_verb(view, draft) if past and draft.manner == "indirect" else None
    if verb is None or verb.lemma_ in {"like", "prefer", "love", "want", "have"}:
        return False
    around = [c.lower_ for c in verb.children]
    return (
        "would" in around
        and "have" not in around
        and not any(t.lower_ in {"if", "unless", "had"} for s in draft.content for t in view.tokens(s.start, s.end))
    )


def _main_verb(view: View, draft: Draft) -> Token | None:
    """The verb that a content hangs on."""
    tokens = view.tokens(draft.content[0].start, draft.content[0].end)
    inside = set(tokens)
    return next((t for t in tokens if t.pos_ in {"VERB", "AUX"} and (t.head not in inside or t.head == t)), None)


def _main_verb_is_future(view: View, draft: Draft) -> bool:
    first = draft.content[0]
    tokens = view.tokens(first.start, first.end)
    if not tokens:
        return False
    ends = tokens[0].sent.end
    sentence = [t for t in tokens if t.i < ends and t.doc is tokens[0].doc]
    inside = set(sentence)
    top = [t for t in sentence if t.head not in inside or t.head == t]
    verbs = [t for t in top if t.pos_ in {"VERB", "AUX"}] or [t for t in sentence if t.pos_ in {"VERB", "AUX"}][:1]
    return any(c.lower_ in _WILL for verb in verbs for c in (verb, *verb.children) if c.i <= verb.i) or any(
        _likely(verb)
        or (
            (verb.lemma_ in {"expect", "set"} or (verb.lemma_ == "go" and any(c.lemma_ == "be" for c in verb.children)))
            and verb.i + 1 < len(verb.doc)
            and verb.nbor(1).lower_ == "to"
        )
        for verb in verbs
    )


def _likely(verb: Token) -> bool:
    """ "Are likely to remain": what is to come."""
    how = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ in _LIKELY), None)
    what = next((c for c in how.children if c.dep_ == "xcomp" and c.i > how.i), None) if how is not None else None
    return what is not None and what.lemma_ != "have" and not any(c.lemma_ == "have" for c in what.children)
