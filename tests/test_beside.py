"""Several voices, or one voice several times, in a sentence; quotations that go on, and those told twice."""

from __future__ import annotations

import pytest

from conftest import Read, plain


def told(read: Read, text: str) -> list[tuple[str, str]]:
    return [(c.speaker.name, plain(c.text)) for c in read(text)]


def test_joined_names_claim_it_each(read: Read) -> None:
    text = "Both Anna Volk and Peter Maas told the council that the dam was sound."
    assert sorted(told(read, text)) == [
        ("Anna Volk", "that the dam was sound"),
        ("Peter Maas", "that the dam was sound"),
    ]


@pytest.mark.parametrize(
    "text", ["Prosecutors and police said the man was dead.", "Marks and Spencer said sales had risen."]
)
def test_what_is_joined_and_no_two_names_is_one(read: Read, text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kurt Rell and Tomas Weir were taken in May. They said it rained.", {"Kurt Rell", "Tomas Weir"}),
        (
            "Kurt Rell and Tomas Weir were taken in May. It is cold. Both men said it rained.",
            {"Kurt Rell", "Tomas Weir"},
        ),
        ("The mill owners and the union met in May. Both sides said it rained.", {"mill owners", "union"}),
        ("Kurt Rell and Tomas Weir met the police in May. They said it rained.", {"They"}),
        ("The statement was put out by Marl Records. “We said that it rained,” it says.", {"Marl Records"}),
    ],
)
def test_whom_they_and_both_and_it_mean(read: Read, text: str, who: set[str]) -> None:
    assert {c.speaker.name for c in read(text) if c.source} == who


def test_saying_goes_with_who_said_it_first(read: Read) -> None:
    text = "Pohl said that after long study Norvia had concluded the dam was sound, saying he trusted the courts."
    claims = told(read, text)
    assert ("Pohl", "he trusted the courts") in claims
    assert not any("saying" in words for _, words in claims)


def test_a_decision_points_back_to_what_was_decided(read: Read) -> None:
    text = "The chairman will leave for a post abroad, a decision Aldaal disclosed in May."
    assert told(read, text) == [("Aldaal", "The chairman will leave for a post abroad")]


def test_who_is_asked_is_no_part_of_the_question(read: Read) -> None:
    [claim] = read("He asked Anna Pohl whether the dam was sound.")
    assert plain(claim.text) == "whether the dam was sound"


def test_whom_it_was_told_is_no_part_of_it(read: Read) -> None:
    [claim] = read("Soren told Norvalen directors he wants the firm to turn a profit next year.")
    assert plain(claim.text) == "he wants the firm to turn a profit next year"


def test_according_to_whom_is_told_in_the_next_sentence(read: Read) -> None:
    [claim] = read("Teens like small phones more than ever. That's according to a new survey from Piper & Sons.")
    assert (claim.speaker.name, plain(claim.text)) == ("Piper & Sons", "Teens like small phones more than ever")


def test_we_outside_of_quotations_is_the_page(read: Read) -> None:
    text = "Ada Rell said the trade is worth millions. We rate the statement mostly true."
    assert [c.speaker.name for c in read(text, outlet="Vell Courier")] == ["Ada Rell", "Vell Courier"]


def test_a_name_before_a_role_between_dashes(read: Read) -> None:
    text = (
        "Peng Rao — project manager for communications on Lantern Day and head of the store Alba — responded to the"
        " charges in a post, threatening to sue."
    )
    assert {c.speaker.name for c in read(text)} == {"Peng Rao"}


def test_a_quotation_after_who_speaks_of_few_quoted_words(read: Read) -> None:
    text = (
        "In her first post Mira Toll noted there should be “no shame” in it.\n\n“We have been there three times. I"
        " wanted to share this moment.”"
    )
    assert [c.speaker.name for c in read(text)] == ["Mira Toll", "Mira Toll"]


def test_a_statement_passes_on_what_he_told_them(read: Read) -> None:
    text = "Mayor Tom Ruck cheered. “Here we are on a day of joy,” Ruck told the settlers, according to a statement."
    claim = read(text)[-1]
    assert (claim.speaker.name, claim.manner, [v.name for v in claim.via]) == ("Tom Ruck", "direct", ["statement"])


def test_a_quotation_goes_on_in_the_next_paragraph_after_who_said_it(read: Read) -> None:
    text = (
        "“At no point did we say she may not sing,” Red Barn Records said in a statement on Friday.\n\n“In fact, we do"
        " not have the right to stop her.”\n\nThe hall is sold out."
    )
    [claim] = read(text)
    assert claim.speaker.name == "Red Barn Records"
    assert "the right to stop her" in claim.text


def test_a_pull_quote_is_told_once(read: Read) -> None:
    text = (
        "The doctor saw him in May.\n\n“Their lungs behave in a wild fashion”\n\n“Their lungs behave in a wild fashion"
        " when they meet feathers,” said Owen Dale, who runs the ward."
    )
    [claim] = read(text)
    assert claim.speaker.name == "Owen Dale"
    assert not any("wild" in c.text for c in read(text, own=True))


def test_what_is_quoted_is_not_the_pages_own(read: Read) -> None:
    text = "“A day of joy. In the end we will win,” Mayor Tom Ruck wrote soon after the hearing had closed on Tuesday."
    assert [c.text for c in read(text, own=True)] == []


def test_a_slogan_with_full_stops_ends_no_sentence(read: Read) -> None:
    text = "The town's “Snow. We love it.” drive has been facing a storm since Monday."
    assert [c.text for c in read(text, own=True)] == [text]


NAMES = {
    "The Ashe Fund, a local group which said that its board had met at dawn, backs her.": "Ashe Fund",
    "The group, Workers for Norvalen, said that the deal was bad.": "Workers for Norvalen",
    "Some members in the state who suspect that he lied have left.": "Some members in the state",
    "“The first I heard was on Tuesday,” said King, who left Rusk's office.": "King",
    "Untreated plague is fatal, says WHO.": "WHO",
    "The company that runs the awards, Dora Clarke Productions, denies that it is off.": "Dora Clarke Productions",
}


@pytest.mark.parametrize("text", NAMES)
def test_names_beside_what_they_are(read: Read, text: str) -> None:
    assert NAMES[text] in [c.speaker.name for c in read(text)]


def test_the_group_is_the_one_that_was_named(read: Read) -> None:
    text = (
        "Cleaners are angry, according to a group of employees. The group, Workers for Norvalen, was formed in June."
        " The group said that the deal was bad."
    )
    assert read(text)[-1].speaker.name == "Workers for Norvalen"


def test_the_agency_is_the_one_that_spoke(read: Read) -> None:
    text = "The space agency ASRA announced that it had picked five firms. The agency said it would pick two more."
    assert [c.speaker.name for c in read(text)] == ["ASRA", "ASRA"]


def test_she_is_whom_the_sentence_introduces(read: Read) -> None:
    text = (
        "Nora Hegel's firm made the poster. “We love it,” Nora Hegel said. While the poster did not please Julia Rahm,"
        " an officer of the ward, she said she would not judge it."
    )
    assert read(text)[-1].speaker.name == "Julia Rahm"


def test_he_is_whom_the_sentence_before_presents(read: Read) -> None:
    text = (
        "“It comes across as begging,” Bryan Anders said.\n\nNobody sings for the party, which is what"
        " worries Henry Crest, president of the Lenn Reform Club.\n\n“No one is writing songs for us,” he said."
    )
    assert [c.speaker.name for c in read(text)] == ["Bryan Anders", "Henry Crest"]


def test_the_man_of_the_page_is_not_the_one_man_it_names(read: Read) -> None:
    text = (
        "A 43-year-old man felt dizzy for months. His doctor, Owen Dale, said the lungs were inflamed. “I am well now,”"
        " the man wrote."
    )
    assert read(text)[-1].speaker.name != "Owen Dale"


def test_he_is_who_spoke_not_whose_office_he_left(read: Read) -> None:
    text = (
        "The firm named Otto Rusk. “We were glad,” said King, who left Otto Rusk's office. He said he was not afraid."
    )
    assert read(text)[-1].speaker.name == "King"


def test_a_headline_names_its_source_after_a_colon(read: Read) -> None:
    [claim] = read("The hearing ended on Tuesday.", headline="Hearing was a sham: White House")
    assert (claim.speaker.name, plain(claim.text)) == ("White House", "Hearing was a sham")


def completed(read: Read, text: str) -> list[str]:
    return [r.words for c in read(text) for r in c.referents]


def test_a_stance_is_told_with_its_verb(read: Read) -> None:
    assert completed(read, "Anna Pohl endorsed Mark Rubin in June.") == ["Anna Pohl endorses "]
    assert completed(read, "Mark Rubin refused to endorse the treaty.") == ["Mark Rubin will not"]


@pytest.mark.parametrize(
    "text",
    [
        "The Arab League met in Cairo. The Arab League called it an “adverse shift”.",
        "“She was just too good,” Anna Pohl said.",
        "Secretary Otto Rusk met the navy. The navy said it would be provided next year.",
    ],
)
def test_who_speaks_is_not_what_he_speaks_of(read: Read, text: str) -> None:
    speakers = {c.speaker.name for c in read(text)}
    assert not speakers & set(completed(read, text))


def test_a_name_behind_an_article_is_no_person_though_a_sentence_with_he_follows(read: Read) -> None:
    said = read("The White House called the process a sham. He told the staff that the gate was shut.")
    assert (said[0].speaker.name, said[0].speaker.kind) == ("White House", "organisation")


def test_a_row_of_a_table_is_nothing_the_page_says(read: Read) -> None:
    text = "||Posted: Sat Oct 15, 2011 11:35 am Post subject: | |\n\nThe gate stood open on Sunday."
    assert [c.text for c in read(text, own=True)] == ["The gate stood open on Sunday."]
