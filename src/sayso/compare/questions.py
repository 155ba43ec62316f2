"""The question of a dispute, in plain words, built from the actors and what is disputed of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from spacy.tokens import Doc

from sayso.compare.ability import powers
from sayso.compare.edge import Edge, Issue, decided_by
from sayso.compare.figures import numbered
from sayso.compare.gathered import Gathered
from sayso.compare.lexicon import lexicon
from sayso.compare.narrowing import narrowed
from sayso.compare.negation import negated
from sayso.compare.polarity import ANAPHORS, cues
from sayso.compare.territory import LAND, whose
from sayso.compare.units import Unit
from sayso.compare.views import english
from sayso.model import Page
from sayso.stories import plain, spread

ASKED = {
    "together": "Do {0} and {1} work together{against}?",
    "attack": "Who attacked whom: {0} or {1}?",
    "friend": "Are {0} and {1} partners or enemies?",
}
LOOKED_AT = 40  # contradictions of a dispute whose words are looked at for its question
LONGEST = 140  # characters of a sentence that a question can hold
SUBJECTS = ("nsubj", "nsubjpass", "expl")
SPEAKING = frozenset(["we", "i", "our", "my", "us", "me", "you", "your", "ours", "mine"])
POINTING = frozenset(["he", "she", "it", "they", "this", "these", "those", "his", "her", "its", "their", "them"])
HOLDING = frozenset(["believe", "think", "feel", "suspect", "assume", "reckon", "say", "claim", "allege", "insist"])
TYING = frozenset(["however", "meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless"])
OPEN_ENDS = frozenset(["of", "to", "than", "as", "from", "at", "my", "your", "his", "their", "its"])
SHOUTED = 4  # letters from which a word in capitals is no abbreviation
SOON = 4  # words of a sentence in which whom it tells of is named
AT_START, INNER = re.compile(r"(?<!\w)[“\"](?=\w)"), re.compile(r"[“”\"]")  # quotation marks inside a quotation
CLOSED = re.compile(r"’(?!\w)")
NAMES = frozenset(["PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"])


def question(
    case: Gathered, issue: Issue, claims: Sequence[str], edges: Sequence[Edge], taken: Collection[str] = ()
) -> str:
    """The question for an issue, as the surest contradiction (the first) puts it where only words decide; where another
    dispute is asked so (`taken`), in other words. Empty where neither side has a sentence, or only a long one to quote:
    none could ask it.
    """
    surest = edges[0]
    if issue[0] in ASKED:
        names = sorted((named(case, actor) for actor in issue[1:3]), key=str.casefold)
        third = against(case, issue, claims) if issue[0] == "together" else ""
        return upper(ASKED[issue[0]].format(*names, against=third))
    if issue[1] == "ability":
        return able(case, issue[2], surest)
    if issue[:2] == LAND:
        return whose(issue[2], surest.a, surest.b)
    if issue[1] == "number":
        return numbered(case, issue[2], edges) or so(asserted(surest))
    if surest.issue[1] == "called":
        return f"{surest.issue[4]} the {surest.issue[2]} {surest.issue[3]}?"
    unit, words = clearest(case.pages, [e for e in edges if e.link.kind == "contradicts"] or edges, taken)
    asked = Asked(unit, words)
    short = asked.whole or len(stripped(unit.view.text)) <= LONGEST
    return so(unit, words) if asked.clause and short else ""


def clearest(pages: Mapping[str, Page], edges: Sequence[Edge], taken: Collection[str] = ()) -> tuple[Unit, str]:
    """Of the units that contradict each other the one that can be asked best: a whole sentence that names whom it tells
    of, no headline, rather of the side that asserts, and of the surest contradiction (the first). With it its words
    that decide."""

    def badness(place: tuple[int, Unit, str, bool]) -> tuple[bool, bool, bool, bool, bool, bool, bool, int]:
        at, unit, words, denies = place
        asked = Asked(unit, words)
        untold = len(unit.view.bag - ANAPHORS) < 2
        return (
            bool(taken) and so(unit, words) in taken,
            untold,
            not asked.whole,
            not asked.clause,
            unit.claim.manner in ("headline", "own voice"),
            asked.pointing,
            denies,
            at,
        )

    places = []
    for at, edge in enumerate(edges[:LOOKED_AT]):
        first = asserted(edge)
        for unit, words in zip((edge.a, edge.b), decided_by(pages, edge), strict=True):
            places.append((at, unit, words, unit is not first))
    _, unit, words, _ = min(sorted(places, key=lambda p: (p[3], p[0])), key=badness)
    return unit, words


@lru_cache(maxsize=1024)
def parsed(text: str) -> Doc:
    """A sentence with what its words point to put in, parsed."""
    return english()(text)


class Asked:
    """A unit as a question can hold it: its words (of several clauses that in which `words` stand) with what they point
    to put in; whether these stand inside a sentence of it, are a whole sentence that can follow "that", and still point
    outside ("it was the navy")."""

    def __init__(self, unit: Unit, words: str = "") -> None:
        alone = unit.view.statement.alone
        doc = parsed(alone) if alone else unit.view.doc
        doc = doc[begun(doc) :].as_doc() if begun(doc) else doc
        inside = told(doc) or held(doc)
        self.inside, self.doc = inside is not None, inside or doc
        clause = narrowed(self.doc, words)
        part = parsed(clause) if clause != self.doc.text else self.doc
        self.doc = part if askable(part) and not points(part) else self.doc
        self.text, self.whole, self.pointing = stripped(self.doc.text), askable(self.doc), points(self.doc)
        self.clause = self.whole or clausal(self.doc)


def points(doc: Doc) -> bool:
    """Whether a sentence begins with what points outside it: "it was the navy"."""
    return any(t.lower_ in POINTING for t in doc[:SOON])


def clausal(doc: Doc) -> bool:
    """Whether words are a sentence with subject and verb that does not break off."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    below = () if root is None else tuple(root.children)
    finite = root is not None and (
        root.tag_ in ("VBD", "VBP", "VBZ") or any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in below)
    )
    last = next((t for t in reversed(doc) if not t.is_punct and not t.is_space), None)
    whole = last is not None and last.pos_ not in ("DET", "CCONJ") and last.lower_ not in OPEN_ENDS
    return finite and whole and root is not None and any(c.dep_ in SUBJECTS and c.i < root.i for c in below)


def askable(doc: Doc) -> bool:
    """Whether words are a whole sentence that can follow "that"."""
    text = stripped(doc.text)
    sayable = not {t.lower_ for t in doc} & SPEAKING and not any(q in text for q in '“”"«»…?')
    # no "That he is audited strengthens the case", no "what came from the port"
    asking = doc[0].tag_ in ("WP", "WDT", "WRB") and doc[0].lower_ != "how"
    closed = text.count("‘") <= len(CLOSED.findall(text))
    sayable = sayable and closed and not asking and not text.startswith("That ")
    return clausal(doc) and sayable and len(text) <= LONGEST


def told(doc: Doc) -> Doc | None:
    """What a noun tells: "the ferry was late" of "the idea that the ferry was late"; nothing of a whole sentence."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or any(c.dep_ in SUBJECTS for c in root.children):
        return None
    for verb in doc:
        that = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
        if verb.dep_ == "acl" and that is not None and verb.head.pos_ == "NOUN" and that.i + 1 < verb.i:
            return parsed(doc[that.i + 1 : verb.right_edge.i + 1].text)
    return None


def held(doc: Doc) -> Doc | None:
    """What somebody holds: "the ferry was late" of "the crew believed that the ferry was late"."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.lemma_.lower() not in HOLDING or any(c.dep_ == "neg" for c in root.children):
        return None
    clause = next((c for c in root.children if c.dep_ == "ccomp" and c.i > root.i), None)
    if clause is None or not any(c.dep_ in SUBJECTS for c in clause.children):
        return None
    return parsed(doc[clause.left_edge.i : clause.right_edge.i + 1].text.removeprefix("that "))


def begun(doc: Doc) -> int:
    """Words at the beginning of a sentence that tie it to the one before: "But", "However,"."""
    at = 1 if len(doc) > 2 and doc[0].lower_ in TYING and doc[1].text != "," else 0
    while at + 2 < len(doc) and (doc[at].dep_ == "cc" or (doc[at].pos_ == "ADV" and doc[at + 1].text == ",")):
        at += 2 if doc[at + 1].text == "," else 1
    return at


def able(case: Gathered, thing: str, surest: Edge) -> str:
    """ "Can the Taliban deal with ISIS?": whom both speak of, and what of."""
    both = sorted(surest.a.actors & surest.b.actors)
    foes = [x for x in both if thing in {w.lower() for n in (case.actor[x].name, *case.actor[x].aliases)
                                         for w in (*n.split(), lexicon().synonym.get(n.lower(), ""))}]  # fmt: skip
    spoken = {surest.a.claim.speaker.actor, surest.b.claim.speaker.actor}
    doers = [x for x in both if x not in foes and x not in spoken and case.actor[x].kind != "place"] or both
    mastered = any(p.act == "master" for unit in (surest.a, surest.b) for p in powers(unit.view))
    if mastered and foes and doers and foes[0] != doers[0]:
        return upper(f"Can {named(case, doers[0])} deal with {named(case, foes[0])}?")
    return so(asserted(surest))


def asserted(surest: Edge) -> Unit:
    """Of the two units that contradict each other the one that asserts, the other denying."""

    def turned(unit: Unit) -> tuple[bool, int, str]:
        root = next((t for t in unit.view.doc if t.dep_ == "ROOT"), None)
        against = unit.claim.force == "deny" or "deny" in cues(unit.view) or (root is not None and negated(root))
        return against, len(unit.view.text), unit.claim.id

    return min((surest.a, surest.b), key=turned)


def stripped(text: str) -> str:
    """A sentence without what stands around it."""
    words = " ".join(text.split()).strip(" .,;:“”\"'‘’!?…—-")
    return words.removeprefix("that, ").removeprefix("that ").removeprefix("how ")


def so(unit: Unit, words: str = "") -> str:
    """A sentence asked: "Is it so that …?" where it can stand there, or else quoted in its own words. Of a long one the
    clause in which the words stand that decide."""
    asked = Asked(unit, words)
    if asked.whole and not asked.pointing:
        return f"Is it so that {begin(asked)}?"
    who, text = unit.claim.speaker.name, INNER.sub("’", AT_START.sub("‘", stripped(unit.view.text)))
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
    short += "’" * (short.count("‘") > len(CLOSED.findall(short)))
    if not who or who.split()[0].lower() in POINTING | SPEAKING:
        return f"Is this so: “{short}”?"
    if unit.claim.force == "deny":
        return f"Is it so, though {who} denies it: “{short}”?"
    return f"Is it so, in the words of {who}: “{short}”?"


def begin(asked: Asked) -> str:
    """A sentence as it goes on behind "that": a name keeps its capitals, any other word loses them."""
    if asked.inside:  # its capitals are those of the middle of a sentence
        return asked.text
    first = next((t for t in asked.doc if not t.is_punct and t.lower_ not in ("that", "how")), asked.doc[0])
    common = plain(first.text) in spread()[1]
    if first.text.isupper() and len(first) >= SHOUTED and not first.ent_type_ and common:  # "SACKS of cash"
        return asked.text.replace(first.text, first.text.lower(), 1)
    alone = first.tag_ == "NN" and first.dep_ in SUBJECTS and first.n_lefts == 0  # "Quillpay informed the office"
    name = first.ent_type_ in NAMES or first.pos_ == "PROPN" or (first.text.isupper() and len(first) > 1)
    keep = (name or (alone and not common)) and first.lower_ not in ("the", "a", "an")
    return asked.text if keep else asked.text[:1].lower() + asked.text[1:]


def against(case: Gathered, issue: Issue, claims: Sequence[str]) -> str:
    """The third actor that most claims tell of as the other side of a fight, as " against …"."""
    counted: Counter[str] = Counter()
    for claim in claims:
        relations = case.claim[claim].relations
        counted.update({r.recipient for r in relations if r.type == "ASSAULT" and r.recipient not in issue})
    best = sorted(counted.items(), key=lambda x: (-x[1], x[0]))
    return f" against {named(case, best[0][0])}" if best else ""


def named(case: Gathered, actor: str) -> str:
    """An actor's name with the article that the pages mostly give it."""
    known = case.actor.get(actor)
    if known is None:
        return "others"
    with_article = without = 0
    for m in known.mentions:
        page = case.pages.get(m.page)
        if page is None or m.how != "name":
            continue
        inside = page.text[m.start : m.end].lower().startswith("the ")
        if inside or page.text[max(0, m.start - 4) : m.start].lower() == "the ":
            with_article += 1
        elif page.text[m.start : m.end].casefold() == known.name.casefold():
            without += 1
    name = known.name.removeprefix("The ").removeprefix("the ")
    return f"the {name}" if with_article > without else name


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]
