"""Names as strings: what is dropped from them, what makes two of them alike. Knows no page."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from sayso.actors.tables import data, level, lexicon, parts, rows

_EDGE = " \t\n\u00a0\"'“”„«»()[]{}<>,;:!?*|/\\•·…-–—_=+#^~`´‘’"
_ARTICLE = re.compile(
    r"(?i:the|a|an|this|that|its|his|her|our|their)\s+|(?!(?:al|de|von|van|bin|ibn|el)\b)[a-z]+\s+(?=[A-Z])"
)
_SHORT = re.compile(r"((?:^|[\s.])\w|Jr|Sr|Inc|Corp|Co|Ltd|Dept|St)\.$")
_LEGAL = re.compile(r"(?i)[, ]+(inc|corp|ltd|llc|plc|co|gmbh|ag|sa|s\.a|nv|llp)\.?$")
RARE = 5  # letters: a shorter surname has too many neighbours at one letter's distance
FEMININE = ("a", "aya", "ska", "skaya", "ova", "eva")


@cache
def titles() -> dict[str, str]:
    """Words before a person's name, casefolded: m, f, or h where it says nothing of either."""
    return {row["word"].casefold(): row["class"] for row in rows(data("titles.csv"))}


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Folded given names to the numbers of the rows of `given.csv` they stand in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows(data("given.csv"))):
        for name in parts(row["names"]):
            found.setdefault(name.casefold(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def genders() -> dict[str, str]:
    """Folded given names that only one of women and men bear: f or m."""
    found: dict[str, set[str]] = {}
    for row in rows(data("given.csv")):
        for name in parts(row["names"]):
            found.setdefault(fold(name), set()).add(row["gender"])
    return {name: next(iter(ones)) for name, ones in found.items() if ones in ({"f"}, {"m"})}


@cache
def leaders() -> dict[str, str]:
    """Folded surnames of leaders to the folded given name of the one meant by the bare surname."""
    return {fold(row["surname"]): fold(row["given"]) for row in rows(data("leaders.csv")) if row["given"]}


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """One spelling for comparing: no case, accents, punctuation, leading article or possessive."""
    text = _POSSESSIVE.sub("", level(text).strip())
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.casefold().replace(".", "").replace("'", "")
    return _LEADING.sub("", " ".join(_NO_WORD.sub(" ", text).split()))


_POSSESSIVE = re.compile(r"'s?$|'s(?= )")
_NO_WORD = re.compile(r"[^\w&+]+")
_LEADING = re.compile(r"^(the|a|an) (?=\S)")
_LETTERS = str.maketrans(dict(zip("łŁøØđĐıð", "lLoOdDid", strict=True)) | {"æ": "ae", "Æ": "AE", "ß": "ss", "œ": "oe"})


def core(text: str) -> str:
    """An organisation's name folded, without its legal form."""
    return fold(_LEGAL.sub("", text.strip()))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without quote marks, articles and possessive at its edges; empty (start == end) where nothing is left."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        article = _ARTICLE.match(text, start, end)
        if article:
            start = article.end()
        possessive = re.search(r"['’]s?$", text[start:end])
        if possessive and end - start > possessive.end() - possessive.start():
            end -= possessive.end() - possessive.start()
        if end > start and text[end - 1] == "." and not _SHORT.search(text[start:end]):
            end -= 1
        if (start, end) == before:
            return start, end


def untitled(name: str) -> tuple[str, str]:
    """A person's name without its honorifics, and what they were ("Mr", "Gen.")."""
    words = name.split()
    taken: list[str] = []
    while len(words) > 1:
        two = " ".join(words[:2]).rstrip(".").casefold()
        if len(words) > 2 and two in titles():
            taken += words[:2]
            words = words[2:]
        elif words[0].rstrip(".,").casefold() in titles():
            taken.append(words.pop(0))
        else:
            break
    return " ".join(words), " ".join(taken)


def surname(words: list[str]) -> list[str]:
    """The last word of a folded name with the particles before it: "van der leyen"; "jr" and the like set aside."""
    words = [w for w in words if w not in ("jr", "sr", "ii", "iii", "iv", "phd", "md")] or words
    first = len(words) - 1
    while first > 1 and words[first - 1] in lexicon("particle"):
        first -= 1
    return words[first:]


def near(a: str, b: str) -> bool:
    """Whether two folded surnames can be two spellings of one: one letter apart (two in long ones), same beginning.

    A feminine ending is not a spelling (Petrov and Petrova are two people), nor is a plural (the Petrovs).
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    ending = long[len(short) :] if long.startswith(short) else ""
    if len(short) < RARE or a[0] != b[0] or ending == "s" or ending in FEMININE:
        return False
    allowed = 2 if len(short) >= 9 else 1
    return bool(DamerauLevenshtein.distance(a, b, score_cutoff=allowed) <= allowed)


def same_person(a: str, b: str) -> bool:
    """Whether two full names can be one person's: same surname, given names that do not speak against each other.

    An initial goes with a name it begins, a middle name may be missing, and a spelling may differ by a letter.
    """
    x, y = fold(a).split(), fold(b).split()
    if len(x) < 2 or len(y) < 2:
        return x == y
    if not near(x[-1], y[-1]):
        return False
    if not given_agree(x[0], y[0]):
        return False
    if x[-1] != y[-1] and x[0] != y[0]:
        return False
    middle_x, middle_y = x[1:-1], y[1:-1]
    return not middle_x or not middle_y or given_agree(middle_x[0], middle_y[0])


def given_agree(a: str, b: str) -> bool:
    """Whether two folded given names go together: equal, an initial of the other, or one letter apart in long ones."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return (len(a) >= 6 and near(a, b)) or bool(nicknames().get(a, frozenset()) & nicknames().get(b, frozenset()))


def initials(phrase: str) -> set[str]:
    """The acronyms a phrase can have: of its capitalised words, with and without the small ones and their dashes."""
    words = [w for w in re.split(r"[\s\-–/]+", phrase) if w]
    big = [w for w in words if w[0].isupper()]
    coarse = [w for w in phrase.split() if w[0].isupper()]
    made = ("".join(w[0] for w in group).upper() for group in (words, big, coarse))
    return {letters for letters in made if len(letters) > 1}
