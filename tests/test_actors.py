"""Who is who: what a page's mentions are gathered into, what joins pages, and what must stay apart.

A story for most tests is written here; the last part measures ../shared where it is.
"""

from __future__ import annotations

import importlib.util
import json
import random
import string
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sayso.actors import across, gather, load_names
from sayso.actors.cluster import Cluster
from sayso.actors.find import Find
from sayso.actors.naming import fold, near, same_person
from sayso.actors.page import identified
from sayso.actors.places import place_of
from sayso.actors.tables import builtin
from sayso.model import Actor, Claim, Mention, Page, Passage, Reading, Relay, Span, Speaker

Passages = Callable[[str], tuple[Page, list[Passage]]]


@pytest.fixture(scope="session")
def actors(passages: Passages) -> Callable[[str], tuple[Actor, ...]]:
    """text -> actors of the page, without any claim."""

    def read(text: str) -> tuple[Actor, ...]:
        page, parsed = passages(text)
        return gather(page, parsed, ())[0]

    return read


@pytest.fixture(scope="session")
def case(actors: Callable[[str], tuple[Actor, ...]]) -> Callable[..., tuple[Actor, ...]]:
    """texts -> actors of the case of these pages."""

    def read(*texts: str) -> tuple[Actor, ...]:
        return across([reading(actors(text)) for text in texts])[0]

    return read


def reading(found: Sequence[Actor]) -> Reading:
    """A reading of nothing but actors."""
    page = found[0].mentions[0].page if found and found[0].mentions else "p"
    return Reading(page=page, blocks=(), actors=tuple(found))


def one(found: Sequence[Actor], name: str) -> Actor:
    """The actor that some mention calls by this name; fails where two are."""
    fitting = [a for a in found if name == a.name or name in a.aliases or name in {m.text for m in a.mentions}]
    assert len(fitting) == 1, f"{name!r}: {[a.name for a in fitting]} of {[a.name for a in found]}"
    return fitting[0]


def absent(found: Sequence[Actor], name: str) -> bool:
    """Whether no actor is called so."""
    return all(name != a.name and name not in a.aliases for a in found)


# ---------------------------------------------------------------- names of a page


def test_a_surname_is_the_one_person_who_bears_it(actors):
    found = actors("Harbour master Ingrid Solberg closed the port. Solberg said the storm left no choice.")
    solberg = one(found, "Solberg")
    assert solberg.name == "Ingrid Solberg"
    assert solberg.kind == "person"
    assert any("only person of that name" in why for why in solberg.why)


def test_mentions_point_at_the_words(actors, passages):
    text = "The minister, Mr. Tomas Lindqvist, flew to Oslo. Mr. Lindqvist's deputy stayed."
    page, parsed = passages(text)
    for actor in gather(page, parsed, ())[0]:
        for mention in actor.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert not mention.text.lower().startswith(("the ", "mr"))
            assert not mention.text.endswith(("'s", "’s"))


def test_two_of_a_family_stay_apart(actors):
    found = actors(
        "Bill Clinton campaigned for Hillary Clinton in Ohio. Hillary Clinton spoke last. "
        "Mrs. Clinton thanked Bill Clinton."
    )
    assert one(found, "Hillary Clinton") != one(found, "Bill Clinton")
    assert one(found, "Clinton").name == "Hillary Clinton"


def test_father_and_son_stay_apart(case):
    found = case(
        "President Hafez Assad ruled for decades, Hafez Assad's ministers said.",
        "President Bashar Assad spoke on Monday, and Bashar Assad's ministers listened.",
    )
    assert one(found, "Hafez Assad").id != one(found, "Bashar Assad").id


def test_a_late_full_name_does_not_own_the_surname(actors):
    found = actors(
        "Mr. Marlowe rejected the plan. Mr. Marlowe said it was late. Mr. Marlowe will vote on Monday. "
        "Later, Susan Marlowe opened a school."
    )
    assert one(found, "Susan Marlowe").name == "Susan Marlowe"
    assert absent([one(found, "Susan Marlowe")], "Marlowe")


def test_a_misspelled_surname_is_the_same_man(actors):
    found = actors(
        "The agency quoted envoy Viktor Stramenko. Stramanko said talks went on. Stramanko added that he was tired. "
        "Stramanko left, and Stramanko's car was seen."
    )
    man = one(found, "Viktor Stramenko")
    assert "Stramanko" in man.aliases
    assert any("differs by a letter" in why for why in man.why)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Joe Biden", "Joseph R. Biden", True),
        ("George W. Bush", "George Bush", True),
        ("George W. Bush", "George H. Bush", False),
        ("J. Smith", "John Smith", True),
        ("Mohammed Hassan", "Muhammad Hassan", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Ivan Petrov", "Ivana Petrova", False),
        ("Zamir Kambulov", "Zamir Kabulov", True),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("Ali Khan", "Ali Kahn", False),
    ],
)
def test_names_of_one_person(a, b, same):
    assert same_person(a, b) is same
    assert same_person(b, a) is same


def test_folding():
    assert fold("The Taliban’s") == fold("taliban") == "taliban"
    assert fold("U.S.") == fold("US") == "us"
    assert fold("Erdoğan") == "erdogan"
    assert near("kambulov", "kabulov")
    assert not near("petrov", "petrova")


# ---------------------------------------------------------------- countries


def test_a_country_by_its_names(actors):
    found = actors(
        "The United States denied it. The US said no such talks took place, and America has no plans. "
        "USA officials declined to comment. Washington rejected the claim. The Obama administration agreed."
    )
    country = one(found, "United States")
    assert country.kind == "government"
    assert {"US", "America", "Washington"} <= set(country.aliases)
    assert any("administration" in alias for alias in country.aliases)


@pytest.mark.parametrize(
    ("text", "country", "how"),
    [
        ("Russian troops crossed the border.", "Russia", "demonym"),
        ("French officials said the ship was late.", "France", "demonym"),
        ("The Norwegians announced a new quota.", "Norway", "demonym"),
        ("The Turkish invasion went on.", "Turkey", "demonym"),
        ("Moscow denied the report.", "Russia", "name"),
        ("The talks between Ankara and Athens failed.", "Greece", "name"),
    ],
)
def test_who_stands_for_a_government(actors, text, country, how):
    actor = one(actors(text), country)
    assert actor.kind == "government"
    assert how in {m.how for m in actor.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "She bought Russian tea in the market.",
        "A French film won the prize.",
        "Italian food is popular.",
        "He lives in Moscow.",
        "The Paris hotel was full.",
        "They flew to Ankara.",
    ],
)
def test_who_does_not(actors, text):
    assert not [a for a in actors(text) if a.kind == "government"]


def test_a_capital_is_a_place_when_something_is_in_it(actors):
    found = actors("Protesters marched in Washington on Friday. Washington rejected their demands.")
    assert one([a for a in found if a.kind == "place"], "Washington").mentions[0].how == "place"
    assert [m.text for m in one(found, "United States").mentions] == ["Washington"]


def test_a_description_needs_support(actors):
    found = actors("Bolivia recalled its envoy. The South American country gave no reason.")
    assert "South American country" in one(found, "Bolivia").aliases
    found = actors("Norway recalled its envoy. The South American country gave no reason.")
    assert absent(found, "South American country")


def test_two_countries_of_a_name_stay_apart(actors):
    found = actors("North Korea fired a missile. South Korea and the South Korean army condemned Pyongyang.")
    assert one(found, "North Korea").id != one(found, "South Korea").id
    assert "Pyongyang" in {m.text for m in one(found, "North Korea").mentions}


def test_georgia_is_read_from_its_company(actors):
    state = actors("Polls opened in Georgia and Alabama. Voters in Atlanta, Georgia, waited for hours.")
    assert [a.kind for a in state if a.name.startswith("Georgia")] == ["place"]
    country = actors("Georgia accused Russia of an attack. Tbilisi called it an act of war, Georgia's minister said.")
    assert [a.kind for a in country if a.name.startswith("Georgia")] == ["government"]


def test_a_country_that_no_table_has(actors):
    found = actors(
        "Kestria closed the strait. Kestria's defence ministry blamed smugglers. Kestrian officials left Port Selm, "
        "and fishermen in Kestria stayed home."
    )
    country = one(found, "Kestria")
    assert country.kind == "government"
    assert absent([a for a in found if a.id != country.id], "Kestrian")


# ---------------------------------------------------------------- organisations


def test_a_group_by_its_usual_names(actors):
    found = actors("ISIS claimed the blast. Daesh, or Islamic State, said IS fighters had done it. ISIS-K denied it.")
    group = one(found, "Islamic State")
    assert {"ISIS", "Daesh"} <= set(group.aliases)
    assert one(found, "ISIS-K").id != group.id


def test_an_ambiguous_name_needs_a_sibling(actors):
    found = actors("This IS the last call, the shop wrote. Customers laughed.")
    assert absent(found, "Islamic State")
    found = actors("The Guard beat Kent by two wickets. The Guard were delighted.")
    assert absent(found, "Islamic Revolutionary Guard Corps")


def test_self_names_hold_only_where_the_group_is(actors):
    with_group = actors("The Taliban confirmed it. The Mujahedin reacted to the attack, a Taliban member said.")
    assert "Mujahedin" in one(with_group, "Taliban").aliases
    without = actors("In 1987 the Mujahedin fought the Soviet army near Khost.")
    assert absent(without, "Taliban")


def test_what_the_page_explains(actors):
    found = actors(
        "The Nordic Ferry Workers Union (NFWU) called a strike. The NFWU said talks had failed. "
        "The Baltic Ports Council called the strike unfair; the BPC will sue."
    )
    assert "NFWU" in one(found, "Nordic Ferry Workers Union").aliases
    assert "BPC" in one(found, "Baltic Ports Council").aliases


def test_a_city_is_not_its_team(case):
    found = case("Fans left Manchester early. Manchester United lost in Manchester.", "He works in Manchester.")
    assert one(found, "Manchester").id != one(found, "Manchester United").id


def test_islamic_state_is_not_the_islamic_emirate(case):
    found = case("Islamic State attacked a mosque.", "The Islamic Emirate of Afghanistan condemned the attack.")
    assert one(found, "Islamic State").id != one(found, "Taliban").id


def test_one_name_of_a_ministry_is_not_one_ministry(case):
    found = case(
        "Iran recalled its envoy. Iran is angry. The Foreign Ministry said so.",
        "Norway recalled its envoy. Norway is angry. The Foreign Ministry said so.",
    )
    assert len([a for a in found if a.name == "Foreign Ministry"]) == 2


# ---------------------------------------------------------------- speakers


def told(text: str, speaker: Speaker, source: str = "", via: Sequence[Relay] = ()) -> Claim:
    """A claim of a page that says nothing."""
    at = text.find(source)
    spans = (Span(at, at + len(source)),) if source else ()
    return Claim("c1", "p", "indirect", "assert", (Span(0, 3),), text[:3], speaker, source=spans, via=tuple(via))


def test_a_speaker_is_tied_to_its_actor(passages):
    text = "The port closed, union head Marta Kovacs told Reuters. Kovacs said more. She would not say why."
    page, parsed = passages(text)
    at = text.index("Reuters")
    claim = told(text, Speaker("Kovacs", "person"), "She", [Relay("Reuters", at, at + 7)])
    found, (claim,) = gather(page, parsed, [claim])
    by_id = {a.id: a for a in found}
    kovacs = by_id[claim.speaker.actor or ""]
    assert kovacs.name == claim.speaker.name == "Marta Kovacs"
    assert ("She", "pronoun") in {(m.text, m.how) for m in kovacs.mentions}
    assert by_id[claim.via[0].actor or ""].name == "Reuters"
    assert by_id[claim.via[0].actor or ""].kind == "outlet"


def test_every_speaker_has_an_actor(passages):
    text = "the port is closed, xq zorblat said. two officials agreed, citing local media."
    page, parsed = passages(text)
    claims = [
        told(text, Speaker("xq zorblat", "person"), "xq zorblat"),
        told(text, Speaker("two officials", "anonymous"), "two officials", [Relay("local media", 66, 77)]),
    ]
    found, claims = gather(page, parsed, claims)
    ids = {a.id for a in found}
    assert {c.speaker.actor for c in claims} <= ids
    assert claims[1].via[0].actor in ids


def test_a_person_is_kept_apart_from_whom_they_speak_for(actors):
    found = actors("The Taliban spokesman Zabihullah Mujahid denied it. State Department spokesman Ned Price did too.")
    man = one(found, "Zabihullah Mujahid")
    assert man.kind == "person"
    assert "spokesman" in man.role
    assert man.speaks_for == one(found, "Taliban").id
    former = actors("Former Pentagon official Michael Grayson spoke. The Pentagon did not.")
    assert one(former, "Michael Grayson").speaks_for is None


def test_the_union_is_the_one_union_of_the_page(passages):
    text = "The Dockers Union called a strike. The union said talks had failed."
    page, parsed = passages(text)
    found, (claim,) = gather(page, parsed, [told(text, Speaker("The union", "organisation"), "The union")])
    assert {a.id: a.name for a in found}[claim.speaker.actor or ""] == "Dockers Union"


def test_us_is_no_pronoun(passages):
    text = "The US said no."
    page, parsed = passages(text)
    found, (claim,) = gather(page, parsed, [told(text, Speaker("US", "organisation"), "The US")])
    assert {a.id: a.name for a in found}[claim.speaker.actor or ""] == "United States"


def test_unnamed_sources_of_two_pages_are_not_one(passages):
    readings = []
    for text in ("Locals said the road was closed.", "Locals said that the river rose."):
        page, parsed = passages(text)
        speaker = Speaker("Locals", "unnamed", start=0, end=6)
        found, _ = gather(page, parsed, [told(text, speaker, "Locals")])
        readings.append(Reading(page=page.id, blocks=(), actors=found))
    found, renamed = across(readings)
    assert len([a for a in found if a.name == "Locals"]) == 2
    assert len(set(renamed.values())) == len(found)


# ---------------------------------------------------------------- the case


def test_surnames_join_across_pages_on_evidence(case):
    found = case(
        "Envoy Viktor Stramenko met the Taliban in Doha.",
        "Mr. Stramenko said that the Taliban had agreed.",
        "Mr. Stramenko sold a prize cow in Leeds.",
    )
    man = next(a for a in found if a.name == "Viktor Stramenko")
    assert len({m.page for m in man.mentions}) == 2
    assert any("other actors" in why for why in man.why)


def test_what_many_things_are_called_is_one_within_a_story(actors):
    texts = [f"In the capital the Interior Ministry {told} on Monday." for told in ("denied it", "agreed", "said no")]
    readings = [reading(actors(text)) for text in texts]
    pages = [r.page for r in readings]
    stories = {pages[0]: "flood", pages[1]: "flood", pages[2]: "strike"}
    found, _ = across(readings, lambda page, other: stories[page] == stories[other])
    kept = sorted(len({m.page for m in a.mentions}) for a in found if a.name == "Interior Ministry")
    assert kept == [1, 2]


def test_a_lone_surname_of_another_story_is_another_man(actors):
    texts = [
        "Envoy Viktor Stramenko met the Taliban in Doha.",
        "Mr. Stramenko said that the Taliban had agreed.",
    ]
    readings = [reading(actors(text)) for text in texts]
    apart, _ = across(readings, lambda page, other: page == other)
    assert len([a for a in apart if "Stramenko" in a.name]) == 2


def test_a_form_that_many_bodies_share_is_no_name_of_the_tables(actors):
    found = actors("Vashtar, 13 June. The Ministry of Defence has taken note. The Ministry of Defence says no more.")
    assert absent(found, "UK Ministry of Defence")


def test_the_order_of_pages_changes_nothing(actors):
    texts = [
        "ISIS attacked Kabul, Zalmay Khalilzad said.",
        "Khalilzad told the Associated Press that the US and the Taliban talk.",
        "Washington and the Taliban met in Doha. Islamic State was named.",
        "Locals in Kabul fled. AP reported it.",
    ]
    readings = [reading(actors(text)) for text in texts]
    assert across(readings) == across(readings[::-1])


def test_ids_come_from_content(case):
    alone = one(case("The Taliban denied it."), "Taliban")
    more = one(case("Taliban fighters left.", "The Taliban denied it.", "The US agreed."), "Taliban")
    assert alone.id == more.id


def test_many_actors_join_in_seconds():
    rng = random.Random(7)
    words = ["".join(rng.choices(string.ascii_lowercase, k=7)).title() for _ in range(20_000)]
    readings = []
    for number in range(2_000):
        page = f"p{number}"
        found = tuple(
            Actor(f"a{number}-{i}", f"{rng.choice(words)} {rng.choice(words)}", "person", (), (Mention(page, 0, 5),))
            for i in range(10)
        )
        readings.append(Reading(page=page, blocks=(), actors=found))
    began = time.process_time()
    found, renamed = across(readings)
    assert len(renamed) == 20_000
    assert time.process_time() - began < 10


# ---------------------------------------------------------------- tables and places


def test_users_bring_their_own_names(tmp_path: Path, passages):
    table = tmp_path / "mine.csv"
    table.write_text("name,kind,aliases\nNorthern Ferry Line,organisation,NFL|The Line\n", "utf-8")
    page, parsed = passages("The NFL denied the collision.")
    found, _ = gather(page, parsed, (), load_names(table))
    assert one(found, "Northern Ferry Line").kind == "organisation"
    with pytest.raises(OSError, match="missing"):
        load_names(tmp_path / "missing.csv")
    table.write_text("label\nx\n", "utf-8")
    with pytest.raises(ValueError, match="no column 'name'"):
        load_names(table)


def test_the_tables_are_sound():
    names = builtin()
    assert len(names.countries) > 200
    assert len(names.by_name) > 250 + len(names.countries)
    forms = list(names.exact.known)
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Doha, Qatar", "QA"),
        ("Nangarhar province", "AF"),
        ("eastern Ukraine", "UA"),
        ("Georgia", "GE"),
        ("Nowhereville", None),
        ("", None),
    ],
)
def test_countries_of_places(text, place):
    found = place_of(text)
    assert (found[0] if found else None) == place


def test_provinces_of_places():
    assert place_of("Atlanta, Georgia") == ("US", "Georgia")
    assert place_of("Paris, Texas") == ("US", "Texas")
    assert place_of("Washington") == ("US", "Washington, D.C.")
    assert place_of("Kandahar") == ("AF", "Kandahar")


# ---------------------------------------------------------------- hostile input


HOSTILE = ["", "“" * 5000, "A" * 50_000, "(" * 500 + "ABC)" * 500, "US " * 1500, "’s ’s\n" * 900]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hangs(passages, text):
    page, parsed = passages(text)
    began = time.process_time()
    gather(page, parsed, ())
    assert time.process_time() - began < 3


# ---------------------------------------------------------------- measured


def test_alias_groups_of_real_pages_hold_together(shared, passages):
    gold = json.loads((shared / "gold" / "kabul-2021.json").read_text("utf8"))
    readings, texts = [], {}
    for path in sorted((shared / "pages" / "kabul-2021").glob("*.txt")):
        page, parsed = passages(path.read_bytes().decode("utf8"))
        texts[page.id] = page.text
        readings.append(Reading(page=page.id, blocks=(), actors=gather(page, parsed, ())[0]))
    found, _ = across(readings)
    for group in gold["same_actor"]:
        named = [form for form in group if not form.startswith("A ")]
        owners = {one(found, fold_form(form)).name for form in named}
        assert len(owners) == 1, group


def fold_form(form: str) -> str:
    """A gold form without article and title."""
    return form.removeprefix("the ").removeprefix("The ").removeprefix("Mr ")


def test_merges_of_pages_read_by_hand(shared, passages):
    """A fixed sample of what bench/actors.py prints: of the merges made in six pages, no more than one in 20 wrong."""
    spec = importlib.util.spec_from_file_location("bench_actors", Path(__file__).parents[1] / "bench" / "actors.py")
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    gold = bench.gold_names()
    wanted = set(sorted({page for page, _ in gold})[:6])
    found, location = [], {}
    for sample in bench.polnear(wanted):
        page, parsed = passages(sample.text)
        location[page.id] = sample.location
        found += gather(page, parsed, ())[0]
    made, right, asked = bench.judge(bench.items(found, location), gold, True)
    assert right / made >= 0.95
    assert right / asked >= 0.80


# ---------------------------------------------------------------- other names that a page tells


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Dario Melk, better known as Tuno, sang in Oslo. Tuno left early.", "Dario Melk", "Tuno"),
        ("The Harun Brigade, which calls itself the Shield of Ro, fired first.", "Harun Brigade", "Shield of Ro"),
        (
            "Norvik Oil, formerly known as Baltic Fuel, denied it. Baltic Fuel had 900 workers.",
            "Norvik Oil",
            "Baltic Fuel",
        ),
        ("Kestrel Bank was renamed Union Trust on Monday.", "Kestrel Bank", "Union Trust"),
        ("The Pilots' League (formerly Wings United) called a strike.", "Pilots' League", "Wings United"),
    ],
)
def test_a_page_tells_another_name(actors, text, name, alias):
    (found,) = [actor for actor in actors(text) if alias in (actor.name, *actor.aliases)]
    assert found.name == name
    assert any("also called" in why for why in found.why)


def test_who_is_known_as_something_small_has_no_other_name(actors):
    (found,) = [a for a in actors("Dario Melk, known as the king of the docks, met Ada Roe.") if "Melk" in a.name]
    assert found.aliases == ()


def test_a_city_and_its_team_stay_apart(actors):
    found = actors("Madrid beat Turin 2-0 on Sunday. The final was played in Madrid, and Turin's striker was sent off.")
    assert {(actor.name, actor.kind) for actor in found if actor.name in ("Madrid", "Turin")} == {
        ("Madrid", "organisation"),
        ("Madrid", "place"),
        ("Turin", "organisation"),
    }
    assert "Spain" not in {actor.name for actor in found}


def test_two_of_one_name_and_kind_have_ids_of_their_own():
    page = Page("p", "test.txt", "Roe met Roe.")
    one, two = (Cluster("person", finds=[Find(at, at + 3, "Roe", "person", "name")], name="Roe") for at in (0, 8))
    assert len(set(identified(page, [one, two]).values())) == 2
    assert identified(page, [one])[id(one)] == identified(page, [one, two])[id(one)]


@pytest.mark.parametrize("text", ["said The Taliban", "according to The Islamic State", "It was said in Germany"])
def test_a_name_at_the_very_end_of_a_page_ends_there(text: str) -> None:
    hits = list(builtin().find(text))
    assert hits and all(hit.end <= len(text) for hit in hits)
