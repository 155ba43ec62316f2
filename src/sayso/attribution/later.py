"""Who somebody is, told later: a headline's "expert" named in the body, "a neighbour" named in the next sentence."""

from __future__ import annotations

import msgspec

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.headlines import body_speaker, quoted_headlines
from sayso.attribution.names import as_speaker, head_word
from sayso.attribution.scene import Scene
from sayso.attribution.view import View
from sayso.model import Speaker


def name_headlines(scene: Scene) -> None:
    """A headline's "expert" is the man in the body who says it; what it calls him is his role."""
    for added, called in list(quoted_headlines(scene.view, scene.drafts)):
        scene.drafts.append(added)
        if called and added.speaker and (person := scene.people.find(added.speaker.name)):
            person.roles.append(lexicon.without_article(scene.view.text[called.start : called.end]))
    for draft in scene.drafts:
        if draft.manner == "headline" and draft.speaker is not None and draft.speaker.kind == "unnamed":
            told = body_speaker(scene.view, draft, scene.drafts)
            if told is not None and told.speaker is not None:
                why = f"{told.speaker.name} says it in the body"
                if (person := scene.people.find(told.speaker.name)) and head_word(draft.speaker.name):
                    person.roles.append(lexicon.without_article(draft.speaker.name))
                draft.speaker = msgspec.structs.replace(draft.speaker, name=told.speaker.name, kind="person", why=why)


def take_later_name(scene: Scene, number: int) -> None:
    """A description without a name goes to the name that comes first in the next attribution."""
    draft = scene.drafts[number]
    speaker = draft.speaker
    if speaker is None or speaker.kind != "unnamed" or not draft.source or draft.manner == "headline":
        return
    text = scene.view.text[draft.source[0].start : draft.source[0].end].lower()
    if not text.startswith(("a ", "an ")) or head_word(text) is None or number + 1 >= len(scene.drafts):
        return
    following = next((d for d in scene.drafts[number + 1 :] if d.start > draft.frame[1]), None)
    if following is None or following.speaker is None or following.speaker.kind != "person":
        return
    person = scene.people.find(following.speaker.name)
    if person is None or person.roles or not draft.frame[1] <= person.first < draft.frame[1] + 400:
        return
    if not following.source or not following.source[0].start <= person.first <= following.source[0].end:
        return
    role = lexicon.without_article(scene.view.text[draft.source[0].start : draft.source[0].end])
    person.roles.append(role)
    draft.speaker = as_speaker(person, draft.source[0], f"named right after: {person.name}", role)


def mark_anonymous(view: View, draft: Draft) -> None:
    """A source that asked not to be named says so in its own sentence."""
    speaker = draft.speaker
    if speaker is None or speaker.kind != "unnamed" or not draft.source:
        return
    for sentence in view.sentences_in(draft.source[0].start, max(s.end for s in (*draft.source, *draft.cue))):
        if lexicon.anonymity().search(view.text, sentence.start, sentence.end):
            draft.speaker = Speaker(
                speaker.name, "anonymous", None, speaker.role, speaker.why, speaker.start, speaker.end
            )
            return
