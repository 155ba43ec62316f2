"""Whose word it is: the name behind a source phrase, its kind and role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.bearers import FIRMS
from sayso.attribution.names import People, Person, head_word, role_beside
from sayso.attribution.outlets import known_in, like_outlet, relay_name
from sayso.attribution.quotes import sentence_end
from sayso.attribution.view import View
from sayso.model import Span, Speaker, SpeakerKind

_POSSESSIVE = re.compile(r"(?:'s|’s|['’])\Z")
_TAIL = re.compile(
    r" ?,? (?:(?:(?:to|from|of|with|for) )?whom|who|which|that|whose|speaking|citing|quoting|"
    r"(?:obtained|seen|reviewed|viewed|conducted) by|published (?:in|by|on)|released (?:in|by|on))\b.*\Z|"
    r", (?:aged )?\d.*\Z|"
    r" (?:still|also|already|now|later|then|again|repeatedly|previously|reportedly|recently|publicly|openly|finally)\Z|"
    r" (?:himself|herself|itself|themselves|at the (?:end|same time)|in turn|for (?:his|her|its|their) part)\Z",
    re.DOTALL,
)
_WORKED_FOR = re.compile(r" (?:\w+ ){1,2}(?:for|with|at|to|in|on|by|from)")
_GOES_BY = re.compile(
    r" (?:who (?:goes|went) (?:only )?by (?:the (?:name|nickname|alias|nom de guerre)(?: of)? )?|"
    r"who (?:gave|gives|has given) (?:his|her|their) name (?:only |simply )?as |who calls (?:himself|herself) |"
    r"(?:who was )?(?:identified|known) (?:only |simply )?as |who asked to be called (?:only |simply )?)"
    r"[“\"‘«]?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
)
_RENAMED = re.compile(  # "the group that owns the songs, Red Barn Records"
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) [a-z][a-z -]* (?:that|which|who|whose)\b[^,;:]{3,80},"
    r" ([A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the|for|de|du))*)"
)
_NAME = r"[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the|for|de|du))*"
_APPOSED = re.compile(rf"((?:[Tt]he )?{_NAME}), (?:an?|its|their|the|one of) [a-z].*")  # "the Ashe PAC, a local group"
_CALLED_SO = re.compile(rf"(?:[Tt]he|[Aa]n?) [a-z-]+(?: [a-z-]+)?, ({_NAME})")  # "the group, Workers for Norwick"
_BY = re.compile(r"by (?=\w)")


def speaker_of(view: View, people: People, source: Span) -> Speaker:
    """The speaker as the words of the source name it, a person by the fullest name the page gives."""
    if by := _BY.match(view.text, source.start, source.end):
        source = Span(by.end(), source.end)
    beside = _RENAMED.fullmatch(view.text, source.start, source.end)
    if beside is not None:
        return speaker_of(view, people, Span(*beside.span(1)))
    called = _GOES_BY.search(view.text, source.start, source.end)
    role = lexicon.without_article(view.text[source.start : called.start()].rstrip(",")) if called else ""
    if called is not None and head_word(role):
        known = people.find(called[1])
        name = known.name if known is not None else called[1]
        return Speaker(name, "person", None, role, "the name that is given", *called.span(1))
    words = _TAIL.sub("", view.text[source.start : source.end]).strip()
    end = source.start + len(words)
    person = _person(view, people, Span(source.start, end)) or _after_break(view, people, source)
    if person is not None:
        found, start, stop, role = person
        why = "" if found.name == view.text[start:stop] else f"“{view.text[start:stop]}” is {found.name} of this page"
        return Speaker(found.name, "person", None, role or (found.roles[0] if found.roles else ""), why, start, stop)
    named = _CALLED_SO.fullmatch(view.text, source.start, end) or _APPOSED.fullmatch(view.text, source.start, end)
    if named is not None and head_word(view.text[source.start : named.start(1)]) is None:
        whole = re.compile(_NAME).match(view.text, named.start(1))  # the source may end within the name
        end = max(named.end(1), whole.end() if whole and whole[0].split()[-1][0].isupper() else 0)
        source, words = Span(named.start(1), end), view.text[named.start(1) : end]
    plain = _POSSESSIVE.sub("", lexicon.without_article(" ".join(words.split())))
    kind = kind_of(view, Span(source.start, end), plain)
    told = _DESCRIBED.fullmatch(plain) if kind in ("organisation", "unnamed") else None
    if told is not None and told[2] in lexicon.words("organisations"):
        return Speaker(told[3], "organisation", None, told[1], "", source.start, end)
    name = relay_name(plain) if kind == "outlet" else plain
    return Speaker(name, kind, None, "", "", source.start, end)


_BEFORE_RANKS = {"rear", "vice", "lieutenant", "deputy", "chief", "senior", "acting", "detective", "first", "prime"}
_WHO = re.compile(r",? who\b")
_DESCRIBED = re.compile(r"((?:[\w'’-]+ )*?([a-z]+)) ([A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and))*)")


def _person(view: View, people: People, source: Span) -> tuple[Person, int, int, str] | None:
    """The person named in the source, where, and in what role; None where the head of the source is no person."""
    for named in people.persons:
        for place in named.places:
            if source.start <= place < source.end:
                stop = _name_end(view, place, source.end)
                if _is_head(view, source, place, stop):
                    return named, place, stop, role_beside(view, Span(place, stop))
    beyond = re.compile(r",\s+").match(view.text, source.end)
    if beyond and head_word(view.text[source.start : source.end]):
        for named in people.persons:
            if beyond.end() in named.places:
                role = lexicon.without_article(view.text[source.start : source.end])
                return named, beyond.end(), _name_end(view, beyond.end(), beyond.end() + 60), role
    tokens = view.tokens(source.start, source.end)
    if 1 <= len(tokens) <= 4 and all(t.text[:1].isupper() or t.text in {"’s", "'s"} for t in tokens):
        proper = [t for t in tokens if t.lower_ not in lexicon.words("titles") and t.text not in {"’s", "'s"}]
        while len(proper) > 1 and proper[0].lower_ in lexicon.words("roles") | _BEFORE_RANKS:
            proper = proper[1:]
        person = people.find(" ".join(t.text for t in proper)) if proper else None
        if person is not None and (" " in person.name or view.text[source.start : source.end] == person.name):
            return person, view.place(proper[0]).start, view.place(proper[-1]).end, ""
    return None


def _name_end(view: View, start: int, limit: int) -> int:
    end = start
    for token in view.tokens(start, limit):
        if not (token.pos_ == "PROPN" or token.text == "-" or token.text[:1].isupper()) or (
            token.is_punct and token.text != "-"
        ):
            break
        end = view.place(token).end
    return max(end, min(limit, start + 1))


def _is_head(view: View, source: Span, start: int, stop: int) -> bool:
    """The name is what the phrase is about: not its possessor, not in a phrase after "of" or "for"."""
    if view.text[stop : stop + 2] in {"'s", "’s"} and stop + 3 < source.end:
        return False
    following = next(iter(view.tokens(stop, source.end)), None)
    if (
        following is not None
        and following.pos_ in {"NOUN", "PROPN", "ADJ"}
        and following.lower_ not in lexicon.words("titles")
    ):
        return False
    if start > source.start and _WORKED_FOR.fullmatch(view.text, stop, source.end):
        return False  # "Brightspan, the builder Corin worked for"
    before = view.text[source.start : start]
    if re.search(
        r"\b(?:newspaper|daily|weekly|magazine|broadcaster|channel|website|site|agency|portal|station)\s\Z", before
    ):
        return False
    if not re.search(r"\b(?:of|for|from|with|by|to|in|at|and|under|against)\s+(?:\w+\s+){0,2}\Z", before):
        return True
    return "," in before[-3:] or (stop >= source.end and _after_body(view, source.start, start))


def _after_body(view: View, start: int, name: int) -> bool:
    """ "The president of the cooperative | Stelios Markou": what stands right before the name is a body or a thing."""
    last = view.tokens(start, name)[-1:]
    body = bool(last) and (last[0].pos_ == "NOUN" or last[0].lower_ in lexicon.words("organisations"))
    plain = body and (last[0].text.islower() or last[0].lower_ in lexicon.words("organisations"))
    return plain and last[0].lower_ not in lexicon.words("roles") and head_word(view.text[start:name]) is not None


def _after_break(view: View, people: People, source: Span) -> tuple[Person, int, int, str] | None:
    """A sentence that translation broke: "the envoy said on Tuesday. of the president … Petar Lindenov."."""
    paragraph = view.paragraph_at(source.start)
    if paragraph is None:
        return None
    end = sentence_end(view.text, source.end, paragraph.end)
    broken = re.compile(r"\.\s+(?:of|for|from|in|to|and) ").search(view.text, source.end, end)
    if broken is None or head_word(view.text[source.start : source.end]) is None:
        return None
    for person in people.persons:
        for place in person.places:
            if broken.end() <= place < end and _name_end(view, place, end) >= end - 2:
                role = view.text[source.start : source.end] + view.text[broken.start() + 1 : place]
                role = lexicon.without_article(role).strip()
                person.roles.append(role)
                return person, place, _name_end(view, place, end), role
    return None


def kind_of(view: View, source: Span, name: str) -> SpeakerKind:
    """What sort of speaker a phrase that names no person is."""
    tokens = view.tokens(source.start, source.end)
    head = _head(tokens)
    if head is None:
        return "unnamed"
    if len(tokens) == 1 and head.pos_ == "PROPN" and _WHO.match(view.text, source.end):
        return "person"  # "King, who resigned in June"
    if tokens[-1].text in FIRMS and len(tokens) > 1 and tokens[-1].pos_ == "PROPN":
        return "organisation"
    lemma = head.lemma_.lower()
    if lemma in lexicon.words("documents") and head.pos_ != "PROPN":
        return "document"
    pair = f"{head.nbor(-1).lower_} {head.lower_}" if head.i else ""
    if pair in lexicon.words("organisations"):
        return "organisation"
    if lemma in lexicon.words("roles") or (head.tag_ == "NNS" and lemma not in lexicon.words("organisations")):
        return "unnamed"
    if like_outlet(name):
        return (
            "outlet"
            if known_in(name) or any(t.pos_ == "PROPN" for t in tokens) or lemma not in {"media", "press"}
            else "unnamed"
        )
    if lemma in lexicon.words("organisations"):
        return "organisation"
    if any(t.ent_type_ in {"ORG", "GPE", "NORP", "LOC"} for t in (head,)):
        return "organisation"
    if head.pos_ == "PROPN":
        return "person" if tokens[0].lower_ in lexicon.words("titles") or head.ent_type_ == "PERSON" else "organisation"
    return "unnamed"


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token that the others hang on; in a coordination the first; the last noun before a preposition otherwise."""
    inside = set(tokens)
    top = [t for t in tokens if t.head not in inside or t.head == t]
    for token in top:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and (len(token) > 1 or len(tokens) == 1):  # "e-mail" is three tokens
            return token
    return tokens[-1] if tokens else None
