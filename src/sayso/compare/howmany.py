"""A number asked with what was done to the things counted: "How many rifles did the navy seize from the boat"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

SUBJECTS, OBJECTS = ("nsubj", "nsubjpass"), ("dobj", "obj")
CLAUSE = ("aux", "auxpass", "neg")
APART = ("punct", "cc", "conj", "advcl", "ccomp", "relcl", "acl", "parataxis", "mark", "appos", "dep")
POINTING = frozenset(["he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "who", "which"])
LONGEST = 70  # characters behind the thing that is asked for
SUBJECT = 40  # … of who did it
AUXILIARY = {"VBD": "did", "VBZ": "does", "VBP": "do"}


def clause_asked(doc: Doc, start: int, end: int) -> str:
    """ "How many people were hurt in the blast", of the number at characters [start, end) of a statement.

    The noun counted must be the subject or the object of a finite verb; empty where it is not, or where what stands
    there points outside ("they seized 31").
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return ""
    noun = span.root.head if span.root.dep_ in ("nummod", "quantmod", "compound") else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.tag_ not in ("NNS", "NNPS"):
        return ""
    thing = f"How many {after(noun, span.end)}"
    verb = noun.head
    if (
        verb.pos_ not in ("VERB", "AUX")
        or verb.dep_ in ("xcomp", "pcomp")
        or any(c.dep_ == "neg" for c in verb.children)
    ):
        return ""
    if noun.dep_ in SUBJECTS and (acts := finite(verb)):
        rest = behind(verb, verb.i + 1)
        return f"{thing} {acts} {rest}".strip() if rest is not None else ""
    if noun.dep_ in OBJECTS:
        return done(thing, noun, verb)
    if noun.dep_ == "attr" and verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):
        rest = behind(verb, noun.right_edge.i + 1)
        return f"{thing} {verb.text} there {rest}".strip() if rest is not None else ""
    return ""


def done(thing: str, noun: Token, verb: Token) -> str:
    """ "How many rifles did the navy seize from the boat"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if who is None or who.lower_ in POINTING or who.pos_ == "PRON":
        return ""
    subject = who.doc[who.left_edge.i : who.right_edge.i + 1].text
    rest = behind(verb, noun.right_edge.i + 1)
    if rest is None or len(subject) > SUBJECT or "," in subject:
        return ""
    helping = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    if helping:
        first, *more = helping
        form = " ".join([*(t.text for t in more), verb.text])
    elif verb.tag_ in AUXILIARY:
        form = verb.lemma_
    else:
        return ""
    front = first.text if helping else AUXILIARY[verb.tag_]
    named = subject if who.pos_ == "PROPN" and not subject.startswith("The ") else subject[:1].lower() + subject[1:]
    return f"{thing} {front} {named} {form} {rest}".strip()


def finite(verb: Token) -> str:
    """A verb with what helps it, where one of them is finite: "were hurt"."""
    helping = [c for c in verb.children if c.dep_ in CLAUSE and c.i < verb.i]
    told = [*helping, verb]
    is_finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in told)
    together = all(b.i - a.i <= 2 for a, b in pairwise(told))
    return " ".join(t.text for t in told) if is_finite and together else ""


def after(noun: Token, start: int) -> str:
    """The thing counted with what stands between it and its number ("Somali pirates")."""
    of = next((c for c in noun.children if c.lower_ == "of" and c.i == noun.i + 1), None)
    last = of.right_edge.i if of is not None and not any(t.pos_ == "PRON" for t in of.subtree) else noun.i
    return noun.doc[min(start, noun.i) : last + 1].text.strip()


def behind(verb: Token, start: int) -> str | None:
    """What follows in the clause up to where another begins; None where it is long or points outside."""
    end = start
    for child in sorted((c for c in verb.children if c.i >= start), key=lambda c: c.i):
        if child.dep_ in APART or child.left_edge.i > end:
            break
        end = child.right_edge.i + 1
    rest = verb.doc[start:end]
    text = rest.text.strip(" ,.;:")
    pointing = any(t.lower_ in POINTING or t.tag_ in ("PRP", "PRP$") for t in rest)
    return None if pointing or len(text) > LONGEST or any(t.tag_ == "CD" for t in rest) else text
