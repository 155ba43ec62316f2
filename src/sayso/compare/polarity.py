"""Negation, denial, doubt and forecast: whether what one statement asserts, the other denies or leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.compare.lexicon import lexicon
from sayso.compare.remark import Remark, place, quote
from sayso.compare.views import View, clause, content, meeting
from sayso.events.circumstances import circumstances, noun_marks

TELLING = frozenset({"say", "think", "believe", "know", "claim", "ask", "appear", "seem", "want", "go", "come", "get"})
OPEN = ("future", "possible", "planned", "conditional", "wanted", "demanded", "threatened")
ANAPHORS = frozenset(
    ["this", "that", "it", "these", "those", "claim", "report", "statement", "allegation", "story", "suggestion",
     "assertion", "rumor", "rumour", "accusation", "such", "say", "truth", "false_report", "thing", "number", "news",
     "charge", "idea", "say_no"]
)  # fmt: skip
PARTS = ("compound", "nmod", "poss", "npadvmod")  # words that only name what another word is about


def negated(token: Token) -> bool:
    """Whether the words around a token turn it: "not", "no", "denied", "failed to"."""
    if token.dep_ == "pobj" and token.head.lower_ in ("without", "lacking"):
        return True
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nsubj", "nsubjpass", "pobj"):
        marks: list[str] = []
        noun_marks(token, marks, [])
        return len(marks) % 2 == 1
    turned = circumstances(token).negated
    if token.dep_ in ("attr", "acomp", "oprd", "advmod") and token.head.pos_ in ("AUX", "VERB"):
        turned = any(c.dep_ == "neg" for c in token.head.children) or (turned and circumstances(token.head).negated)
    return turned


def predicates(view: View) -> Iterator[Token]:
    """Words that say something: verbs, predicative adjectives, nouns; not those that only tell of telling."""
    for t in view.doc:
        if not content(t) or view.keys[t.i] in TELLING or t.dep_ in PARTS or t.ent_type_ in ("PERSON", "ORG", "GPE"):
            continue
        if t.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in t.children):
            continue  # a purpose is not told as a fact
        if t.pos_ == "VERB" or (t.pos_ == "ADJ" and t.dep_ != "amod") or t.pos_ == "NOUN":
            yield t


def uncertain(view: View) -> bool:
    """Whether a statement is told as possible, planned or wanted rather than as so."""
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    return root is not None and circumstances(root).modality in OPEN


def weight(a: View, b: View, t: Token, u: Token) -> float:
    """How surely two words speak of one thing: what they are in the sentence, and what stands around them."""
    strong = 1.0 if "VERB" in (t.pos_, u.pos_) or t.dep_ in ("ROOT", "attr", "acomp") else 0.6
    open_ = (circumstances(t).modality in OPEN) != (circumstances(u).modality in OPEN)
    return strong * (0.5 if open_ else 1.0) * (0.4 + 0.6 * meeting(clause(t, a.keys), clause(u, b.keys)))


def remarks(a: View, b: View) -> list[Remark]:
    """Predicates that both share or that exclude each other, with their polarity."""
    return [*shared(a, b), *opposed(a, b)]


def shared(a: View, b: View) -> list[Remark]:
    """The same word in both: affirmed in one and negated in the other, or with the same polarity."""
    found = []
    theirs: dict[str, list[Token]] = {}
    for u in predicates(b):
        theirs.setdefault(b.keys[u.i], []).append(u)
    for t in predicates(a):
        alike = theirs.get(a.keys[t.i], ())
        if any(negated(t) == negated(u) for u in alike):
            u = next(u for u in alike if negated(t) == negated(u))
            sign, words = 1, f"{quote(a, place(t))} and {quote(b, place(u))}: alike"
        elif alike:
            u = alike[0]
            sign = -1
            words = f"{quote(a, place(t))} is {'negated' if negated(t) else 'asserted'} in one, {quote(b, place(u))} "
            words += "asserted in the other" if negated(t) else "negated in the other"
        else:
            continue
        found.append(Remark("polarity", sign, weight(a, b, t, u), words, place(t), place(u)))
    return found


def opposed(a: View, b: View) -> list[Remark]:
    """Words of the one that exclude words of the other: "convicted" and "acquitted"."""
    opposite = lexicon().opposite
    found = []
    places: dict[str, Token] = {}
    for u in b.doc:
        for name in (u.lemma_.lower(), u.lower_, b.keys[u.i]):
            places.setdefault(name, u)
    mine = {name for t in a.doc for name in (t.lemma_.lower(), t.lower_, a.keys[t.i])}
    for t in a.doc:
        forms = (t.lemma_.lower(), t.lower_, a.keys[t.i])
        name = next((form for form in forms if form in opposite), t.lower_)
        for other in sorted(opposite.get(name, frozenset()) & places.keys()):
            u = places[other]
            if other in mine or name in places:  # both texts have both words: they tell of both
                continue
            turned = negated(t) != negated(u)
            tell = "one negated, so they agree" if turned else "they exclude each other"
            words = f"{quote(a, place(t))} against {quote(b, place(u))}: {tell}"
            alike = 0.4 + 0.6 * meeting(clause(t, a.keys), clause(u, b.keys))
            found.append(Remark("outcome", 1 if turned else -1, alike, words, place(t), place(u)))
            break
    return found


def cues(view: View) -> dict[str, tuple[int, int]]:
    """Kinds of cue in a statement with the place of the first."""
    words = [t.lower_.replace("’", "'") for t in view.doc]
    found: dict[str, tuple[int, int]] = {}
    for kind, phrases in lexicon().cue.items():
        for i in range(len(words)):
            hit = next((p for p in phrases if words[i : i + len(p)] == list(p)), None)
            if hit is not None:
                last = view.doc[i + len(hit) - 1]
                found[kind] = (view.doc[i].idx, last.idx + len(last))
                break
    return found


def stances(a: View, b: View) -> list[Remark]:
    """A denial, a doubt or a forecast in one and not in the other."""
    mine, theirs = cues(a), cues(b)
    found = denials(a, b, mine.get("deny"), theirs.get("deny"))
    for kind, ground, tell in (
        ("doubt", "", "one leaves it open"),
        ("future", "time", "one tells what is to come"),
        ("demand", "", "one asks for it"),
    ):
        if (kind in mine) != (kind in theirs):
            view, where = (a, mine[kind]) if kind in mine else (b, theirs[kind])
            spans = (where, None) if kind in mine else (None, where)
            found.append(Remark(ground, 0, 1.0, f"{tell}: {quote(view, where)}", *spans))  # type: ignore[arg-type]
    return found


def denials(a: View, b: View, mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> list[Remark]:
    """One denies what the other tells, as far as the words denied are the other's; or both deny."""
    if mine and theirs:
        words = f"both deny: {quote(a, mine)}, {quote(b, theirs)}"
        return [Remark("denial", 1, 1.0, words, mine, theirs)]
    if not (mine or theirs):
        return []
    view, other, where = (a, b, mine) if mine else (b, a, theirs)
    assert where is not None
    span = view.doc.char_span(*where, alignment_mode="expand") or view.doc[0:1]
    denied = [t for root in (span.root, span.root.head) for t in root.subtree]
    said = {view.keys[t.i] for t in denied if content(t) or t.pos_ == "PRON"}
    said -= {view.keys[t.i] for t in span}
    telling = frozenset(said & view.bag)
    alike = meeting(telling, other.bag) if telling else 0.3
    if {t.lower_ for t in span.sent} & ANAPHORS or said & ANAPHORS:
        alike = max(alike, 0.6)
    if any(t.dep_ == "neg" or t.lower_ == "no" for t in other.doc):
        alike *= 0.5
    words = f"one denies: {quote(view, where)}"
    return [Remark("denial", -1, alike, words, *((where, None) if mine else (None, where)))]
