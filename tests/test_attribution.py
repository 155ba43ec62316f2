"""Attribution, told by examples: a small text in, who says what on whose word out."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from conftest import Read, paged, plain
from sayso.attribution import Attributor
from sayso.attribution.quotes import quotations
from sayso.attribution.view import View
from sayso.model import Claim, Passage

# -- quotations, whatever their marks


@pytest.mark.parametrize(
    "text",
    [
        "“The harbour is closed,” said Ada Lund.",
        '"The harbour is closed," said Ada Lund.',
        "„The harbour is closed“, said Ada Lund.",
        "«The harbour is closed», said Ada Lund.",
        "’’The harbour is closed’’, said Ada Lund.",
        "‘The harbour is closed,’ said Ada Lund.",
        "”The harbour is closed”, said Ada Lund.",  # opened with a closing mark
        "“The harbour is closed, ”said Ada Lund.",  # the space on the wrong side
        "“The harbour is closed, said Ada Lund.",  # never closed
        "Ada Lund said: “The harbour is closed.",
    ],
)
def test_marks_of_every_kind(read: Read, text: str) -> None:
    [claim] = read(text)
    assert plain(claim.text) == "The harbour is closed"
    assert (claim.speaker.name, claim.speaker.kind) == ("Ada Lund", "person")


def test_a_quotation_over_paragraphs_is_one_claim(read: Read) -> None:
    [claim] = read("“The pumps failed first.\n\n“Then the doors jammed.\n\n“Nobody came,” said stoker Emil Brandt.")
    assert len(claim.content) == 3
    assert plain(claim.text.split(" … ")[2]) == "Nobody came"
    assert claim.speaker.name == "Emil Brandt"


def test_titles_and_words_held_with_tongs_are_no_quotations(read: Read) -> None:
    assert not read("The “smart” meters were made in Turin, as in the film “Winter Light”, which opens on Friday.")


# -- through whom


def via(claim: Claim) -> list[str]:
    return [relay.name for relay in claim.via]


def test_an_outlet_that_cites_is_a_relay(read: Read) -> None:
    [claim] = read(
        "The Evening Courier, citing two clerks who asked not to be named, reported that the mint had closed."
    )
    assert (claim.speaker.name, claim.speaker.kind) == ("two clerks", "anonymous")
    assert via(claim) == ["Evening Courier"]


def test_relays_stand_outermost_first(read: Read) -> None:
    [claim] = read("“The cable was cut,” engineer Mia Roth wrote in a post on Telegram seen by the Harbour Gazette.")
    assert via(claim) == ["Harbour Gazette", "Telegram"]


def test_who_is_told_matters_only_where_it_carries_news(read: Read) -> None:
    assert [via(c) for c in read("The rector told Reuters that the roof leaks.")] == [["Reuters"]]
    assert [via(c) for c in read("The rector told parliament that the roof leaks.")] == [[]]


def test_who_saw_a_letter_passes_it_on_and_has_not_the_role_that_follows(read: Read) -> None:
    text = "In a letter to the council seen by the Vell Courier, the engineer warns that the dam could fail."
    [claim] = read(text)
    assert (claim.speaker.name, via(claim)) == ("engineer", ["Vell Courier"])


def test_a_claim_inside_a_claim_says_so(read: Read) -> None:
    outer, inner = read("Analyst Joy Park said the supplier had admitted that the parts were fake.")
    assert (outer.speaker.name, inner.speaker.name) == ("Joy Park", "supplier")
    assert inner.inside == outer.id and outer.inside is None


def test_what_was_shouted_or_believed_inside_anothers_words_is_a_claim_too(read: Read) -> None:
    text = (
        "Captain Olaf Brun recalled that an officer had shouted from a raft that the ship was ordered to stop a boat."
    )
    assert [(c.speaker.name, via(c), plain(c.text)) for c in read(text) if c.inside] == [
        ("officer", ["Olaf Brun"], "that the ship was ordered to stop a boat")
    ]
    text = "The port's security service believes that the letter is genuine, a person who has read its report said."
    assert [c.speaker.name for c in read(text) if c.inside] == ["port's security service"]


def test_who_is_quoted_by_an_agency_says_it_through_the_agency(read: Read) -> None:
    [claim] = read("A guard quoted anonymously by the Halven Press Agency said it was broken.")
    assert (claim.speaker.name, via(claim), claim.text) == ("guard", ["Halven Press Agency"], "it was broken")


def test_what_went_on_meanwhile_is_no_part_of_what_is_said(read: Read) -> None:
    text = "The union accused the coast guard of ramming the ferry, as the number of the dead rose to seven."
    assert [plain(c.text) for c in read(text)] == ["the coast guard of ramming the ferry"]
    [claim] = read("The bridge had been closed as the river was rising, mayor Ruth Amsel said.")
    assert plain(claim.text).endswith("as the river was rising")


def test_a_role_between_commas_belongs_to_the_name_behind_it(read: Read) -> None:
    [claim] = read("No such call was received in Halven, the centre's head, Marta Keel, confirmed.")
    assert (claim.text, claim.speaker.name) == ("No such call was received in Halven", "Marta Keel")


def test_a_short_sentence_before_is_the_pages_own(read: Read) -> None:
    [claim] = read("The order to stop the trawler came from Yeldan. The order was real, Olaf Brun said.")
    assert plain(claim.text) == "The order was real"


# -- what the words of a claim point to


def pointed(claim: Claim, text: str) -> list[tuple[str, str]]:
    return [(text[r.start : r.end], r.words) for r in claim.referents]


def test_pronouns_point_to_who_speaks_or_to_what_was_told_before(read: Read) -> None:
    text = "Mayor Ruth Amsel said the bridge was safe. She said she had walked over it herself."
    assert pointed(read(text)[1], text) == [("she", "Ruth Amsel"), ("it", "the bridge")]
    text = "The harbour office opened at nine. Its clerks had called twice, the mayor Olaf Brun said."
    assert pointed(read(text)[0], text) == [("Its", "The harbour office’s")]
    text = "Divers found the wreck. “They came too late,” said the widow Ana Belm."
    assert pointed(read(text)[0], text) == [("They", "Divers")]


def test_a_pronoun_that_the_claim_explains_or_that_means_nothing_stays(read: Read) -> None:
    for text in (
        "The trawler had lost its anchor, the harbour office said.",
        "The mate Ruben Holt said that captain Olaf Brun was ill when he sailed.",
        "It was clear that the lamp had gone out, Olaf Brun said.",
        "The navy sank the trawler on Monday. Its crew had called twice, the mayor Olaf Brun said.",
        "The ferry went down on Monday. The coast guard said it had hit a rock.",
        "Olaf Brun said it was too late to turn.",
    ):
        assert [pointed(c, text) for c in read(text)] == [[]]


def test_a_short_description_points_to_the_fuller_one(read: Read) -> None:
    text = "The ferry Lady Ann left at nine. The ferry was empty, Olaf Brun said."
    assert pointed(read(text)[0], text) == [("The ferry", "the ferry Lady Ann")]
    text = "A gas pipeline near the northern cape burst. Nobody had touched the pipeline, Olaf Brun said."
    assert pointed(read(text)[0], text) == [("the pipeline", "the gas pipeline near the northern cape")]
    text = "The tanker ship Orion struck the cargo ship Lark. The ship sank, Olaf Brun said."
    assert pointed(read(text)[0], text) == []
    text = "Two days had passed. That day was quiet, Olaf Brun said."
    assert pointed(read(text)[0], text) == []


def test_what_the_verb_left_out_of_the_words_is_put_back(read: Read) -> None:
    def whole(text: str) -> str:
        [claim] = read(text)
        (piece,) = claim.content
        made, at = "", piece.start
        for r in claim.referents:
            made, at = made + text[at : r.start] + r.words, r.end
        return made + text[at : piece.end]

    assert whole("The union accused the guards of ramming the ferry.") == "the guards are guilty of ramming the ferry"
    assert whole("The guild blames the navy for the deaths.") == "the navy is to blame for the deaths"
    assert whole("The company blamed the crash on ice.") == "the crash is due to ice"
    assert whole("The minister wants to leave the party.") == "to leave the party"
    assert whole("The union called the sum an insult.") == "the sum is an insult"
    assert whole("The dockers’ union threatened to close the yards.") == "dockers’ union will close the yards"
    assert whole("The ministry urged the guards to hand over the log.") == "the guards should hand over the log"


def test_a_figure_is_of_who_gives_it(read: Read) -> None:
    for text, who, what in (
        ("The port office put the number of boats at 21.", "port office", "the number of boats at 21"),
        ("On Tuesday the centre had spoken of seven dead.", "centre", "seven dead"),
    ):
        assert [(c.speaker.name, c.text) for c in read(text)] == [(who, what)]
    assert read("She put the cake on the table at 9.") == ()
    assert read("The mayor spoke of the night of the fire.") == ()
    assert read("Kane put the visitors ahead at 35 minutes.") == ()


def test_what_the_page_says_itself_points_to_what_it_told_before(read: Read) -> None:
    text = "The ferry sank off Korso on Monday night. It was carrying two hundred people."
    [_, claim] = read(text, own=True, outlet="The Halven Post")
    assert pointed(claim, text) == [("It", "The ferry")]


def test_a_denial_takes_over_what_the_denied_words_point_to(read: Read) -> None:
    text = "Olaf Brun told the paper that his brother had died. His brother denied it."
    assert [pointed(c, text) for c in read(text)] == [[("his", "Olaf Brun’s")]] * 2


def test_we_outside_of_anybodys_words_is_the_page(read: Read) -> None:
    [claim] = read("We recall that the bridge fell on Sunday evening.", outlet="The Halven Post")
    assert (claim.speaker.name, claim.speaker.kind) == ("The Halven Post", "outlet")
    [claim] = read("LISBON (AP) — Two ports are shut. We recall that the bridge fell on Sunday evening.")
    assert (claim.speaker.name, via(claim)) == ("AP", [])


def test_the_agency_of_a_dateline_passes_on_all_of_it(read: Read) -> None:
    text = "LISBON (AP) — Two ports will close, minister Rui Salgado said. Storms are common there in June."
    [claim] = read(text)
    assert via(claim) == ["AP"]
    assert [c.speaker.name for c in read(text, own=True)] == ["AP"]


def test_what_follows_can_say_whose_word_it_was(read: Read) -> None:
    [claim] = read("The ferry sank within minutes. Officers from both ships have given this information.")
    assert claim.text == "The ferry sank within minutes."
    assert (claim.speaker.name, claim.speaker.kind) == ("Officers from both ships", "unnamed")


# -- headlines


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Minister: We will not raise the fuel tax", "Minister"),
        ("Fuel tax will not be raised, says minister", "minister"),
        ("Minister says fuel tax will not be raised", "Minister"),
        ("Fuel tax will not be raised – minister", "minister"),
    ],
)
def test_forms_of_headlines(read: Read, headline: str, speaker: str) -> None:
    [claim] = read("The cabinet met for three hours.", headline)
    assert claim.manner == "headline"
    assert claim.speaker.name == speaker


def test_the_speaker_of_a_headline_is_found_in_the_body(read: Read) -> None:
    headline, _ = read(
        "“The bridge could fall at any time,” said Samuel Oduya.", "Expert: bridge ‘could fall at any time’"
    )
    assert (headline.speaker.name, headline.speaker.kind) == ("Samuel Oduya", "person")
    assert "in the body" in headline.speaker.why


def test_what_goes_on_meanwhile_is_not_said_in_a_headline(read: Read) -> None:
    [claim] = read(
        "The dam at Osk gave way on Monday.", "Farmers accuse ministry of neglecting dam as toll climbs to six"
    )
    assert claim.text == "ministry of neglecting dam"


def test_a_sum_is_told_with_what_it_is_drawn_from(read: Read) -> None:
    text = "Ada Rell said her office had counted {}."
    summed, glossed = "80 cars and 12 vans, which makes 92", "80 cars and 12 vans, which is common in spring"
    assert plain(read(text.format(summed))[0].text).endswith(summed)
    assert plain(read(text.format(glossed))[0].text).endswith("12 vans")


def test_a_label_before_a_colon_is_no_speaker(read: Read) -> None:
    assert not read("The lake froze in March.", "Analysis: why the lake froze")


# -- what is no source


@pytest.mark.parametrize(
    "text",
    [
        "The work must end by June, according to the contract.",
        "Everything went according to plan.",
        "The spokesman refused to comment on the arrests.",
        "The minister didn't give a reason for the delay.",
        "The company did not say how many workers would go.",
        "The firm is said to be worth two billion dollars.",
        "The storm claimed eleven lives.",
        "In the words of the pact, no ship may fish there.",
        "The list carried little weight with the 12 judges of the prize.",
    ],
)
def test_what_is_no_attribution_is_the_pages_own_voice(read: Read, text: str) -> None:
    assert not read(text)
    assert len(read(text, own=True)) == 1


# -- who is meant


def test_a_surname_is_the_person_named_in_full(read: Read) -> None:
    first, second = read("Mayor Lena Fossum said the quay was safe. “We tested it,” Fossum said.")
    assert first.speaker.name == second.speaker.name == "Lena Fossum"
    assert "mayor" in second.speaker.role.lower()


def test_who_tells_what_she_was_told_is_a_relay_and_who_claims_that_others_said_so_is_not(read: Read) -> None:
    claims = read("Lena Aas said the captain had told her that the radio was broken since Sunday.")
    inner = min(claims, key=lambda c: len(c.text))
    assert inner.speaker.name == "captain" and via(inner) == ["Lena Aas"]
    claims = read("The harbour office claimed that the captain had admitted leaving the bridge.")
    assert all(not via(claim) for claim in claims)


def test_a_pronoun_is_who_spoke_before_or_stays_open(read: Read) -> None:
    _, claim = read("Captain Vera Holm said the ship was late. She added that nobody was hurt.")
    assert claim.speaker.name == "Vera Holm" and claim.speaker.why
    [claim] = read("Jon Berg met Kim Aas at the harbour. He said the boat was stolen.")
    assert claim.speaker.kind == "unnamed" and "open" in claim.speaker.why


def test_a_description_waits_for_its_name(read: Read) -> None:
    claims = read(
        "A former prison governor has warned that riots will follow. Speaking to Radio Nord, Carla Monti said cells"
        " were full.\n\nThe former prison governor added: “There are no beds.”"
    )
    assert {c.speaker.name for c in claims} == {"Carla Monti"}
    assert via(claims[1]) == ["Radio Nord"]


def test_spellings_of_one_man_are_one_man(read: Read) -> None:
    claims = read("“It works,” said inventor Piotr Kowalsky. Kowalski said so twice. Kowalski added that it was cheap.")
    assert {c.speaker.name for c in claims} == {"Piotr Kowalski"}


def test_the_page_itself_passes_nothing_on(read: Read) -> None:
    text = "“Nobody could get out,” Adam Rusk told the {}. A bill seen by this newspaper shows that petrol was bought."
    own = read(text.format("Courier"), outlet="Vell Courier")
    assert [via(c) for c in own] == [[], []]
    assert via(read(text.format("Daily Herald"), outlet="Vell Courier")[0]) == ["Daily Herald"]


def test_a_list_with_dashes_is_no_interview(read: Read) -> None:
    claims = read("Mayor Lena Fossum said the quay was safe.\n\n— Fish\n\n— Ice\n\n— Nets\n\n— Rope", own=False)
    assert [c.speaker.name for c in claims] == ["Lena Fossum"]


# -- force


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The airline denied that bags were lost.", "deny"),
        ("Police confirmed that the bank was robbed.", "confirm"),
        ("The board accused Mr Osei of forging signatures.", "accuse"),
        ("The minister said prices will fall next year.", "predict"),
        ("“We will rebuild the school,” said Ada Lund.", "promise"),
        ("The rebels threatened to blow up the dam.", "threaten"),
        ("Teachers demanded that the heating be turned on.", "demand"),
        ("“Where is the money?” asked Ada Lund.", "ask"),
        ("The minister said prices fell last year.", "assert"),
        ("Mill owner Adam Rusk called the report “a fairy tale”.", "deny"),
        ("Adam Rusk swore that he was at home.", "assert"),
        ("The union wants a pay rise of 12 percent.", "demand"),
    ],
)
def test_force(read: Read, text: str, force: str) -> None:
    assert [c.force for c in read(text)] == [force]


# -- own voice, order, offsets


def test_own_voice_belongs_to_the_outlet_where_known(read: Read) -> None:
    [claim] = read("The lake froze in March.", own=True, outlet="Harbour Gazette")
    assert (claim.speaker.name, claim.speaker.kind) == ("Harbour Gazette", "outlet")
    [claim] = read("The lake froze in March.", own=True)
    assert claim.speaker.kind == "author"


def test_the_same_page_gives_the_same_claims(nlp: Language, attributor: Attributor) -> None:
    pages = [paged(nlp, "The rector told Reuters that the roof leaks."), paged(nlp, "“It is dry,” said Ada Lund.")]
    assert attributor.claims(pages) == attributor.claims(pages[::-1])[::-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab .,:\"'“”‘’«»„\n—SaidX", max_size=120))
def test_any_text_gives_offsets_inside_it(nlp: Language, attributor: Attributor, text: str) -> None:
    page, cleaned, passages = paged(nlp, text.replace("\n\n", "\n") or "x")
    for claim in attributor.claims([(page, cleaned, passages)])[0]:
        for span in (*claim.content, *claim.cue, *claim.source):
            assert 0 <= span.start < span.end <= len(page.text)


@pytest.mark.parametrize("text", ["“" * 1500, "\"'" * 700, "“a ”b " * 400, "said, " * 400, "’’" * 700])
def test_a_page_of_quote_marks_ends(nlp: Language, text: str) -> None:
    passages = [Passage(0, len(text), "body", nlp.make_doc(text))]
    for token in passages[0].doc:
        token.is_sent_start = token.i == 0
    assert len(quotations(View(text, passages))) <= len(text)


# -- as a component of spaCy


def test_component(nlp: Language) -> None:
    if "sayso_attributions" not in nlp.pipe_names:
        nlp.add_pipe("sayso_attributions")
    try:
        doc, other = nlp.pipe(["The dam is safe, the minister told Reuters.", "It rains."])
        [claim] = doc._.attributions
        assert (claim.speaker.name, via(claim), claim.text) == ("minister", ["Reuters"], "The dam is safe")
        assert other._.attributions == ()
    finally:
        nlp.remove_pipe("sayso_attributions")


# -- quality gates


FLOOR = 0.71  # joint F1 on the first 20 short pages of polnear-dev


def joint(gold: Sequence[dict], claims: Sequence[Claim], text: str) -> tuple[int, int]:
    """(pairs whose contents overlap by half and whose sources share a word, claims read)."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]

    ends = [end for _, end in words]

    def covered(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        first_last = ((bisect_right(ends, s), bisect_left(words, (e, e))) for s, e in spans)
        return frozenset(i for first, last in first_last for i in range(first, last))

    told = [
        (covered([(s.start, s.end) for s in c.content]), covered([(s.start, s.end) for s in c.source])) for c in claims
    ]
    wanted = [(covered(a["content"]), covered(a["source"])) for a in gold]
    pairs = sorted(
        ((len(g & p) / len(g | p), i, j) for i, (g, _) in enumerate(wanted) for j, (p, _) in enumerate(told) if g & p),
        reverse=True,
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    right = 0
    for share, i, j in pairs:
        if share >= 0.5 and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            right += (not wanted[i][1] and not told[j][1]) or bool(wanted[i][1] & told[j][1])
    return right, len(told)


def test_quality_on_polnear(nlp: Language, attributor: Attributor, shared: Path) -> None:
    with gzip.open(shared / "data" / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        short = (page for page in map(json.loads, lines) if len(page["text"]) < 3000)
        gold = [page for page, _ in zip(short, range(20), strict=False)]
    pages = [paged(nlp, each["text"]) for each in gold]
    right = read_count = wanted = 0
    for page, claims in zip(gold, attributor.claims(pages), strict=True):
        attributed = [c for c in claims if c.manner != "own voice"]
        hits, count = joint(page["attributions"], attributed, page["text"])
        right, read_count, wanted = right + hits, read_count + count, wanted + len(page["attributions"])
    assert 2 * right / (read_count + wanted) >= FLOOR, (right, read_count, wanted)


def test_somebody_of_another_clause_may_be_meant_too(read: Read) -> None:
    *_, claim = read("It seems Paul Reeve left the hall, and the guards saw Otto Holt. He said the door was shut.")
    assert claim.speaker.name in ("Paul Reeve", "Otto Holt", "He")
