"""Lines of a page whose markup says what they are: the hints of ingest, mended by what the lines say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.clean import languages
from sayso.clean.kinds import Seen, Told
from sayso.clean.lines import Line
from sayso.clean.phrases import chrome_kind
from sayso.clean.wording import is_byline
from sayso.model import Block

NEAR = 6  # lines of a headline or of the first paragraph, within which a byline stands
STRETCH = 800  # code points of chrome that are read together
TITLES = frozenset({"headline", "heading"})


def tell(hints: Sequence[Block], lines: Sequence[Line]) -> tuple[list[Seen], list[Told]]:
    """What is known of each line, and its kind: as its markup says, but for chrome wording inside the article and for
    bylines. Languages are told of each line of the article, and of chrome by the stretch."""
    kinds = _as_marked(hints, lines)
    said = ["" if k.kind == "chrome" else chrome_kind(line.text) for k, line in zip(kinds, lines, strict=True)]
    kinds = [Told("chrome", s) if s and k.kind not in TITLES else k for k, s in zip(kinds, said, strict=True)]
    article = [i for i, told in enumerate(kinds) if told.kind != "chrome"]
    for i in _near(article, len(lines)):
        if kinds[i].kind == "chrome" and is_byline(lines[i].text):
            kinds[i] = Told("byline")
    codes = dict(zip(article, languages.of_lines([lines[i].text for i in article]), strict=True))
    codes |= _of_chrome(lines, kinds, codes)
    return [Seen(line, 0.0, said[i], codes.get(i, "")) for i, line in enumerate(lines)], kinds


def _of_chrome(lines: Sequence[Line], kinds: Sequence[Told], known: Mapping[int, str]) -> dict[int, str]:
    """The language of each line of chrome: lines in a row are read together, as each alone is too short to tell and
    they are many; a stretch that is too short as well takes the language of the article."""
    stretches: list[list[int]] = []
    length = STRETCH
    for i, told in enumerate(kinds):
        if told.kind != "chrome":
            length = STRETCH
            continue
        if length >= STRETCH or told != kinds[i - 1]:
            stretches.append([])
            length = 0
        stretches[-1].append(i)
        length += len(lines[i].text)
    texts = [" ".join(lines[i].text for i in stretch) for stretch in stretches]
    article = [lines[i].text for i in known]
    codes = languages.of_lines([*texts, *article])
    return {i: code for stretch, code in zip(stretches, codes, strict=False) for i in stretch}


def _as_marked(hints: Sequence[Block], lines: Sequence[Line]) -> list[Told]:
    """The kind of the hint that each line begins in; chrome where there is none."""
    kinds: list[Told] = []
    at = 0
    for line in lines:
        while at < len(hints) and hints[at].end <= line.start:
            at += 1
        inside = at < len(hints) and hints[at].start <= line.start
        kinds.append(Told(hints[at].kind, hints[at].sub) if inside else Told("chrome"))
    return kinds


def _near(article: Sequence[int], count: int) -> range:
    """Lines around the top of the article."""
    return range(max(0, article[0] - NEAR), min(count, article[0] + NEAR)) if article else range(0)
