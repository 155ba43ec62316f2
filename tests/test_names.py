"""Files of names that users bring: what they may be, what is taken from them, and that a case keeps them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.actors import NamesUnreadable, gather, load_names, read_names
from sayso.case import Case
from sayso.cli import main
from sayso.model import Actor, KnownName, NameTable, Page, Passage
from sayso.store import DuckStore

Parsed = Callable[[str], tuple[Page, list[Passage]]]
CSV = """# who is who in the strait
name,kind,aliases,weak,country
Northern Ferry Line,organisation,NFL|The Line,the carrier,
Maro Tavast,person,"Tavast, the Elder|Baron Tavast",,
"""


def item(number: int, of: int, label: str, *aliases: str, language: str = "en") -> dict[str, object]:
    """An item as a Wikidata dump writes it."""
    value = {"value": {"entity-type": "item", "id": f"Q{of}"}, "type": "wikibase-entityid"}
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {language: {"language": language, "value": label}},
        "aliases": {language: [{"language": language, "value": alias} for alias in aliases]} if aliases else [],
        "claims": {"P31": [{"mainsnak": {"snaktype": "value", "datavalue": value}, "rank": "normal"}], "P17": []},
    }


def entity(schema: str, caption: str, **properties: list[str]) -> dict[str, object]:
    """An entity of FollowTheMoney."""
    return {"id": f"x-{caption}", "schema": schema, "caption": caption, "properties": properties, "datasets": ["x"]}


def wikidata(*items: dict[str, object]) -> str:
    return "[\n" + ",\n".join(json.dumps(one) for one in items) + "\n]\n"


def ftm(*entities: dict[str, object]) -> str:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in entities)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def forms(table: NameTable) -> dict[str, set[str]]:
    """Name to the other names that are believed without more."""
    return {row.name: set(row.aliases) - {row.name} for row in table.rows}


# ---------------------------------------------------------------- what a file may be


def test_a_table_has_the_columns_of_our_own(write) -> None:
    first, second = read_names(write("mine.csv", CSV)).rows
    assert first == KnownName("Northern Ferry Line", "organisation", ("NFL", "The Line"), ("the carrier",))
    assert second.aliases == ("Tavast, the Elder", "Baron Tavast")


def test_only_names_are_needed(write) -> None:
    assert read_names(write("bare.csv", "name\nPilots of Ro\n")).rows == (KnownName("Pilots of Ro", "organisation"),)


def test_an_item_of_wikidata_is_taken_with_its_english_names(write) -> None:
    table = read_names(
        write(
            "latest-all.json",
            wikidata(
                item(1, 17149090, "Harun Brigade", "Sons of Harun", "HB"),
                item(2, 5, "Osk Varne", "The Baker of Ro"),
                item(3, 5, "Nobody Else"),  # has no second name: nothing to learn
                item(4, 16521, "Harun shrew", "Sand shrew"),  # a class of things that do not act
                item(5, 5, "Ильва", "Другая Ильва", language="ru"),
            ),
        )
    )
    assert forms(table) == {"Harun Brigade": {"Sons of Harun"}, "Osk Varne": {"The Baker of Ro"}}
    assert table.rows[0].weak == ("HB",)
    assert [row.kind for row in table.rows] == ["organisation", "person"]


def test_an_entity_of_followthemoney_is_taken_as_pages_write_names(write) -> None:
    table = read_names(
        write(
            "entities.ftm.json",
            ftm(
                entity("Person", "Oleg VASNEV", name=["VASNEV, Oleg Petrovich", "Олег Васнев"], weakAlias=["Baker"]),
                entity("Vessel", "Ocean Star", name=["Ocean Star"], alias=["Star of the Ocean"]),
                entity("PublicBody", "Grain Board of Norvia", alias=["Norvian Grain Board"], country=["ru"]),
            ),
        )
    )
    assert forms(table) == {"Oleg Vasnev": {"Oleg Petrovich Vasnev"}, "Grain Board of Norvia": {"Norvian Grain Board"}}
    assert table.rows[0].weak == ("Baker",)
    assert table.rows[1].country == "RU"


def test_a_packed_file_is_seen_by_its_bytes(write) -> None:
    plain = wikidata(item(1, 43229, "Harun Brigade", "Sons of Harun"))
    assert read_names(write("dump", gzip.compress(plain.encode()))).rows == read_names(write("dump.gz", plain)).rows


def test_a_name_that_two_things_bear_stands_for_neither(write) -> None:
    people = [item(1, 5, "Jon Roe", "The Tall One", "Jon A. Roe"), item(2, 5, "Ann Poe", "The Tall One", "Ann B. Poe")]
    assert forms(read_names(write("two.json", wikidata(*people)))) == {
        "Jon Roe": {"Jon A. Roe"},
        "Ann Poe": {"Ann B. Poe"},
    }


def test_what_our_table_has_keeps_its_name(write) -> None:
    body = item(1, 484652, "North Atlantic Treaty Organization", "NATO", "Otan pact organisation")
    (row,) = read_names(write("one.json", wikidata(body))).rows
    assert (row.name, row.aliases) == ("NATO", ("Otan pact organisation",))


# ---------------------------------------------------------------- what it may not be


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("label\nx\n", 1, "no column 'name'"),
        ("", 1, "no column 'name'"),
        ("name,alias\nX,Y\n", 1, "unknown column 'alias'"),
        ("# who\nname,kind\nX,person\nY,thing\n", 4, "kind 'thing'"),
        ("name,kind\nX,person,more\n", 2, "more cells than columns"),
        ("name,kind\n,person\n", 2, "no name"),
        ("name,country\nX,Russia\n", 2, "ISO 3166-1"),
        ('[\n{"id":\n', 2, "neither an item of Wikidata nor"),
        ('{"a": 1}\n', 1, "missing required field"),
        ('{"id": "Q1", "type": "item"}\n', 1, "nobody in it who acts"),
        (b"\xff\xfe\x00name", 1, "not text in UTF-8"),
        (gzip.compress(b"name\nX\n")[:-9], 2, "gzip|end-of-stream"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason(write, content, line, reason) -> None:
    path = write("bad", content)
    with pytest.raises(NamesUnreadable, match=reason) as raised:
        read_names(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")


def test_a_bad_file_is_one_line_and_exit_code_2(write) -> None:
    page = write("note.txt", "The mayor said that the bridge was safe.")
    for bad in (write("bad.csv", "name,kind\nX,thing\n"), page.with_name("missing.csv")):
        result = CliRunner().invoke(main, ["export", str(page), "--names", str(bad)])
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert str(bad) in result.stderr


# ---------------------------------------------------------------- read by them


def named(found: tuple[Actor, ...], name: str) -> Actor:
    (actor,) = [actor for actor in found if actor.name == name]
    return actor


def test_pages_are_read_by_the_names(write, passages: Parsed) -> None:
    names = load_names(write("mine.csv", CSV))
    page, parsed = passages("The NFL denied the collision. Baron Tavast owns it. Mr Tavast agreed.")
    found, _ = gather(page, parsed, (), names)
    assert named(found, "Northern Ferry Line").aliases == ("NFL",)
    assert {"Tavast", "Baron Tavast"} <= set(named(found, "Maro Tavast").aliases)
    assert any("mine.csv" in why for why in named(found, "Maro Tavast").why)


def test_a_weak_name_counts_only_beside_another(write, passages: Parsed) -> None:
    names = load_names(write("w.json", wikidata(item(1, 43229, "Harun Brigade", "Sons of Harun", "Harun"))))
    both, alone = "Harun fled. The Sons of Harun denied it.", "Harun fled to the coast with his wife."
    for text, together in ((both, True), (alone, False)):
        page, parsed = passages(text)
        found, _ = gather(page, parsed, (), names)
        assert ("Harun Brigade" in {actor.name for actor in found}) == together


def test_a_case_keeps_its_names_and_reads_again_by_new_ones(write, tmp_path: Path) -> None:
    path, text = tmp_path / "c.duckdb", "The NFL said on Monday that it would close two piers."
    page, more = write("a.txt", text), write("b.txt", f"{text} The harbour master agreed.")
    with Case(DuckStore(path)) as case:
        case.add(page)
        assert "Northern Ferry Line" not in {actor.name for actor in case.actors()}
        case.know(write("mine.csv", CSV))
        assert case.add().read == 1
        assert "Northern Ferry Line" in {actor.name for actor in case.actors()}
    with Case(DuckStore(path)) as case:  # without the file
        assert case.add(page, more).read == 1
        assert len(named(case.actors(), "Northern Ferry Line").mentions) == 2
        case.know(write("mine.csv", "name\n"))
        assert case.add().read == 2
        assert "Northern Ferry Line" not in {actor.name for actor in case.actors()}
