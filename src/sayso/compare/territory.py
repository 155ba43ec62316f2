"""In whose waters, airspace or land something was: two claims that put one thing into two countries'.

"The trawler strayed into Tarsian waters", "it was hit in international waters". What is told to have been there must
be one thing in both.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from sayso.actors.tables import builtin
from sayso.compare.edge import Edge, link, ordered
from sayso.compare.gathered import Gathered
from sayso.compare.negation import left_open, negated
from sayso.compare.noticing import denied
from sayso.compare.opposed import asked, opposable
from sayso.compare.parties import predicate
from sayso.compare.units import Unit, on_page
from sayso.compare.views import View, content, english

LANDS = frozenset(["water", "airspace", "territory", "soil", "sea"])
INTO = frozenset(["in", "inside", "into", "within", "on", "over"])
OUT_OF = frozenset(["outside", "off"])
ENTER = frozenset(["enter", "violate", "cross", "invade", "penetrate", "infringe", "breach"])
LEAVE = frozenset(["leave", "exit"])
NO_OWNER = frozenset(
    ["territorial", "own", "home", "open", "coastal", "shallow", "deep", "narrow", "disputed", "national"]
)
DONE = ("nsubj", "nsubjpass", "dobj", "pobj")
LAND = ("said", "land")  # begins the issue of such links
SURE = 0.75  # score of such a contradiction
STEM = 4  # letters that the names of a land and of its people begin with alike
REST = 3  # … and letters that may follow in either


class Site(NamedTuple):
    """The words that name whose land it is, the land, the owner, whether inside, lemmas of what is told to be there."""

    words: str
    land: str
    owner: str
    inside: bool
    things: frozenset[str]


def sited(case: Gathered, a: Unit, b: Unit) -> Edge | None:
    """What two units say against each other, or for, that put one thing into the lands of two, or of one."""
    both = together(a.view, b.view)
    if both is None or asked(a.claim, b.claim) or (denied(a.view) or denied(b.view)):
        return None
    x, y = both
    against = at_odds(x, y)
    if against and not opposable(case, a.claim, b.claim):
        return None
    spans = on_page(case, a, found(a.view, x)), on_page(case, b, found(b.view, y))
    names = a.view.proper | b.view.proper
    called = sorted((word in names, word) for word in x.things & y.things)[0]
    thing = called[1].title() if called[0] else f"the {called[1]}"
    words = "and" if not against else "against" if x.inside == y.inside else "and not"
    why = f"‘{x.words}’ {words} ‘{y.words}’: where {thing} was"
    made = link(a.claim, b.claim, "contradicts" if against else "supports", SURE, why, spans)
    return Edge(made, (*LAND, thing), *ordered(a, b))


def whose(thing: str, a: Unit, b: Unit) -> str:
    """ "In whose waters was the trawler?", "Was the drone in Tarsian airspace?" """
    both = together(a.view, b.view)
    if both is None or both[0].inside == both[1].inside:
        return f"In whose {both[0].land if both else 'land'} was {thing}?"
    return f"Was {thing} in {next(site for site in both if site.inside).words}?"


def found(view: View, site: Site) -> tuple[int, int]:
    """Where the words of a site stand in a statement as it is told; all of it where some were put in."""
    start = view.text.find(site.words)
    return (start, start + len(site.words)) if start >= 0 else (0, len(view.text))


def sites(view: View) -> list[Site]:
    """Every thing that a statement, what it points to put in, puts into or out of a land that it names the owner of."""
    told = []
    for noun in english()(view.statement.alone) if view.statement.alone else view.doc:
        if noun.lemma_.lower() not in LANDS or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        owner = next((c for c in (*noun.children, *below(noun, "of")) if owning(c)), None)
        act, inside = put(noun)
        if owner is None or act is None or left_open(act):
            continue
        inside = inside != negated(act)
        if act.lemma_.lower() in LEAVE and not inside:
            continue  # it had been there
        first, last = sorted((owner, noun), key=lambda t: t.i)
        words = noun.doc.text[first.idx : last.idx + len(last)]
        told.append(Site(words, noun.lower_, owner.text, inside, there(act, noun)))
    return told


def there(act: Token, land: Token) -> frozenset[str]:
    """Words for what an act puts there: who does it and whom it is done to; the noun that it is told of."""
    parties = [c for c in (*act.children, *below(act, "by")) if c.dep_ in DONE and c.i != land.i and naming(c)]
    above = act.head
    if not parties and act.dep_ in ("relcl", "acl"):
        parties = [above]
    elif not parties and act.dep_ in ("xcomp", "conj"):
        parties = [c for c in above.children if c.dep_ in DONE]
    return frozenset(naming(t) for c in parties for t in whole(c))


def naming(token: Token) -> str:
    """A word as things are told apart by: one thing, though parsed as an adjective; nothing for "that"."""
    if not content(token):
        return ""
    return token.lemma_.lower() if token.pos_ in ("NOUN", "PROPN") else token.lower_


def below(token: Token, link: str) -> list[Token]:
    """What hangs on a token by a preposition."""
    return [o for c in token.children if c.lower_ == link for o in c.children if o.dep_ == "pobj"]


def owning(token: Token) -> bool:
    """Whether a word before a land says whose it is: "Tarsian", "Tarsia's", "international"."""
    if token.dep_ not in ("amod", "compound", "poss", "nmod", "pobj") or token.lower_ in NO_OWNER:
        return False
    return token.lower_ == "international" or (token.text[:1].isupper() and token.is_alpha and not token.is_stop)


def put(land: Token) -> tuple[Token | None, bool]:
    """The act that puts something there, and whether into it or out of it."""
    above = land.head
    if land.dep_ == "dobj" and above.lemma_.lower() in ENTER | LEAVE:
        return above, above.lemma_.lower() in ENTER
    if land.dep_ == "nsubjpass" and above.lemma_.lower() in ENTER:
        return above, True
    if land.dep_ == "pobj" and above.lower_ in INTO | OUT_OF:
        act = predicate(above)
        return (act if act.pos_ in ("VERB", "AUX") else None), above.lower_ in INTO
    return None, True


def whole(noun: Token) -> list[Token]:
    """The words that name a thing."""
    near = [t for t in noun.subtree if t.i == noun.i or (t.dep_ in ("compound", "appos") and t.head.i == noun.i)]
    return [t for t in near if content(t) and not any(c.dep_ == "nummod" for c in t.children)]


def one_owner(x: str, y: str) -> bool:
    """Whether two words name one owner: by the tables of countries, or as a land and its people are called."""
    a, b = (builtin().entry(w) for w in (x, y))
    if a is not None and b is not None:
        return a[0].name == b[0].name
    some, others = x.casefold(), y.casefold()
    shared = next(
        (i for i, (p, q) in enumerate(zip(some, others, strict=False)) if p != q), min(len(some), len(others))
    )
    return some == others or (shared >= STEM and max(len(some), len(others)) - shared <= REST)


def at_odds(x: Site, y: Site) -> bool:
    """Whether one thing cannot have been at both."""
    return one_owner(x.owner, y.owner) != (x.inside == y.inside)


def together(a: View, b: View) -> tuple[Site, Site] | None:
    """Sites of one thing in two statements, rather such as are at odds; it was inside of one of them at least."""
    mine, theirs = a.kept("sites", sites), b.kept("sites", sites)
    both = [(x, y) for x in mine for y in theirs if x.things & y.things and (x.inside or y.inside)]
    both = [(x, y) for x, y in both if at_odds(x, y) or one_owner(x.owner, y.owner)]
    return max(both, key=lambda pair: at_odds(*pair), default=None)
