"""Who signs a page, and in which outlet it stands: small pages in, names out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from sayso.clean import clean
from sayso.clean.byline import Signed, credited
from sayso.clean.fullnames import persons
from sayso.model import Cleaned, Page

HEADLINE = "Council of Lenne closes the old bridge for two years"
BODY = (
    "The council of Lenne voted on Tuesday to close the old bridge for two years, the mayor said.\n"
    "Engineers had found cracks in four of its nine piers, she told reporters, and the river is rising.\n"
    "Shopkeepers on the east bank fear for their trade, and a petition has 900 names already."
)


def cleaned(text: str, url: str | None = None) -> Cleaned:
    return clean(Page(id="p", location="x.txt", text=text, url=url))


def author(line: str, body: str = BODY) -> str | None:
    """The author of a page with these lines under its headline."""
    return cleaned(f"{HEADLINE}\n{line}\n{body}").author


def outlet(above: str = "", below: str = "", headline: str = HEADLINE) -> str | None:
    return cleaned("\n".join(part for part in (above, headline, BODY, below) if part)).outlet


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Holt", "Ada Holt"),
        ("by Ada Holt — March 4, 2025", "Ada Holt"),
        ("By Ada Holt - 03/04/25 11:04 PM EST", "Ada Holt"),
        ("BY ADA HOLT on Tuesday, March 4th, 2025 at 11:08 a.m.", "ADA HOLT"),
        ("By Ada M. Holt a.holt@lenne.example (555) 0100", "Ada M. Holt"),
        ("By Ada Holt, LNN", "Ada Holt"),
        ("By Ada Holt | Lenne News", "Ada Holt"),
        ("By Ada Holt Business Columnist", "Ada Holt"),
        ("By Ada Holt Last updated March 4, 2025", "Ada Holt"),
        ("By Jan de la Rive and J.T. O'Marr", "Jan de la Rive, J.T. O'Marr"),
        ("By Ada Holt, Bo Lind, Cem Arda", "Ada Holt, Bo Lind, Cem Arda"),
        ("By Ada Holt and Agencies", "Ada Holt"),
        ("BY ADA HOLT, IN PORT LENNE", "ADA HOLT"),
        ("Posted by Ada Holt on March 4, 2025", "Ada Holt"),
        ("Posted on March 4, 2025 by Ada Holt", "Ada Holt"),
        ("Home | By Ada Holt | 4 March 2025", "Ada Holt"),
        ("By\nAda Holt\nand\nBo Lind\n4 March 2025", "Ada Holt, Bo Lind"),
    ],
)
def test_the_names_behind_by(line: str, names: str) -> None:
    assert author(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Jonas Weber und Ida Kern", "Jonas Weber, Ida Kern"),
        ("Von Jonas Weber publiziert am 4. März 2025", "Jonas Weber"),
        ("4. März 2025, 11:39 · von Jonas Weber", "Jonas Weber"),
        ("Veröffentlicht von Jonas Weber am 4. März 2025", "Jonas Weber"),
        ("Par Anne Roux et Luc MARTEL", "Anne Roux, Luc MARTEL"),
        ("Por Lucía Vega y Raúl Soto", "Lucía Vega, Raúl Soto"),
        ("di Paolo Serra", "Paolo Serra"),
        ("Por Inês Prado e Rui Costa", "Inês Prado, Rui Costa"),
        ("Автор: Иван Холодов", "Иван Холодов"),
        ("Text: Maja Ek och Per Lund", "Maja Ek, Per Lund"),
        ("Teksti: Aino Salo ja Matti Koski", "Aino Salo, Matti Koski"),
        ("Door Sander van der Meer", "Sander van der Meer"),
    ],
)
def test_other_languages(line: str, names: str) -> None:
    assert author(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anna Holt - Mar 4, 2025, 10:31 pm CST", "Anna Holt"),
        ("Anna Holt, 04.03.2025 15:32 Uhr", "Anna Holt"),
        ("4. März 2025 Anna Holt Schreibe einen Kommentar", "Anna Holt"),
        ("Anna Holt\n4 March 2025, 19:09", "Anna Holt"),
        ("Anna Holt @annaholt / 2 days", "Anna Holt"),
        ("Anna Holt, National Security Writer", "Anna Holt"),
        ("Anna Holt\nPolitical Editor", "Anna Holt"),
        ("Anna Holt Education editor", "Anna Holt"),
        ("Anna Holt", None),  # nothing says that she wrote it
        ("Lower Lenne\n4 March 2025, 19:09", None),  # no given name
        ("Anna Holt @lenneferries", None),  # another's account
    ],
)
def test_a_name_without_by_stands_beside_a_date_an_account_or_a_role(line: str, names: str | None) -> None:
    assert author(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Lenne Post Staff",
        "By Staff Reporter",
        "By Reuters",
        "By Associated Press",
        "By The Lenne Post",
        "By admin",
        "By Ada",
        "By European Ferry Agency",
        "By Monday, March 4, the bridge was shut",
        "By Any Means Necessary",
        "Von Redaktion",
        "Von Einheimischen, Gästen und ganz viel Kühen",
        "Por Redacción",
        "From Lenne Harbour",
        "Edited by Ada Holt",
        "© 2025 by Ada Holt",
        "Photo by Ada Holt",
    ],
)
def test_no_newsroom_agency_pen_name_or_phrase(line: str) -> None:
    assert author(line) is None


def test_whom_the_page_is_about_has_not_written_it() -> None:
    body = BODY.replace("the mayor said", "Anna Holt said")
    assert author("Anna Holt\n4 March 2025, 19:09", body) is None
    assert author("By Anna Holt", body) == "Anna Holt"


def test_a_byline_over_the_headline_or_under_the_text() -> None:
    assert cleaned(f"Von Jonas Weber publiziert am 4. März 2025\n{HEADLINE}\n{BODY}").author == "Jonas Weber"
    assert (
        cleaned(f"{HEADLINE}\n{BODY}\nReporting by Ada Holt and Bo Lind; editing by Cy Dow").author
        == "Ada Holt, Bo Lind"
    )
    assert cleaned(f"{HEADLINE}\n{BODY}\nShare\nTweet\nPrint\nNext\nAutor: Jonas Weber").author == "Jonas Weber"


def test_bylines_of_other_stories_are_not_the_pages() -> None:
    trails = "\n".join(f"Ferry number {n} runs aground off Lenne\nBy Bo Lind" for n in range(1, 5))
    assert cleaned(f"{HEADLINE}\n{BODY}\nMore stories\nShare\nTweet\n{trails}").author is None


def test_what_the_container_says_comes_first() -> None:
    page = Page(
        id="p", location="x.txt", text=f"{HEADLINE}\nBy Ada Holt\n{BODY}", author="A. Holt", outlet="Lenne Post"
    )
    assert (clean(page).author, clean(page).outlet) == ("A. Holt", "Lenne Post")


def test_persons_at_the_start_of_a_text() -> None:
    assert persons("Ada Holt, MS, RD on March 4") == (("Ada Holt",), ", MS, RD on March 4")
    assert persons("Perry Lind Jr. Filed under bridges") == (("Perry Lind Jr.",), "Filed under bridges")
    assert persons("the mayor of Lenne") == ((), "the mayor of Lenne")


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("© Copyright 2025, The Lenne-Review | Terms of Service", "The Lenne-Review"),
        ("© Copyright Lenne Post 2025", "Lenne Post"),
        ("© 2011 - 2025 Lenne Post", "Lenne Post"),
        ("Copyright 2025. Lenne Examiner. All Rights Reserved.", "Lenne Examiner"),
        ("© Lenne Post", "Lenne Post"),
        ("Copyright 2025", None),  # a year is no name
        ("Copyright Policy", None),
        ("© Aron Blake", None),  # who took the picture
        ("(Image: © Lenne Observatory)", None),
        ("© 2025 Quay Street Publishing Corp.", "Quay Street Publishing Corp"),  # where nothing better is known
        ("The post Bridge closed first appeared on Lenne Wire.", "Lenne Wire"),
        ("The town did not respond to Lenne Wire's request for comment.\n© 2025 Quay Street Media Group", "Lenne Wire"),
    ],
)
def test_the_outlet_by_what_stands_under_the_text(below: str, name: str | None) -> None:
    assert outlet(below=below) == name


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (f"{HEADLINE} | The Quay", "The Quay"),
        (f"{HEADLINE} | World | News | Quay.co.uk", "Quay.co.uk"),
        (f"{HEADLINE} - Quay News", "Quay News"),
        (f"{HEADLINE} | News", "quay.example"),  # a section
        ("https://www.quay.example/news/old-bridge-lenne-closes-1", "quay.example"),
        ("Welcome to The Lenne Post’s VISITORS FROM ABROAD", "The Lenne Post"),
    ],
)
def test_what_the_page_calls_itself_above_comes_before_the_firm_that_owns_it(above: str, name: str) -> None:
    page = f"{above}\nMenu\n{HEADLINE}\n{BODY}\n© 2025 Quay Street Interactive Inc. All rights reserved."
    assert cleaned(page, url="https://www.quay.example/1").outlet == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Holt, Lenne News", "Lenne News"),
        ("By Ada Holt | Quay Media for lennequay.xx", "lennequay.xx"),
        ("By Ada Holt, LNN\nWatch LNN live\nLNN weather", "LNN"),
        ("By Ada Holt, MBA", "Portal"),
        ("By Ada Holt, AP Auto Writer", "Portal"),
    ],
)
def test_whom_the_author_writes_for(line: str, name: str) -> None:
    assert outlet(headline=f"{HEADLINE}\n{line}", below="© 2025 Portal") == name


def test_the_author_stands_in_the_export(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"{HEADLINE}\nBy Ada Holt and Bo Lind\n{BODY}\n", "utf8")
    with sayso.read(file) as case:
        assert json.loads(case.export("json"))["pages"][0]["author"] == "Ada Holt, Bo Lind"


def test_an_author_of_metadata_without_by_and_role() -> None:
    nobody, three = Signed(), Signed(("Ada Holt", "Bo Lind", "Cy Rand"))
    assert credited("By ADA HOLT, Security Writer", nobody, None) == "ADA HOLT"
    assert credited("ada-h", Signed(("Ada Holt",)), None) == "Ada Holt"
    assert credited("Vell Courier", nobody, "Vell Courier") is None
    assert credited("Ada Holt", three, None) == "Ada Holt, Bo Lind, Cy Rand"
    assert credited(None, three, None) == "Ada Holt, Bo Lind, Cy Rand"
