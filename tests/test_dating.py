"""When: the date of a page, temporal expressions, and the dates of claims. Sentences and pages are our own."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import clean
from sayso.dating import dated, expressions, published
from sayso.dating.candidates import candidates, in_url
from sayso.model import Block, Claim, Cleaned, Interval, Page, Span, Speaker, StatedDate

WRITTEN = "2013-03-14"  # a Thursday

NEWS = [  # sentence, the words of the expression, its value
    ("Police said on Friday that two men were held.", "Friday", "2013-03-08"),
    ("The minister will meet his colleague on Friday.", "Friday", "2013-03-15"),
    ("She summoned the envoy for Wednesday.", "Wednesday", "2013-03-20"),
    ("They want the wreck to be raised by the end of May.", "the end of May", "2013-05"),
    ("Shells fell on the harbour last night.", "last night", "2013-03-13TNI"),
    ("The fighting started at 10 pm last night.", "10 pm last night", "2013-03-13T22:00"),
    ("Rebels attacked in the past 40 hours.", "the past 40 hours", "PT40H"),
    ("She led the union for more than twenty years.", "more than twenty years", "P20Y"),
    ("The withdrawal in late August left chaos.", "late August", "2012-08"),
    ("A week after the storm, people returned.", "A week after", "2013-W12"),
    ("Two days ago, the court ruled.", "Two days ago", "2013-03-12"),
    ("The talks resume next week.", "next week", "2013-W12"),
    ("Last year the yard lost money.", "Last year", "2012"),
    ("It happened early Wednesday morning.", "early Wednesday morning", "2013-03-13TMO"),
    ("Every day, hundreds cross.", "Every day", "P1D"),
    ("The vote is scheduled for April 3.", "April 3", "2013-04-03"),
    ("The vote was held on December 3.", "December 3", "2012-12-03"),
    ("Sales fell in the third quarter.", "the third quarter", "2012-Q3"),
    ("He told them on Tuesday (12/3).", "Tuesday (12/3)", "2013-03-12"),
    ("In recent years prices rose.", "recent years", "PAST_REF"),
    ("The ferry is now in port.", "now", "PRESENT_REF"),
    ("They signed on 7 November 2012.", "7 November 2012", "2012-11-07"),
    ("Since the 1990s crime has fallen.", "the 1990s", "199"),
    ("A boy of the nineteenth century.", "the nineteenth century", "18"),
    ("It was founded in 149 BC.", "149 BC", "BC0149"),
    ("In the summer of 2012 it closed.", "the summer of 2012", "2012-SU"),
    ("They worked for a year and a half.", "a year and a half", "P1.5Y"),
]

STORY = (
    "The canal war began on 3 May 1871. Two days later the fleet sailed. In June the port fell, and by the end of the "
    "month the town was quiet. Fighting went on until December 1871. In January the armies met again. In 1873 a truce "
    "was signed; it held until April 1874. The following year brought peace. Historians wrote of it in 1990."
)


@pytest.mark.parametrize(("sentence", "words", "value"), NEWS)
def test_news_counts_from_the_day_of_writing(sentence: str, words: str, value: str) -> None:
    found = {sentence[e.start : e.end]: e.value for e in expressions(sentence, WRITTEN)}
    assert found.get(words) == value


def test_a_narrative_counts_from_the_date_mentioned_last() -> None:
    found = {STORY[e.start : e.end]: e.value for e in expressions(STORY, "2009-12-19")}
    assert found["Two days later"] == "1871-05-05"
    assert found["June"] == "1871-06"
    assert found["the end of the month"] == "1871-06"
    assert found["January"] == "1872-01"  # a story goes on: the turn of the year is not said
    assert found["The following year"] == "1875"


def test_words_that_only_look_like_time_are_left_alone() -> None:
    text = "He may resign. They march on. The second man sat down. It has 2000 employees. May I? Spring water runs."
    assert [text[e.start : e.end] for e in expressions(text, WRITTEN) if e.value != "2013-SP"] == []


def test_without_a_day_of_writing_a_weekday_stays_open() -> None:
    (friday,) = expressions("It was said on Friday.", None)
    assert (friday.value, friday.earliest) == ("XXXX-WXX-5", None)


def test_bounds_hold_the_days_of_a_value() -> None:
    text = "In the past 40 hours, in 2012, in June 2012, in the second quarter of 2012, on 1 May 2012."
    spans = {e.value: (e.earliest, e.latest) for e in expressions(text, WRITTEN)}
    assert spans["PT40H"] == ("2013-03-12", "2013-03-14")
    assert spans["2012"] == ("2012-01-01", "2012-12-31")
    assert spans["2012-06"] == ("2012-06-01", "2012-06-30")
    assert spans["2012-Q2"] == ("2012-04-01", "2012-06-30")


def test_values_on_narratives_stay_above_the_gate(shared: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
    from dating import matched, narrative, rows

    total = [0, 0, 0]
    for row in list(rows(shared / "data" / "wikiwars-train.jsonl.gz"))[10:14]:
        text, gold, written = narrative(row["timeml"])
        found = [(e.start, e.end, e.value) for e in expressions(text, written)]
        total = [a + b for a, b in zip(total, (len(gold), len(found), matched(gold, found)[1]), strict=True)]
    assert 2 * total[2] / (total[0] + total[1]) >= 0.88


# ── the date of a page ──────────────────────────────────────────────────────────────────────────────────────────────


def page_of(text: str, **more: object) -> Page:
    return Page(id="p", location="p.txt", text=text, **more)  # type: ignore[arg-type]


def plain(text: str) -> Cleaned:
    """One body block, so that the tests of dating hang on nothing else."""
    return Cleaned(blocks=(Block(0, len(text), "body", "en"),), languages=("en",))


FORMS = [
    ("07.11.2021", "2021-11-07"), ("7 November 2021", "2021-11-07"), ("Nov. 7, 2021", "2021-11-07"),
    ("2021年11月7日", "2021-11-07"), ("2021-11-07", "2021-11-07"), ("7 ноября 2021 г.", "2021-11-07"),
    ("7 Νοεμβρίου 2021", "2021-11-07"), ("7 नवंबर 2021", "2021-11-07"), ("7 نوفمبر 2021", "2021-11-07"),
    ("le 7 novembre 2021", "2021-11-07"), ("7 de noviembre de 2021", "2021-11-07"), ("7. listopadu 2021", "2021-11-07"),
    ("25/11/21", "2021-11-25"), ("11/25/2021", "2021-11-25"), ("7. Nov 2021", "2021-11-07"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "day"), FORMS)
def test_usual_forms_of_dates(words: str, day: str) -> None:
    languages = ("cs",) if "listopadu" in words else ()
    (found,) = candidates(f"Posted {words} by Ann", languages)
    assert found.iso == day


def test_the_date_at_the_byline_wins_over_those_of_the_story() -> None:
    body = "The ferry sank on 2 March 2019 after a collision that two courts have tried to explain ever since. " * 4
    text = (
        f"Ferry owner appeals\n\nBy Jana Holt\nPublished 14 June 2021, 10:15\n\n{body}\n\nComments\nTom: 16 June 2021\n"
    )
    when = published(page_of(text), plain(text))
    assert when is not None and when.earliest == when.latest == "2021-06-14"
    assert "14 June 2021" in when.basis


def test_what_the_markup_states_comes_first() -> None:
    stated = (StatedDate("2021-11-07T10:00:00Z", "meta article:published_time"),)
    page = page_of("Some text, 3 May 2020.", stated=stated)
    when = published(page, plain(page.text))
    assert when is not None and when.earliest == "2021-11-07" and "meta article:published_time" in when.basis


@pytest.mark.parametrize("value", ["Sun, 07 Nov 2021 10:00:00 GMT", "07.11.2021 10:00", "20211107", "1636279200"])
def test_stated_dates_come_in_many_forms(value: str) -> None:
    page = page_of("The harbour is open.", stated=(StatedDate(value, "field 'date' of the record"),))
    when = published(page, plain(page.text))
    assert when is not None and when.earliest == "2021-11-07"


def test_a_day_of_change_bounds_from_above_only() -> None:
    page = page_of("The harbour is open.", stated=(StatedDate("2021-11-07", "modified: meta tag lastmod"),))
    when = published(page, plain(page.text))
    assert when is not None and (when.earliest, when.latest) == (None, "2021-11-07")


def test_a_page_without_any_sign_of_its_date_has_none() -> None:
    text = "Leave a reply\n\nThe harbour was quiet on Wednesday, locals said. Nobody had seen the ship."
    assert published(page_of(text), plain(text)) is None


def test_names_say_what_a_page_cannot_be_older_than() -> None:
    text = "The Biden administration did not comment on the harbour talks on Saturday, two officials said."
    when = published(page_of(text), plain(text))
    assert when is not None and when.earliest == "2021-01-20" and when.latest is None
    assert "Biden administration" in when.basis


def test_a_weekday_with_day_and_month_fixes_the_year() -> None:
    text = "The envoy said on Wednesday (17/3) that vaccines against COVID-19 would come by ship."
    when = published(page_of(text), plain(text))
    assert when is not None and (when.earliest, when.latest) == ("2021-03-17", "2021-03-24")
    assert "2021 only" in when.basis


def test_day_and_month_that_may_be_exchanged_give_both() -> None:
    body = "The harbour was closed for hours and nobody knew why. " * 6
    text = f"Harbour news\n\nPosted 03/04/2021 by Ann Lee\n\n{body}"
    when = published(page_of(text), plain(text))
    assert when is not None and (when.earliest, when.latest) == ("2021-03-04", "2021-04-03")


def test_pages_as_crawled_stay_above_the_gate(shared: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
    from dating import rows

    sample = list(rows(shared / "data" / "page-dates.jsonl.gz"))[::16]
    right = named = 0
    for row in sample:
        when = published(page_of(row["text"], url=row["url"]), plain(row["text"]))
        if when and when.earliest == when.latest:
            named += 1
            right += when.earliest == row["date"]
    assert right >= 0.85 * len(sample) and right >= 0.93 * named


def test_dates_in_addresses() -> None:
    assert in_url("https://example.org/2021/11/07/ferry").iso == "2021-11-07"  # type: ignore[union-attr]
    assert in_url("https://example.org/2021/11/7-reasons").iso == "2021-11"  # type: ignore[union-attr]
    assert in_url("https://example.org/news/12345678") is None


def test_the_pages_of_the_shared_folder(shared: Path) -> None:
    folder = shared / "pages" / "kabul-2021"
    when = {}
    for path in sorted(folder.glob("*.txt")):
        page = page_of(path.read_text(encoding="utf-8"))
        when[path.name[:3]] = published(page, clean(page))
    assert when["000"] is not None and when["000"].earliest == when["000"].latest == "2021-11-07"
    assert when["003"] is not None and when["003"].earliest == "2021-07-20"
    for name in ("001", "002", "004"):
        found = when[name]
        assert found is None or (found.earliest != found.latest and found.basis)


# ── the dates of claims ─────────────────────────────────────────────────────────────────────────────────────────────


def claim(text: str, content: str, cue: str, who: str = "Ann Lee", number: int = 1) -> Claim:
    start, at = text.index(content), text.index(cue)
    return Claim(
        id=f"c{number}", page="p", manner="indirect", force="assert", content=(Span(start, start + len(content)),),
        text=content, speaker=Speaker(who, "person"), cue=(Span(at, at + len(cue)),),
    )  # fmt: skip


DAY = Interval("2013-03-14", "2013-03-14", "stated")


def test_said_hangs_on_the_cue_and_about_on_the_content() -> None:
    text = "Ann Lee said on Tuesday that the ship sank on 2 March 2013."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the ship sank on 2 March 2013", "said")], DAY)
    assert found.said is not None and found.said.earliest == found.said.latest == "2013-03-12"
    assert found.about is not None and found.about.earliest == "2013-03-02"


def test_since_leaves_the_end_open() -> None:
    text = "Ann Lee said the port had been closed since 2011."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the port had been closed since 2011", "said")], DAY)
    assert found.about == Interval("2011-01-01", None, "the words say 'since 2011'")


def test_an_abbreviated_month_ends_no_sentence() -> None:
    text = "ASRA announced Mar. 12 that the ship sank."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the ship sank", "announced")], DAY)
    assert found.said is not None and found.said.earliest == "2013-03-12"


def test_a_year_in_the_name_of_a_thing_is_no_time() -> None:
    text = "Ann Lee said the 2012 election was bought on 2 March 2013."
    words = "the 2012 election was bought on 2 March 2013"
    (found,), _ = dated(page_of(text), plain(text), [claim(text, words, "said")], DAY)
    assert found.about is not None and found.about.earliest == "2013-03-02"


def test_a_day_and_the_weekday_it_was_are_one() -> None:
    text = "Ann Lee said the ship sank on 6 March, a Wednesday."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the ship sank on 6 March, a Wednesday", "said")], DAY)
    assert found.about is not None and found.about.earliest == found.about.latest == "2013-03-06"


def test_a_month_is_of_the_year_that_its_sentence_told() -> None:
    assert [e.value for e in expressions("In 2004, she resigned in mid-August.", "2013-03-14")] == ["2004", "2004-08"]


def test_last_month_of_this_name_is_of_the_year_before() -> None:
    assert [e.value for e in expressions("That trade began last March.", "2013-03-14")] == ["2012-03"]


def test_years_after_an_event_count_from_it() -> None:
    text = "Ann Lee said troops remain, 18 years after the crown invaded."
    words = "troops remain, 18 years after the crown invaded"
    (found,), _ = dated(page_of(text), plain(text), [claim(text, words, "said")], DAY)
    assert found.about is None


def test_a_rank_is_no_day() -> None:
    assert expressions("The 14th-ranked player was tired.", "2013-03-14") == []


def test_nothing_is_said_of_a_claim_without_a_date() -> None:
    text = "Ann Lee said the ship sank."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the ship sank", "said")], DAY)
    assert found.said is None and found.about is None


def test_a_date_of_another_clause_is_not_that_of_the_saying() -> None:
    text = "Ann Lee said in the town where she had arrived on Sunday that the ship sank."
    (found,), _ = dated(page_of(text), plain(text), [claim(text, "the ship sank", "said")], DAY)
    assert found.said is None


def test_also_said_goes_on_and_says_that_it_is_inferred() -> None:
    text = "Ann Lee said on Tuesday that the ship sank. She also warned that oil would come."
    claims = [claim(text, "the ship sank", "said"), claim(text, "oil would come", "warned", number=2)]
    (_, second), _ = dated(page_of(text), plain(text), claims, DAY)
    assert second.said is not None and second.said.earliest == "2013-03-12" and second.said.basis.startswith("inferred")


# ── hostile input ───────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    ["May ", "31 ", "1999", "–", "the ", "of ", "last ", "Friday", "12:61", "30.02.2020", "\n\n", "99th ", "'", "(",
     "20/7", "two ", "days ", "later ", "BC ", "०७", "2021年13月40日", "0000-00-00", "ago ", "next ", "century ", "é"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200), st.sampled_from([None, WRITTEN, "nonsense"]))
def test_any_text_gives_spans_inside_it(text: str, reference: str | None) -> None:
    found = expressions(text, reference)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert [e.start for e in found] == sorted(e.start for e in found)
    when = published(page_of(text), plain(text))
    assert when is None or when.basis


@pytest.mark.parametrize("piece", ["the last ", "7 May ", "a" * 40, "“", "1999 ", "last week of "])
def test_time_grows_with_length_only(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        expressions(text, WRITTEN)
        published(page_of(text), plain(text))
        return time.process_time() - began

    spent(5_000)
    short, long = min(spent(12_000) for _ in range(2)), min(spent(24_000) for _ in range(2))
    assert long < 3.5 * short + 0.1
