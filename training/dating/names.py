"""Names of months and weekdays in many languages, from CLDR by way of Babel: `python training/dating/names.py`.

Writes `src/sayso/dating/data/names.tsv`: kind (month, weekday), number (1 = January, 1 = Monday), language, forms.
Forms are lowercase and without a closing full stop. The extra forms are the everyday shortenings that CLDR lacks.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

LANGUAGES = (  # noqa: SIM905 (eighty codes read better so)
    "en de fr es it pt nl sv da nb fi is pl cs sk hu ro hr sl sr bs bg mk ru uk be el tr et lv lt sq mt ga cy eu ca gl "
    "af id ms tl sw vi hi bn ta te ml kn mr gu pa ne ur fa ar he ps kk ky uz az hy ka am th my km lo si mn so ha yo zu"
).split()
EXTRA = {
    ("month", 9): {"en": ["sept"], "de": ["sept"]},
    ("month", 1): {"de": ["jänner", "jän", "jaenner"]},
    ("month", 2): {"de": ["feber"]},
    ("month", 3): {"de": ["maerz", "mrz", "mär"]},
    ("month", 7): {"ar": ["تموز"]},
    ("month", 11): {"id": ["nop"]},
    ("month", 8): {"id": ["agu", "agst"]},
    ("month", 5): {"hi": ["मई"]},
    ("weekday", 1): {"el": ["δευτερα"], "id": ["senin"]},
    ("weekday", 5): {"id": ["jum'at", "jumat"]},
}
OUT = Path(__file__).parents[2] / "src" / "sayso" / "dating" / "data" / "names.tsv"
HEADER = (
    "# Names of months and weekdays: kind, number, language, forms (lowercase, no closing full stop).\n"
    "# Facts from Unicode CLDR through Babel; made by training/dating/names.py.\n"
)


def forms(language: str, kind: str, number: int) -> list[str]:
    """Every form that CLDR gives a month or weekday (format and stand-alone, wide and abbreviated)."""
    locale = Locale.parse(language)
    table = locale.months if kind == "month" else locale.days
    found: list[str] = []
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            name = table[context][width].get(number if kind == "month" else number - 1, "")
            found.append(name.lower().strip(". "))
    found += EXTRA.get((kind, number), {}).get(language, [])
    return sorted({f for f in found if usable(f, language)})


def usable(form: str, language: str) -> bool:
    """One word of letters, two at least; Hebrew letters only in Hebrew (Babel gives some to Thai)."""
    hebrew = any("\u0590" <= c <= "\u05ff" for c in form)
    return (
        len(form) > 1
        and form[-1] not in "月월"
        and not any(c.isdigit() or c.isspace() for c in form)
        and (not hebrew or language == "he")
    )


def main() -> None:
    """Write the file."""
    rows = [
        "\t".join([kind, str(number), language, *names])
        for kind, last in (("month", 12), ("weekday", 7))
        for language in LANGUAGES
        for number in range(1, last + 1)
        if (names := forms(language, kind, number))
    ]
    OUT.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
