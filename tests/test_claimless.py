"""What looks like a claim and is none, what must not be left outside of one, and in what force it is made."""

from __future__ import annotations

import pytest

from conftest import Read, plain

NONE = {
    "a hedge of the page": "The quiet of the valley seems to do the patients good.",
    "a hedge with an abstract subject": "The fact that the mayor came doesn't seem like a point in her favour.",
    "what something is called": "The empty quarters are commonly called “night towns”.",
    "an act on a noun": "The province is offering cover to families for a year.",
    "one more act": "The firm added two smaller boats to its contract.",
    "a thing on which a clause hangs": "The singer shared a clip of his wife who laughs at the goats.",
    "a hedge in the conditional": "A wooden bridge might seem like an odd choice.",
    "what was reported in somebody": "A third case was reported in a 55-year-old miller.",
    "who was taken ill": "The miller was diagnosed with marsh fever.",
    "a case that was reported": "A third case of marsh fever was reported on Sunday.",
    "what somebody did not know": "Aker did not know that the gate stood open.",
    "at whom somebody hit back": "The mayor hit back at critics.",
    "who was eager": "Marl has been eager to withdraw.",
    "who was asked": "The engineer did not hold back on Monday when asked about the flood.",
    "who was asked, first": "Asked about the flood, the engineer shook his head.",
    "a refusal": "Her refusal to say which side she backed was met with laughter.",
    "a thing near a name": "All this effort to end the friendship with Marl contradicts the plan.",
    "what was watched": "The researchers observed the lake for 17 nights, from May to June.",
    "what somebody did not deny": "Aker did not deny that the gate stood open.",
    "what an answer does not rebut": "The answer did not rebut Orlen's point that the fund was empty.",
    "what an old sage would say": "As old Ada would say, “patience, my dear”.",
    "an event that speaks to nobody": "The collapse contradicts his plan.",
    "who waits for an answer": "Many owners of shares are waiting to hear when the sale will be launched.",
    "a refusal to say": "The pilot declined later to state when the boat would be ready.",
    "a refusal to be asked": "The pilot declined to be interviewed.",
    "no mention of something": "The report makes no mention of the fire.",
    "who is cited in something": "The Salt Statistics Bureau cited in Orlen's message does not exist.",
    "what a voice does to her": "The sound of his voice jarred her from her musings.",
    "what a chart sums up": "The following chart summarizes the value of the seizures.",
    "no details": "The pilot gave no details on payment or timing.",
    "a noun of nobody's": "Concerns over the price of salt are growing.",
    "how long before": "About five hours before Aldaal announced, the shop was shut.",
    "an act with a picture": "The rangers posted photos of the herd on Monday.",
    "what a thing is called by nobody": "The guests saw a low electric cart called the Moor Hen.",
    "what nobody can know": "It is impossible to know whether the gate stood open.",
    "what was announced": "The firm bought a stake, a deal announced on Monday.",
    "what it is compared with": "It is more complicated than Aldaal suggests.",
    "who is expected": "The week will be long, with the mayor expected to visit the valley.",
    "a refusal that may not come": "Villages would suffer if the plan rejected the small boats.",
    "not what he calls himself": "Instead of calling himself a poet, Aldaal went home.",
}
HEARERS = {  # a passive's hearer says nothing; who is named after "by", or whose letter it is, does
    "The workers were told that the mill will close in March.": "",
    "In a letter sent by chairman Paul Ostrow, workers were told that the mill will close in March.": "Paul Ostrow",
    "The workers were told by Norvalen to sign the papers by Friday.": "Norvalen",
    "The council came under withering criticism for its failure to dredge the channel.": "",
    "The council was criticised by fishermen for closing the pier.": "fishermen",
}
SOME = (
    "The Estlandic side said that the bridge was mined.",
    "The minister is not sure that the bill will pass.",
    "The rebels agreed to a ceasefire.",
    "Both sides claim that the other fired first.",
)
WHOLE = {  # the small word that turns it round belongs to what is said
    "No one was hurt in the blaze, according to fire chief Karl Osen.": "No one was hurt in the blaze",
    "The council decided only to sue the owner of the mill.": "only to sue the owner of the mill",
    "The shipping firm vowed not to risk its crew.": "not to risk its crew",
    "The board decided against charging the captain.": "against charging the captain",
    "The ministry condemned the closure announced by the mayor.": "the closure announced by the mayor",
}
FORCES = {
    "Ada Kirk does not believe that the fire was set on purpose.": "deny",
    "Olga Brand pleaded guilty to theft on Monday.": "confirm",
    "Anton Rell pleaded not guilty to murder.": "deny",
    "Officials have warned people to stay away from the river.": "demand",
    "The minister warned that the dam would burst.": "predict",
    "The minister warned the move could lead to a flood.": "predict",
    "The envoy called for an end to the raids that began in May.": "demand",
    "The manager of the grid called on firms to cut power.": "demand",
    "Lawmakers questioned the envoy about his statement.": "ask",
    "The council said the bridge would open in May.": "predict",
    "The council said the bridge would open in May if the snow melted.": "assert",
    "The council said it would have been better to wait.": "assert",
    "The foreman told the crews to leave the shaft.": "demand",
    "Residents suspect that the dam was weakened on purpose.": "assert",
    "Senator Mark Rubin refused to endorse the treaty.": "deny",
    "The police have ruled out foul play in the death of the miller.": "deny",
    "Maitland demanded how he could be so sure.": "ask",
    "Ministers brushed aside claims that the dam was cracked.": "deny",
    "The club hit back at claims that it had ignored the safety warnings.": "deny",
    "The governor shrugged off suggestions that he was too old.": "deny",
    "The firm played down fears of a shortage.": "doubt",
    '"The dam is safe," Ada Lund said in response to a question.': "assert",
    '"We remain sceptical of a quick recovery," Ada Lund said.': "doubt",
    '"In the end we will win," Ada Lund said.': "predict",
    "The minister said the troops are likely to remain for years.": "predict",
    "Ruiz pushed back on the idea that the wells were dry.": "deny",
    "Ruiz took issue with the report that the wells were dry.": "deny",
    "Residents contested the claim that the wells were dry.": "deny",
    "Ruiz called into question the report that the wells were dry.": "doubt",
    "The minister warned that the dam is cracked.": "assert",
    "The minister warned that the country risks a flood.": "predict",
    '"Don\'t go near the water," said Ada Lund.': "demand",
    '"Look at the river," said Ada Lund.': "demand",
    '"Make no mistake, the dam is cracked," said Ada Lund.': "assert",
}


@pytest.mark.parametrize("case", NONE)
def test_no_claim(read: Read, case: str) -> None:
    assert [c.text for c in read(NONE[case])] == []


@pytest.mark.parametrize("text", SOME)
def test_what_is_near_to_nothing_and_still_a_claim(read: Read, text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize("text", WHOLE)
def test_what_turns_a_content_round_stays_in_it(read: Read, text: str) -> None:
    [claim] = read(text)
    assert plain(claim.text) == WHOLE[text]


@pytest.mark.parametrize("text", FORCES)
def test_force_by_the_words_after_the_verb(read: Read, text: str) -> None:
    assert [c.force for c in read(text)] == [FORCES[text]]


def test_whom_a_passive_is_done_to_and_who_listens_do_not_say_it(read: Read) -> None:
    for text in ("He was charged with selling stolen boats.", "The boats were stolen in May, Lenn Crown Court heard."):
        [claim] = read(f"Bert Aksel, 23, has a stall at the harbour. {text}")
        assert claim.speaker.name == ""


@pytest.mark.parametrize("text", HEARERS)
def test_who_is_told_does_not_say_it(read: Read, text: str) -> None:
    [claim] = read(text)
    assert claim.speaker.name == HEARERS[text]


def test_they_are_the_people_just_acted_upon_unless_the_subject_can_be(read: Read) -> None:
    first = "Managers of the grid argue that a lack of wind prompted the cuts. "
    told = "They said that there was power enough."
    claims = read(f"{first}\n\nBut the cuts left some of the region's experts bewildered. {told}")
    assert claims[-1].speaker.name == "region's experts"
    assert read(first + told)[-1].speaker.name == "Managers of the grid"


def test_they_are_never_those_of_whom_they_tell(read: Read) -> None:
    text = "The ministry estimates that 40,000 people have left. A further 3,000 people are in tents, they estimate."
    assert [c.speaker.name for c in read(text)] == ["ministry", "ministry"]


def test_it_is_the_body_that_speaks_in_the_same_sentence(read: Read) -> None:
    text = (
        "The Courier reported that the doctors were silent. Though the Lenn Disease Centre has said that nobody need"
        " worry, it has also acknowledged that the south is at risk."
    )
    assert [c.speaker.name for c in read(text)][1:] == ["Lenn Disease Centre"] * 2


def test_a_name_after_a_clause_is_who_speaks(read: Read) -> None:
    [claim] = read("The group that owns most of her songs, Red Barn Records, says she may sing them on Sunday.")
    assert (claim.speaker.name, claim.speaker.kind) == ("Red Barn Records", "organisation")


def test_an_adverb_is_no_part_of_a_name(read: Read) -> None:
    [claim] = read("Chris Aldaal runs the ferry. Aldaal still says that the pier is safe.")
    assert claim.speaker.name == "Chris Aldaal"


def test_a_paragraph_that_is_one_quotation_belongs_to_who_speaks_before(read: Read) -> None:
    text = (
        "In a long message Mira Toll, the singer, noted that there was no shame in it.\n\n“We have been there three"
        " times, and I wanted to share this.\n\n“But somebody has to begin.”"
    )
    assert [c.speaker.name for c in read(text)] == ["Mira Toll", "Mira Toll"]
    assert "somebody has to begin" in read(text)[-1].text


ROLES = {
    "Joy Mirren, a midwife based in Oskel told the council that mothers should be heard.": "midwife based in Oskel",
    "“It was his,” former Water Minister Ana Kolb said.": "former Water Minister",
    "Mayor Tomas Berg and former Water Minister Ana Kolb met. “It was his,” Kolb said.": "former Water Minister",
    "“He seemed calm,” Berg donor Dan Ebert said.": "Berg donor",
    "Judge Mr Tomas Clay said that Aksel had led the group.": "Judge",
}


@pytest.mark.parametrize("text", ROLES)
def test_a_role_ends_where_its_verb_or_another_name_begins(read: Read, text: str) -> None:
    assert read(text)[-1].speaker.role == ROLES[text]
