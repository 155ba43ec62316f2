"""Things that carry news: told from other names, and named."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sayso.attribution import lexicon
from sayso.attribution.phrases import phrase_from
from sayso.attribution.view import View
from sayso.model import Relay, Span

_COMMON = {
    "agency",
    "newspaper",
    "broadcaster",
    "channel",
    "station",
    "website",
    "portal",
    "outlet",
    "outlets",
    "media",
}
_COMMON |= {"newspapers", "magazine", "tabloid", "broadsheet", "podcast", "newswire", "television", "tv", "radio"}
_COMMON |= {"network", "site", "daily", "weekly", "paper", "blog", "journal", "press", "news", "agencies", "channels"}
_NO_NEWS = {
    "intelligence",
    "space",
    "security",
    "health",
    "energy",
    "environmental",
    "environment",
    "protection",
    "aid",
}
_NO_NEWS |= {"conference", "service", "secretary", "office", "release", "officer", "spokesman", "spokeswoman", "team"}
_NO_NEWS |= {"refugee", "anti-doping", "drug", "drugs", "tax", "credit", "rating", "federal", "government", "travel"}
_NO_NEWS |= {
    "attache",
    "attaché",
    "gallery",
    "corps",
    "room",
    "briefing",
    "social",
    "construction",
    "building",
    "toxic",
}
_ORDINARY = {"Time", "Nature", "Science", "Independent", "Observer", "Dawn", "Hill", "Petra", "Marca", "Bild", "Slate"}
_ORDINARY |= {"Salon", "Vox", "Wired", "Variety", "Economist", "Guardian", "Globo", "Hina", "Mehr", "Sputnik", "Belga"}
_NEEDS_ARTICLE = {"Sun", "Times", "Hill", "Atlantic", "Intercept", "Hindu"}
_ORDINARY |= _NEEDS_ARTICLE
_WORDS = re.compile(r"[\w.&'’-]+")


def known_in(phrase: str) -> str | None:
    """The known outlet that a phrase names, as the page spells it: "the BBC's Today programme" -> "BBC"."""
    plain = lexicon.without_article(phrase.strip()).removesuffix("'s").removesuffix("’s")
    names = lexicon.outlets()
    if plain.lower() in names and (plain[:1].isupper() or plain.isupper()):
        return plain if plain not in _NEEDS_ARTICLE or phrase.strip()[:4].lower() == "the " else None
    if any(part.lower() in lexicon.words("roles") - _COMMON for part in _WORDS.findall(plain)):
        return None
    parts = [re.sub(r"['’]s\Z", "", part) for part in _WORDS.findall(plain)]
    for size in (4, 3, 2, 1):
        for at in range(len(parts) - size + 1):
            name = " ".join(parts[at : at + size])
            if len(name) > 2 and name in _spelled() and (size > 1 or name not in _ORDINARY):
                return name
    return None


@cache
def _spelled() -> frozenset[str]:
    return frozenset(lexicon.without_article(n) for line in lexicon.lines("outlets.txt") for n in line.split("|"))


def like_outlet(phrase: str) -> bool:
    """Whether a phrase names, or describes, something that carries news."""
    if known_in(phrase):
        return True
    parts = [re.sub(r"['’]s?\Z", "", part) for part in _WORDS.findall(lexicon.without_article(phrase))]
    lower = [part.lower() for part in parts]
    article = phrase.lstrip()[:4].lower() == "the "
    if any(part in _NO_NEWS for part in lower):
        return False
    if any(word in lexicon.words("roles") - _COMMON for word in lower):
        return False
    pairs = pairwise(lower)
    if any(a == "news" and b in {"agency", "site", "outlet", "channel", "service"} for a, b in pairs):
        return True
    if any(_BROADCASTER.fullmatch(part) for part in parts):
        return True
    parts = [part if not part.isupper() or len(part) < 3 else "" for part in parts]
    lower = [part.lower() for part in parts]
    return any(
        (word in _COMMON and (word != "agency" or number == 0 or parts[number - 1][:1].isupper()))
        or (word in lexicon.words("outletwords") and parts[number][:1].isupper() and (len(parts) > 1 or article))
        for number, word in enumerate(lower)
    )


_BROADCASTER = re.compile(r"[A-Z]{1,4}TV\d?|TV[A-Z0-9]{1,3}|Radio")


def platform_in(phrase: str) -> str | None:
    """The platform that a phrase begins with: "Telegram channel" -> "Telegram"."""
    plain = lexicon.without_article(phrase.strip())
    for name in lexicon.lines("platforms.txt"):
        if re.match(rf"{re.escape(name)}\b(?!['’]s)", plain):
            return name
    return None


def relay_at(view: View, start: int, limit: int, sure: bool = False) -> Relay | None:
    """The relay named at `start`, or None where what stands there carries no news.

    `sure`: the words before leave no doubt ("was quoted by …"), so that any name will do.
    """
    span = phrase_from(view, start, limit)
    if span is None:
        return None
    if seen := _SEEN.search(view.text, span.start, span.end):
        span = Span(span.start, seen.start())  # "a letter to the council seen by the Courier"
    phrase = view.text[span.start : span.end]
    if _MESSAGE.match(phrase):
        return None
    platform = platform_in(phrase)
    if platform is None and not like_outlet(phrase) and not (sure and _a_name(view, span)):
        return None
    return Relay(platform or relay_name(phrase), span.start, span.end)


_SEEN = re.compile(
    r"\s(?:seen|obtained|reviewed|viewed|read|published|posted|shared|shown|sent) (?:by|to|in|on|with)\b"
)
_MESSAGE = re.compile(
    r"(?:an?|the|his|her|its|their) (?:[\w-]+ ){0,2}?(?:post|tweet|message|statement|letter|email|e-mail|video|thread"
    r"|comment|interview|reply) (?:on|to|in|seen|posted|published|sent|with|from|by)\b"
)


def relay_name(phrase: str) -> str:
    """The name by which a relay is called: the known outlet, the name after a description, or the description."""
    if known := known_in(phrase):
        return known
    plain = lexicon.without_article(phrase.strip())
    described = re.match(
        r"(?:[\w-]+ )*?(?:newspaper|broadcaster|channel|site|website|portal|agency|daily|weekly|magazine|"
        r"podcast|station|journal|tabloid|outlet|programme|program|paper|network|blog) ((?:[A-Z][\w'’.-]*\s?)+)\Z",
        plain,
    )
    return described[1].strip() if described else plain


def _a_name(view: View, span: Span) -> bool:
    last = view.tokens(span.start, span.end)[-1]
    return last.pos_ == "PROPN" and last.ent_type_ != "DATE"
