"""The question of a dispute, in plain words, built from the actors and what is disputed of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.compare.gathered import Gathered

ASKED = {
    "together": "Do {0} and {1} work together{against}?",
    "attack": "Who attacked whom: {0} or {1}?",
    "friend": "Are {0} and {1} partners or enemies?",
}


def question(case: Gathered, issue: Sequence[str], claims: Sequence[str]) -> str:
    """The question for an issue: ("together" | "attack" | "friend", actor, actor), or ("words", text)."""
    if issue[0] == "words":
        return f"Is it true that {issue[1]}?" if len(issue) > 2 else f"Is this so: “{issue[1]}”?"
    names = sorted(named(case, actor) for actor in issue[1:3])
    third = against(case, issue, claims) if issue[0] == "together" else ""
    return upper(ASKED[issue[0]].format(*names, against=third))


def against(case: Gathered, issue: Sequence[str], claims: Sequence[str]) -> str:
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
