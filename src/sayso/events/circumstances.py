"""Whether an event is told as having happened: negation and modality, from its own words up to the clause's root."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.events.clauses import lemma
from sayso.events.lexicon import lexicon

MODALITIES = (
    "past",
    "ongoing",
    "future",
    "planned",
    "possible",
    "conditional",
    "wanted",
    "demanded",
    "threatened",
)


class Circumstances(NamedTuple):
    """`negated` is what the text holds in the end (two negations cancel); `why` are the words that decided, `above` the
    places of the governors among the tokens."""

    negated: bool
    modality: str
    why: tuple[str, ...]
    above: tuple[int, ...] = ()


def circumstances(event: Token, phrase: bool = False) -> Circumstances:
    """Negation and modality of the event that `event` (a verb or a noun) names.

    The nearest word that says something on modality decides ("may have agreed to attack": planned, the agreement);
    every negation on the way up counts. `phrase`: the event is a verb with its noun, and the verb itself may say how
    it is told ("offered asylum": planned).
    """
    words = lexicon()
    negations: list[str] = []
    moods: list[tuple[str, str]] = []
    above: list[int] = []
    carried = event.pos_ not in ("VERB", "AUX")
    if carried:
        noun_marks(event, negations, moods)
    else:
        verb_marks(event, negations, moods)
        own = words.governors.get(lemma(event), ()) if phrase else ()
        moods += [(effect, event.text) for effect in own if effect not in ("not", "light")]
    child, head = event, event.head
    for _ in range(12):
        if head.i == child.i:
            break
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and not shares(child):
            if own_subject(child) or head.dep_ not in ("ccomp", "acl", "advcl"):
                break
            child, head = head, head.head
            if not passes(child, head):
                break
        clause = child.dep_ == "acl" and any(c.dep_ == "mark" for c in child.children)
        if (clause or child.dep_ in ("ccomp", "relcl", "advcl", "parataxis")) and not passes(child, head):
            break
        name = lemma(head) if head.pos_ == "VERB" else head.lemma_.lower()
        effects = words.governors.get(name) or words.governors.get(head.lemma_.lower())
        if head.pos_ in ("NOUN", "PROPN", "ADJ"):
            if child.dep_ in ("nsubj", "nsubjpass"):
                break
            proof = name in words.words["proof"] and child.dep_ in ("acl", "prep")
            if effects is None and not proof and head.pos_ != "ADJ" and child.dep_ not in ("conj", "compound", "amod"):
                break
            noun_marks(head, negations, moods)
        elif head.pos_ in ("VERB", "AUX"):
            if carried and effects is None and child.dep_ not in ("nsubj", "nsubjpass", "xcomp", "conj"):
                break
            if child.dep_ in ("nsubj", "nsubjpass") and effects is None and not carried:
                break
            verb_marks(head, negations, moods, below=not (carried and (effects is None or "light" in effects)))
        elif head.lower_ in words.words["without"]:
            negations.append(head.text)
        if effects:
            above.append(head.i)
        for effect in effects or ():
            if effect == "not" and carried and answered(event, head):
                continue
            if effect == "not":
                negations.append(head.text)
            elif effect != "light":
                moods.append((effect, head.text))
        child, head = head, head.head
    purpose = event.tag_ == "VB" and event.dep_ in ("advcl", "acl", "relcl")
    if not moods and not above and purpose and any(c.lower_ == "to" for c in event.children):
        moods.append(("wanted", "to"))  # a purpose
    mood, word = moods[0] if moods else ("past", "")
    why = tuple(dict.fromkeys([*negations, word] if word else negations))
    return Circumstances(len(negations) % 2 == 1, mood, why, tuple(above))


def answered(noun: Token, head: Token) -> bool:
    """Whether a noun names words that were spoken and then turned down: a rejected appeal was made all the same."""
    words = lexicon()
    frames = words.nouns.get(noun.lemma_.lower(), ())
    spoken = any(frame.type in ("REQUEST", "ACCUSE", "THREATEN", "PROTEST") for frame in frames)
    return spoken and head.lemma_.lower() in words.words["turning_down"]


def own_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def shares(child: Token) -> bool:
    """Whether a joined verb stands under the same governor: "wants to meet and talk" (bare form, no own subject)."""
    bare = child.tag_ in ("VB", "VBG", "VBN")
    return bare and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in child.children)


def passes(child: Token, head: Token) -> bool:
    """Whether what stands above a clause says something of it: "denied that", "promised that", "if"."""
    name = lemma(head) if head.pos_ == "VERB" else head.lemma_.lower()
    governors = lexicon().governors
    if child.dep_ == "acl":
        return head.lemma_.lower() in lexicon().words["proof"] or bool(governors.get(name))
    if child.dep_ == "ccomp":
        return bool([e for e in governors.get(name, ()) if e != "light"])
    return child.dep_ == "advcl" and child.tag_ in ("VBG", "VB") and head.lower_ in lexicon().words["without"]


def noun_marks(noun: Token, negations: list[str], moods: list[tuple[str, str]]) -> None:
    """What stands at a noun: "no attack", "possible attack", "planned", "alleged"."""
    words = lexicon().words
    for child in noun.children:
        if child.lower_ in words["negative_determiners"] or child.dep_ == "neg":
            negations.append(child.text)
        elif child.dep_ in ("amod", "nmod") and child.lower_ in words["adjectives_possible"]:
            moods.append(("possible", child.text))
        elif child.dep_ == "amod" and child.lower_ in words["adjectives_planned"]:
            moods.append(("planned", child.text))
        elif child.dep_ == "amod" and child.lower_ in words["adjectives_ongoing"]:
            moods.append(("ongoing", child.text))


def verb_marks(verb: Token, negations: list[str], moods: list[tuple[str, str]], below: bool = False) -> None:
    """What stands at a verb: "did not", "may", "will", "is …ing", "if"; `below`: only tense that matters from above."""
    words = lexicon().words
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj") and child.lower_ in words["negators"]):
            negations.append(child.text)
        elif child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            negations.append("no longer")
        elif child.dep_ in ("nsubj", "nsubjpass"):
            said = [t for t in (child, *child.children) if t.lower_ in words["nobody"]]
            negations += [t.text for t in said[:1]]
    conditional = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in words["conditional"]), None)
    if conditional is not None:
        moods.append(("conditional", conditional.text))
        if conditional.lower_ == "unless":
            negations.append(conditional.text)
    failed = any(a.lower_ == "could" for a in aux) and any(c.dep_ == "neg" for c in verb.children)
    told = [a for a in aux if not (failed and a.lower_ == "could")]  # "could not agree": they failed to
    hypothetical = any(
        c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ == "if" for g in c.children) for c in verb.children
    )
    if hypothetical and any(a.lower_ in words["possible"] for a in told):  # "could sue if …"
        moods.append(("conditional", "if"))
    moods += [(mood, a.text) for a in told for mood in ("future", "possible", "demanded") if a.lower_ in words[mood]]
    moods += [("conditional" if hypothetical else "future", a.text) for a in aux if a.lower_ in words["would"]]
    if below:
        return
    if verb.tag_ == "VBG" and any(a.lemma_ == "be" for a in aux):
        going = verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children)
        moods.append(("future" if going else "ongoing", verb.text))
    elif verb.tag_ in ("VBP", "VBZ") and not aux:
        moods.append(("ongoing", verb.text))
