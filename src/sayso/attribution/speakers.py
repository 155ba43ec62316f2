"""Whose word it is: the name behind a source phrase, its kind and role; pronouns and descriptions resolved or open."""

from __future__ import annotations

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.view import View
from sayso.model import Span, Speaker, SpeakerKind


def speaker_of(view: View, source: Span) -> Speaker:
    """The speaker as the source phrase itself names it."""
    tokens = view.tokens(source.start, source.end)
    people = [e for t in tokens[:1] for e in t.doc.ents if e.label_ == "PERSON"]
    offset = view.place(tokens[0]).start - tokens[0].idx if tokens else 0
    for entity in people:
        start, end = entity.start_char + offset, entity.end_char + offset
        if source.start <= start and end <= source.end:
            name = entity.text.removesuffix("’s").removesuffix("'s")
            role = lexicon.without_article(view.text[source.start : start]).strip(" ,")
            return Speaker(name, "person", None, role, "", start, start + len(name))
    name = lexicon.without_article(view.text[source.start : source.end])
    return Speaker(name, kind_of(view, source, name), None, "", "", source.start, source.end)


def kind_of(view: View, source: Span, name: str) -> SpeakerKind:
    """What sort of speaker a phrase without a person's name is."""
    tokens = view.tokens(source.start, source.end)
    head = next((t for t in tokens if t.head not in tokens), tokens[-1] if tokens else None)
    lemma = head.lemma_.lower() if head is not None else ""
    if name.lower() in lexicon.outlets():
        return "outlet"
    if lemma in lexicon.words("documents"):
        return "document"
    if lemma in lexicon.words("organisations") or any(
        t.ent_type_ in {"ORG", "GPE", "NORP"} and t == head for t in tokens
    ):
        return "organisation"
    if head is not None and head.pos_ == "PROPN":
        return "person" if head.ent_type_ == "PERSON" else "organisation"
    return "unnamed"


def resolve(view: View, drafts: list[Draft]) -> None:
    """Fill `speaker` of every draft that has none, in place."""
    for draft in drafts:
        if draft.speaker is None:
            draft.speaker = (
                speaker_of(view, draft.source[0]) if draft.source else Speaker("", "unnamed", why="no source is named")
            )
