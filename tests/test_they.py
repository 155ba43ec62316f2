"""Whom "it" and "they" mean, what "denied it" denies, and whose figures are: bodies, and nobody."""

from __future__ import annotations

import pytest

from conftest import Read, plain


def told(read: Read, text: str) -> list[tuple[str, str, str]]:
    return [(c.speaker.name, c.force, plain(c.text)) for c in read(text) if c.manner != "own voice"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the latest figures of the water board, 412 houses were flooded.",
        "According to data from the water board, 412 houses were flooded.",
        "412 houses were flooded, according to the board's count. The water board has four staff.",
    ],
)
def test_figures_are_of_who_counts(read: Read, text: str) -> None:
    [(speaker, _, content)] = told(read, text)
    assert speaker.endswith("board")
    assert content == "412 houses were flooded"


def test_what_was_reported_by_nobody_has_no_speaker(read: Read) -> None:
    claims = told(read, "On Tuesday it was reported that about 300 houses were flooded.")
    assert claims == [("", "assert", "that about 300 houses were flooded")]


def test_a_sentence_after_what_is_said_is_not_said(read: Read) -> None:
    claims = told(read, "According to the rescue centre, nine people perished. On Monday it was told about four dead.")
    assert ("rescue centre", "assert", "nine people perished") in claims


def test_what_a_body_is_accused_of_is_no_part_of_its_name(read: Read) -> None:
    text = "The union accuses the board of hiding readings. The board said that it hid nothing."
    assert ("board", "assert", "that it hid nothing") in told(read, text)


def test_they_are_the_two_of_the_sentence_before_and_not_who_spoke_earlier(read: Read) -> None:
    text = (
        "Detectives said the film was found on Monday. It belied what mayor Paul Anders and his deputy Rita Lowe had "
        "told residents. They had asserted that the pumps never stopped."
    )
    assert [speaker for speaker, _, words in told(read, text) if "pumps" in words] == ["They"]


def test_they_in_a_house_are_who_sits_there(read: Read) -> None:
    text = "The army left the bridge on Monday. In the ministry they noted that the road was open."
    assert told(read, text) == [("ministry", "assert", "that the road was open")]


def test_a_denial_denies_what_was_quoted_and_not_who_said_it(read: Read) -> None:
    claims = told(read, "“We saw two men. They hid the log,” union president Lena Ford said. The board denied that.")
    assert ("board", "deny", "We saw two men. They hid the log") in claims


def test_a_denial_denies_the_words_that_tell_what_this_is(read: Read) -> None:
    text = (
        "Lena Ford told reporters that the log had been altered twice. “This was no mistake,” she said.\n\n"
        "The board has denied it."
    )
    assert ("board", "deny", "that the log had been altered twice") in told(read, text)


def test_words_that_machines_choose_for_saying(read: Read) -> None:
    text = "A source in the city administration communicated to the newspaper Vell Post, that the pumps had stopped."
    [claim] = read(text)
    assert (claim.speaker.name, claim.text) == ("source in the city administration", "that the pumps had stopped")
    assert [relay.name for relay in claim.via] == ["Vell Post"]
