"""Whether a word is told as so or as not so, and whether it is left open: by the words around it."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.events.circumstances import circumstances, noun_marks
from sayso.events.lexicon import lexicon

OPEN = ("future", "possible", "planned", "conditional", "wanted", "demanded", "threatened")
SHORT = (("yet", "to"), ("far", "from"), ("anything", "but"), ("instead", "of"), ("rather", "than"))
PASSED = ("DT", "RB", "JJ", "PRP$", "VB", "VBN")  # what may stand between those and the word they turn
SAID_OF = ("attr", "acomp", "oprd", "advmod")
NONE = frozenset(["nobody", "none", "nothing", "neither", "nowhere"])
HAVING = frozenset(
    ["have", "hold", "carry", "find", "see", "show", "bear", "contain", "own", "receive", "get", "hear", "leave", "use",
     "deny", "dispute", "refute", "rule", "exclude", "make", "need", "want", "know"]
)  # fmt: skip
FURTHER = frozenset(["other", "more", "further", "longer", "better", "new", "additional", "such", "than"])
LACKING = ("without", "lacking", "lack", "absence", "sans", "minus")


def negated(token: Token) -> bool:
    """Whether the words around a token turn it: "not", "no", "denied", "failed to", "has yet to"."""
    return (turned(token) + held_short(token) + nothing(token)) % 2 == 1


def turned(token: Token) -> bool:
    """Whether its governors and what stands at it turn a word; an adjective before a noun is as that noun is."""
    if token.dep_ == "amod":
        return turned(token.head)
    if lacking(token):
        return True
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nsubj", "nsubjpass", "pobj"):
        marks: list[str] = []
        noun_marks(token, marks, [])
        return len(marks) % 2 == 1
    found = circumstances(token).negated
    if token.dep_ in SAID_OF and token.head.pos_ in ("AUX", "VERB"):
        above = any(c.dep_ == "neg" for c in token.head.children) or (found and circumstances(token.head).negated)
        return above != (token.pos_ == "NOUN" and none(token))
    return found


def lacking(noun: Token) -> bool:
    """Whether a thing is what is missing: "without a lamp", "a lack of water"."""
    above = noun.head
    return noun.dep_ == "pobj" and (above.lower_ in LACKING or above.head.lower_ in ("lack", "absence"))


def nothing(token: Token) -> bool:
    """Whether there is nothing it is said of: "knew nothing", "no one was found alive", "not one of them was hurt"."""
    verb = token
    while verb.dep_ in SAID_OF and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        edge = token.left_edge.i
        return single(token) or (token.pos_ == "NOUN" and edge > 0 and token.doc[edge - 1].lower_ == "not")
    for c in verb.children:
        if c.lower_ == "once" and c.i and verb.doc[c.i - 1].lower_ == "not":
            return True
        if c.dep_ in ("nsubj", "nsubjpass") and (single(c) or c.lower_ == "nothing" or (verb.i != token.i and none(c))):
            return True
        if c.dep_ == "dobj" and verb.i == token.i and (single(c) or none(c)):
            return True
    return False


def none(noun: Token) -> bool:
    return noun.lower_ in NONE or any(c.lower_ in ("no", "neither") for c in noun.children)


def single(noun: Token) -> bool:
    """Whether "not a single", "not one" stand before a noun."""
    return any(t.lower_ == "not" and t.head.i >= t.i and t.head.pos_ != "VERB" for t in noun.subtree if t.i < noun.i)


def held_short(token: Token) -> bool:
    """Whether words such as "yet to" stand right before a word: "has yet to be signed", "far from a clear victory"."""
    doc, k = token.doc, token.i - 1
    while k > 0 and token.i - k <= 4:
        if (doc[k - 1].lower_, doc[k].lower_) in SHORT:
            return True
        if doc[k].tag_ not in PASSED:
            return False
        k -= 1
    return False


def absent(noun: Token) -> bool:
    """Whether a thing is told as not there: "showed no lights", "without lights", "there was not a light".

    A verb that is negated, or that negates, says nothing of the thing it is done to ("the employee was suspended");
    it does of happenings ("denied the attack") and where the verb is one of having or finding.
    """
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return absent(noun.head)
    if any(c.lower_ in FURTHER for c in noun.children) or noun.dep_ in ("nsubj", "nsubjpass"):
        return False
    if none(noun) or noun.dep_ in SAID_OF or noun.lemma_.lower() in lexicon().nouns:
        return negated(noun)
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in HAVING and negated(noun)
    return lacking(noun)


def left_open(token: Token) -> bool:
    """Whether a word is told as possible, planned or wanted rather than as so."""
    return circumstances(token).modality in OPEN
