"""Claims held against each other: verdicts on pairs, links, origins and disputes of a case."""

from __future__ import annotations

import random
from importlib import import_module

import pytest

from sayings import compared, reading
from sayso.compare import Statement, compare, judge, memory, opposites
from sayso.compare.candidates import within
from sayso.compare.clocks import hours
from sayso.compare.counts import compatible, counts
from sayso.compare.grouping import Groups
from sayso.compare.polarity import denied
from sayso.compare.shingles import copies
from sayso.compare.views import View, tidied, views
from sayso.ids import identifier
from sayso.model import Actor, Claim, Mention, Page, Reading, Relation

judging = import_module("sayso.compare.judge")  # the module; the package's name of that kind is its function
FOUND = {
    "denial": ("The ministry denied that troops were sent to the island.", "Troops were sent to the island."),
    "negation": ("The harbour master did not sign the contract.", "The harbour master signed the contract."),
    "ability": ("We are capable of dealing with the rebels alone.", "The army is unable to control the rebels."),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_one_denies_the_other_tells(case: str) -> None:
    verdict = judge([FOUND[case]])[0]
    assert verdict.kind == "contradicts"
    assert "‘" in verdict.why  # the words that decide, quoted


def test_the_order_of_a_pair_does_not_matter() -> None:
    for a, b in FOUND.values():
        forth, back = judge([(a, b), (b, a)])
        assert (forth.kind, forth.score) == (back.kind, back.score)


def test_the_same_told_twice() -> None:
    verdict = judge([("Five people were rescued from the burning ferry.", "Five people were rescued from the ferry.")])[
        0
    ]
    assert verdict.kind in ("same", "supports")


def test_strings_and_statements_are_taken_alike() -> None:
    text = "The bridge was closed on Monday."
    assert judge([(text, text)]) == judge([(Statement(text), Statement(text))])
    assert judge([]) == []


def test_nothing_said_is_no_contradiction() -> None:
    for verdict in judge([("", ""), ("“””", "?"), ("x" * 9000, "The dam broke.")]):
        assert verdict.kind != "contradicts"


COUNTED = [  # one statement, another, what their numbers say of each other
    ("12 people were killed", "twelve people were killed", "equal"),
    ("at least 10 people were killed", "14 people were killed", "bounds"),
    ("about 50 people were hurt", "48 people were hurt", "bounds"),
    ("46 people were killed", "80 people were killed", ""),
    ("a wall 100 feet high", "a wall 30 metres high", "near"),
]


@pytest.mark.parametrize(("one", "other", "said"), COUNTED)
def test_numbers_agree_by_value_bounds_and_unit(one: str, other: str, said: str) -> None:
    a, b = (counts(view)[0] for view in views([Statement(one), Statement(other)]))
    assert compatible(a, b) == said


def test_a_number_taken_back_contradicts_whoever_gave_it() -> None:
    told, corrected = "It carried 212 passengers.", "187 people had been aboard as passengers, not 212, the line said."
    verdict = judge([(corrected, told)])[0]
    assert verdict.kind == "contradicts" and "and not ‘212’" in verdict.why
    assert judge([("There were 187 passengers.", corrected)])[0].kind != "contradicts"


def test_traces_of_a_tokeniser_are_read_past() -> None:
    assert (
        tidied("a 36 - year - old man lost $ 1, 200 , he did n't say")
        == "a 36-year-old man lost $1,200 , he didn't say"
    )


def test_days_tell_a_change_of_mind_from_a_contradiction() -> None:
    denied, told = FOUND["negation"]
    same_day = judge([(Statement(denied, "Ada Lorn", "2024-05-02"), Statement(told, "Ada Lorn", "2024-05-02"))])[0]
    later = judge([(Statement(denied, "Ada Lorn", "2024-05-02"), Statement(told, "Ada Lorn", "2024-05-09"))])[0]
    assert (same_day.kind, later.kind) == ("contradicts", "reverses")


def test_a_toll_that_grows_is_no_contradiction() -> None:
    first, second = "The landslide at Brolun killed 12 people.", "The landslide at Brolun killed 31 people."
    assert judge([(first, second)])[0].kind == "contradicts"
    grown = judge([(Statement(first, date="2024-05-02"), Statement(second, date="2024-05-04"))])[0]
    assert grown.kind == "neither" and "2024-05-04" in grown.why


# ---- a case of hand-made claims


NEWS = (
    reading("p1", [("Ada Lorn", "the company had signed the contract with Tarvia", "assert"),
                   ("Bo Marsh", "212 passengers were on the ferry Irena", "assert")]),
    reading("p2", [("Cleo Vand", "the company had not signed the contract with Tarvia", "assert"),
                   ("Dev Orrin", "187 passengers were on the ferry Irena", "assert")]),
    reading("p3", [("Ada Lorn", "the company had signed the contract with Tarvia", "assert")]),
)  # fmt: skip


def test_a_dispute_is_a_question_with_sides_counted_in_origins() -> None:
    found = compared(*NEWS)
    asked = {d.question: d for d in found.disputes}
    signed = asked["Is it so that the company had signed the contract with Tarvia?"]
    assert [s.origins for s in signed.sides] == [1, 1]
    assert sorted(len(s.claims) for s in signed.sides) == [1, 2]  # told twice, by one woman on one day
    assert "How many passengers were on the ferry Irena: 187 or 212?" in asked


def test_every_claim_has_exactly_one_origin() -> None:
    found = compared(*NEWS)
    told = [c for o in found.origins for c in o.claims]
    assert sorted(told) == sorted(c.id for c in found.claims)
    assert any(o.why.startswith("same utterance: Ada Lorn") and len(o.pages) == 2 for o in found.origins)


def test_the_order_of_the_pages_makes_no_difference() -> None:
    draw = random.Random(3)
    first = compared(*NEWS)
    for _ in range(2):
        assert compared(*draw.sample(NEWS, len(NEWS))) == first


class Shelf(dict[str, bytes]):
    """Keeps a memory as a case file does."""

    recall = dict.get  # type: ignore[assignment]
    remember = dict.__setitem__


def test_a_case_that_grows_compares_only_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    judged: list[tuple[View, View, float]] = []
    parse, some, shelf = memory.parsed, judging.some, Shelf()
    monkeypatch.setattr(memory, "parsed", lambda texts: (parsed.extend(texts), parse(texts))[1])
    monkeypatch.setattr(judging, "some", lambda pairs, asked: (judged.extend(pairs), some(pairs, asked))[1])
    pages = {p.id: p for p, _ in NEWS}
    first, second, third = (r for _, r in NEWS)
    compare([first, second], pages, (), shelf)
    assert len(parsed) == 4
    old = len(judged)
    compare([first, second, reading("p4", [("Eda Rys", "the harbour stays shut", "assert")])[1]], pages, (), shelf)
    assert parsed[4:] == ["the harbour stays shut"]
    assert all("harbour" in a.text + b.text for a, b, _ in judged[old:])
    parsed.clear()
    grown = compare([third, second, first], pages, (), shelf)
    assert parsed == []  # the third page repeats the first one's words
    assert grown == compared(*NEWS)


def test_what_other_weights_judged_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, pages = Shelf(), {p.id: p for p, _ in NEWS}
    before = compare([r for _, r in NEWS], pages, (), shelf)
    monkeypatch.setattr(memory, "maker", lambda: "sayso of another day")
    assert memory.Memory(shelf).recalled() == {} == memory.Memory(shelf).known
    assert compare([r for _, r in NEWS], pages, (), shelf) == before


def test_numbers_of_other_places_are_no_dispute() -> None:
    found = compared(
        reading("q1", [("Ada Lorn", "40 trucks were counted near Brolun", "assert")]),
        reading("q2", [("Cleo Vand", "65 trucks were counted near Tessel", "assert")]),
    )
    assert not found.disputes


def test_a_demand_and_its_refusal_are_no_dispute() -> None:
    found = compared(
        reading("q1", [("Ada Lorn", "the company should publish the contract", "demand")]),
        reading("q2", [("Cleo Vand", "the company did not publish the contract", "assert")]),
    )
    assert not found.disputes


def test_relations_of_two_actors_against_each_other() -> None:
    """What one holds of two actors and the other denies of them makes a question with both their names."""

    def told(name: str, speaker: str, sentence: str, negated: bool) -> tuple[Page, Reading]:
        page, read = reading(name, [(speaker, sentence, "assert")])
        actors = [
            Actor(
                identifier("a", name, n),
                n,
                "government",
                (),
                (Mention(name, page.text.index(n), page.text.index(n) + len(n), n),),
            )
            for n in ("Morvane", "Kestria")
        ]
        claim = read.claims[0]
        relation = Relation(actors[0].id, "COOPERATE", actors[1].id, claim.content[0].start, claim.content[0].end,
                            negated, "ongoing")  # fmt: skip
        claim = Claim(**{f: getattr(claim, f) for f in claim.__struct_fields__} | {"relations": (relation,)})
        return page, Reading(name, read.blocks, published=read.published, claims=(claim,),
                             actors=(*read.actors, *actors))  # fmt: skip

    found = compared(
        told("r1", "Ada Lorn", "Morvane and Kestria patrol the strait together", False),
        told("r2", "Cleo Vand", "Morvane and Kestria do not patrol the strait together", True),
    )
    assert [d.question for d in found.disputes] == ["Do Kestria and Morvane work together?"]


def test_a_denial_answers_what_stands_before_it_on_its_page() -> None:
    found = compared(
        reading("s1", [("Ada Lorn", "the order had come from the district command", "assert"),
                       ("Bo Marsh", "the weather was fine", "assert"),
                       ("Cleo Vand", "any such order had been given", "deny")])
    )  # fmt: skip
    assert [d.question for d in found.disputes] == ["Is it so that the order had come from the district command?"]
    assert "‘order’" in found.disputes[0].why


ANSWERED = {  # what stands on the page before, and the answer that points at it without repeating it
    "a report called baseless": (
        [("the Tarvia Herald", "Norcu had sold no copper since May", "assert")],
        ("Norcu", "the report baseless", "assert"), 0),
    "the claim of the one who is named": (
        [("the bakers' guild", "the mill had mixed chalk into the flour", "accuse"),
         ("Ada Lorn", "bread was sold out by noon in Brolun", "assert")],
        ("Bo Marsh", "the guild's claim a lie", "assert"), 0),
    "the allegation about what it says": (
        [("the Tarvia Herald", "the dam at Brolun was never inspected", "assert"),
         ("Cleo Vand", "the council paid for new boats", "assert")],
        ("Dev Orrin", "the allegations about the dam were untrue", "assert"), 0),
    "a thing called fake": (
        [("Ada Lorn", "the recording from the mill proves who gave the order", "assert"),
         ("Cleo Vand", "rain had filled the quarry", "assert")],
        ("Bo Marsh", "the recording a forgery", "assert"), 0),
    "another figure": (
        [("the coast guard", "63 people were pulled from the river", "assert")],
        ("the hospital", "that number at 21", "assert"), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED)
def test_an_answer_that_points_is_held_against_what_it_points_at(case: str) -> None:
    before, answer, meant = ANSWERED[case]
    found = compared(reading("q1", [*before, answer]))
    ordered = sorted(found.claims, key=lambda c: c.content[0].start)
    (link,) = (x for x in found.links if x.kind == "contradicts")
    assert {link.a, link.b} == {ordered[meant].id, ordered[-1].id}


CALLED = {"the recording was a forgery": "Is the recording a forgery?", "the letters bogus": "Are the letters bogus?"}


@pytest.mark.parametrize("answer", CALLED)
def test_a_thing_called_fake_is_asked_about_as_such(answer: str) -> None:
    told = f"{' '.join(answer.split()[:2])} from the mill proved who gave the order"
    found = compared(reading("q1", [("Ada Lorn", told, "assert"), ("Bo Marsh", answer, "assert")]))
    assert [d.question for d in found.disputes] == [CALLED[answer]]


def test_a_duration_is_no_hour_of_the_day() -> None:
    one, other, night = views([Statement(t) for t in ("It took 120 hours.", "It began at 9:05 GMT.", "At 0130 hours.")])
    assert [h.minutes for v in (one, other, night) for h in hours(v)] == [545, 90]


def test_a_man_who_says_the_opposite_later_reverses_himself() -> None:
    found = compared(
        reading("t1", [("Ada Lorn", "the company had signed the contract with Tarvia", "assert")], "2024-05-02"),
        reading("t2", [("Ada Lorn", "the company had not signed the contract with Tarvia", "assert")], "2024-06-09"),
    )
    kinds = {link.kind for link in found.links}
    speakers = {c.speaker.actor for c in found.claims}
    assert len(speakers) == 1 and kinds == {"reverses"}
    assert not found.disputes


def test_a_cut_and_reworded_copy_is_one_text() -> None:
    draw = random.Random(1)
    words = [f"{a}{b}" for a in ("ta", "ri", "mo", "ke", "su") for b in ("lan", "ver", "dis", "pol", "nak", "fer")]
    story = " ".join(draw.choice(words) for _ in range(300))
    copy = "Other headline here. " + story[len(story) // 3 :].replace("talan", "changed") + " Subscribe now."
    other = " ".join(draw.choice(words) for _ in range(300))
    assert set(copies({"a": story, "b": copy, "c": other})) == {("a", "b")}


def test_groups_do_not_depend_on_the_order_of_their_pairs() -> None:
    pairs = [("d", "c"), ("a", "b"), ("c", "b")]
    made = []
    for order in (pairs, pairs[::-1]):
        groups = Groups("abcde")
        for a, b in order:
            groups.join(a, b)
        made.append(groups.all())
    assert made[0] == made[1] == {"a": ["a", "b", "c", "d"], "e": ["e"]}


def test_a_long_list_is_not_all_pairs() -> None:
    assert len(list(within([range(1000)], 5))) < 5 * 1000


# ---- words that exclude each other, and things that are told as not there

OPPOSED = [  # one statement, another, -1 where they exclude each other, 1 where they come to the same
    ("The clerk is still at large.", "The clerk is behind bars.", -1),
    ("The organisers called the whole race off.", "The race went ahead.", -1),
    ("He turned himself in.", "Police tracked him down.", -1),
    ("The lift was out of order.", "The lift was working.", -1),
    ("The baker was hurt.", "The baker escaped unharmed.", -1),
    ("The baker was not hurt.", "The baker escaped unharmed.", 1),
    ("The ferryman was anything but sober.", "The ferryman was drunk.", 1),
]


@pytest.mark.parametrize(("one", "other", "sign"), OPPOSED)
def test_words_and_phrases_exclude_each_other_with_negation_heeded(one: str, other: str, sign: int) -> None:
    a, b = views([Statement(one), Statement(other)])
    assert {r.sign for r in opposites.remarks(a, b)} == {sign}
    assert {r.sign for r in opposites.remarks(b, a)} == {sign}


def test_a_text_that_tells_of_both_excludes_neither() -> None:
    a, b = views([Statement("Two were arrested and three escaped."), Statement("The miller was arrested.")])
    assert not [r for r in opposites.remarks(a, b) if r.sign < 0]


ABSENT = [  # a statement, a word of it, whether it is told as not so
    ("The barge showed no lights.", "lights", True),
    ("The barge came on with all its lights.", "lights", False),
    ("She left without a lamp.", "lamp", True),
    ("There was a lack of water.", "water", True),
    ("The mayor suspended the clerk.", "clerk", False),
    ("The mayor has yet to resign.", "resign", True),
    ("Not one of them was hurt.", "hurt", True),
    ("Her sons knew nothing of it.", "knew", True),
    ("It was not untrue.", "untrue", True),
]


@pytest.mark.parametrize(("text", "word", "said"), ABSENT)
def test_what_is_told_as_not_so(text: str, word: str, said: bool) -> None:
    (view,) = views([Statement(text)])
    token = next(t for t in view.doc if t.text == word)
    assert denied(token) is said


def test_a_figure_that_says_what_it_counts_points_at_nothing() -> None:
    found = compared(
        reading(
            "q1",
            [
                ("the surgeon", "three of them needed an operation", "assert"),
                ("the hospital", "that the number of the wounded was seven", "assert"),
            ],
        )
    )
    assert found.links == ()


def test_how_something_happened_is_asked_as_whether() -> None:
    found = compared(
        reading("q1", [("the keeper", "how Ada Lorn opened the gate to the crowd", "assert")]),
        reading("q2", [("the guard", "Ada Lorn never opened the gate to the crowd", "assert")]),
    )
    assert [d.question for d in found.disputes] == ["Is it so that Ada Lorn opened the gate to the crowd?"]


def test_a_toll_is_held_against_counts_of_victims_alone() -> None:
    told = ("the mayor", "the toll now stands at twelve", "assert")
    suspects = ("a detective", "one of the two suspects in custody talked", "assert")
    victims = ("the hospital", "nine people were killed in the blast", "assert")
    assert compared(reading("q1", [suspects, told])).links == ()
    assert [x.kind for x in compared(reading("q1", [victims, suspects, told])).links] == ["contradicts"]


def test_who_denies_in_the_very_words_of_another_does_not_agree_with_him() -> None:
    words = "“This was no accident, they aimed at our boats”"
    said = ("the guild", words, "assert")
    assert [x.kind for x in compared(reading("q1", [said]), reading("q2", [("the fleet", words, "assert")])).links] == [
        "same"
    ]
    denied = reading("q2", [("the fleet", words, "deny")])
    assert "same" not in [x.kind for x in compared(reading("q1", [said]), denied).links]


@pytest.mark.parametrize(
    "words, kinds", [("the treaty with Tarvia", []), ("the treaty with Tarvia was signed", ["same"])]
)
def test_a_bare_noun_with_its_verb_left_outside_agrees_with_nobody_else(words: str, kinds: list[str]) -> None:
    one = reading("q1", [("Ada Lorn", words, "assert")])
    assert [x.kind for x in compared(one, reading("q2", [("Ada Lorn", words, "assert")])).links] == ["same"]
    assert [x.kind for x in compared(one, reading("q2", [("Bo Marsh", words, "assert")])).links] == kinds
    assert [x.kind for x in compared(one, reading("q2", [("Ada Lorn", words, "predict")])).links] == kinds
