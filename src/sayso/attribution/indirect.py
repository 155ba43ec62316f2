"""Indirect speech read from the parse: reporting verbs, "according to", nouns of saying.

The frames of verbs stand in `data/verbs.tsv`. Method: the clause a reporting verb governs is its content, its subject
the source (after Krestel, Bergler and Witte, "Minding the Source", LREC 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.according import lost_subject
from sayso.attribution.accounts import account_drafts
from sayso.attribution.asides import aside_drafts
from sayso.attribution.counts import counted, held, logged, run
from sayso.attribution.documents import text_in_frame
from sayso.attribution.draft import Draft
from sayso.attribution.edges import stripped
from sayso.attribution.phrases import phrase_from, subject_span
from sayso.attribution.they import is_body
from sayso.attribution.turning import ruled_out, turning_drafts
from sayso.attribution.view import Sentence, View
from sayso.model import Span

_PAST_OR_PRESENT, _NOUNS = {"VBD", "VBZ", "VBP"}, {"NOUN", "PROPN"}
_BEHIND = 60  # tokens before a verb in which its subject is looked for behind relative clauses
_SUBJECT = {"nsubj", "nsubjpass"}


def beyond_tagger(view: View) -> list[Draft]:
    """Source, cue and content of every indirect attribution, in order."""
    found = [draft for sentence in view.sentences for draft in _in_sentence(view, sentence)]
    found += account_drafts(view)
    found += aside_drafts(view)
    found += [*turning_drafts(view), *ruled_out(view)]
    return sorted(found, key=lambda d: (d.cue[0].start, d.content[0].start))


def _in_sentence(view: View, sentence: Sentence) -> Iterator[Draft]:
    yield from logged(view, sentence)
    for token in sentence.parsed:
        if token.lower_ == "saying" and (relayed := _as_saying(view, sentence, token)):
            yield relayed
        elif token.pos_ == "VERB" and token.lemma_.lower() in lexicon.words("tellings"):
            yield from list(_of_verb(view, token)) or _over_relative(view, sentence, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in {"put", "speak", "give", "count"}:
            yield from counted(view, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in lexicon.words("believing"):
            yield from (d for d in _of_verb(view, token) if _body_believes(view, d, token))
        elif token.pos_ == "VERB" and token.lemma_.lower() in lexicon.words("recording"):
            yield from list(_over_relative(view, sentence, token)) or held(view, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in lexicon.words("holding"):
            yield from held(view, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.nouns():
            yield from _of_noun(view, token)
        elif token.lower_ == "per" and token.i and token.nbor(-1).text == ",":
            yield from _per(view, sentence, token)
        elif token.lower_ == "according" or (token.lower_ == "as" and token.i + 2 < len(token.doc)):
            yield from _according(view, sentence, token)


def _of_verb(view: View, verb: Token) -> Iterator[Draft]:
    subject = _subject(verb)
    if subject is not None and subject.dep_ == "nsubjpass" and subject.lower_ == "it":
        yield from _in_text(view, verb)
    if subject is None or (subject.dep_ == "nsubjpass" and verb.lemma_ not in {"quote", "cite"}):
        return  # "is said to be": hedged by nobody
    if content := _content(view, verb):
        yield Draft((subject_span(view, subject),), (view.place(verb),), content)


def _body_believes(view: View, draft: Draft, verb: Token) -> bool:
    """ "The service believes that the order is genuine": what a body holds to be so, in a clause with "that"."""
    subject = _subject(verb)
    that = view.tokens(draft.content[0].start, draft.content[0].end)[:1]
    return subject is not None and is_body(subject) and bool(that) and that[0].lower_ == "that"


def _over_relative(view: View, sentence: Sentence, verb: Token) -> Iterator[Draft]:
    """ "A memo which the ministry sent, and which this paper has read, records that …": where the parse lost
    the subject behind relative clauses."""
    first = max(sentence.parsed.start, verb.i - _BEHIND)
    tokens = [t for t in verb.doc[first : min(verb.i + 3, sentence.parsed.end)] if not t.is_space]
    at = next(n for n, t in enumerate(tokens) if t.i == verb.i)
    if verb.tag_ not in _PAST_OR_PRESENT or at + 1 >= len(tokens) or tokens[at + 1].lower_ != "that":
        return
    comma = at - 1 if tokens[at - 1].text == "," else at - 2
    relative = next((n for n, t in enumerate(tokens[: max(comma, 0)]) if t.tag_ in {"WDT", "WP"} and n), None)
    if comma < 2 or tokens[comma].text != "," or relative is None or any(t.text == ";" for t in tokens[:at]):
        return
    head = tokens[relative - 1] if tokens[relative - 1].text != "," else tokens[relative - 2]
    content = view.trimmed(view.place(tokens[at + 1]).start, sentence.end)
    if head.pos_ in _NOUNS and content is not None:
        start = next(t for t in tokens if t.i >= head.left_edge.i)
        yield Draft((Span(view.place(start).start, view.place(head).end),), (view.place(verb),), (content,))


def _in_text(view: View, verb: Token) -> Iterator[Draft]:
    """ "In the statement it was said that …": the text is the source."""
    named = text_in_frame(view, view.place(verb))
    if named is not None and (content := _content(view, verb)):
        yield Draft((named,), (view.place(verb),), content)


def _as_saying(view: View, sentence: Sentence, saying: Token) -> Draft | None:
    """ "X was quoted by Y as saying that …", "Y cited X as saying …": the one quoted is the source."""
    if saying.i == 0 or saying.nbor(-1).lower_ != "as":
        return None
    quoted = next(
        (t for t in reversed(saying.doc[saying.sent.start : saying.i]) if t.lemma_ in {"quote", "cite"}), None
    )
    content = view.trimmed(view.place(saying).end, sentence.end)
    if quoted is None or content is None:
        return None
    subject = next((c for c in quoted.children if c.dep_ == "nsubjpass"), None)
    if subject is not None:
        source = subject_span(view, subject)
    elif (named := phrase_from(view, view.place(quoted).end, view.place(saying).start)) is not None:
        source = named
    else:
        return None
    return Draft((source,), (view.place(quoted), view.place(saying)), (content,))


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is coordinated with or depends on."""
    if (lost := lost_subject(verb)) is not None:
        return lost
    seen = 0
    while seen < 4:
        for child in verb.children:
            if child.dep_ in _SUBJECT:
                if child.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        elif verb.dep_ in {"acl", "relcl"} and verb.tag_ in _PAST_OR_PRESENT and verb.sent.root.pos_ in _NOUNS:
            # a long source misread as the whole sentence: "The network, citing two men, revealed"
            return verb.sent.root
        elif verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and verb.tag_ == "VBG":
            return verb.head
        else:
            return None
        seen += 1
    return None


def _content(view: View, verb: Token) -> tuple[Span, ...]:
    frames = lexicon.verbs()[verb.lemma_.lower()].frames
    for child in verb.children:
        told = child.dep_ == "ccomp" and "t" in frames and (child.i > verb.i or _has_verb(view, child, verb))
        if told or (child.dep_ == "xcomp" and child.tag_ == "VBG" and "o" in frames):
            return _clause(view, child, verb)
    far = _past_place(verb) or _past_source(verb) if "t" in frames else None
    if far is not None:
        return _clause(view, far, verb)
    return _accusation(view, verb) if "a" in frames else ()


def _past_place(verb: Token) -> Token | None:
    """ "He shouted from a raft that the ship had been ordered to stop": a clause that was read as the raft's."""
    places = (p for c in verb.children if c.dep_ == "prep" and c.i > verb.i for p in c.children if p.dep_ == "pobj")
    clauses = (c for p in places if p.lemma_.lower() not in lexicon.nouns() for c in p.children if c.dep_ == "relcl")
    return next((c for c in clauses if _that_clause(c) or _whole(c)), None)


def _past_source(verb: Token) -> Token | None:
    """ "A source in the council communicated to the Post, that the pumps had stopped": read as one long name."""
    root = verb.sent.root
    if verb.dep_ != "acl" or verb.tag_ not in _PAST_OR_PRESENT or verb.head != root or root.pos_ not in _NOUNS:
        return None
    later = (c for c in root.children if c.i > verb.i and c.dep_ in {"acl", "relcl"})
    return next((c for c in later if any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)), None)


def _whole(clause: Token) -> bool:
    """Whether a clause that was read as a relative one has a subject, and an object where "that" was taken for it."""
    that = next((t for t in clause.subtree if t.lower_ == "that" and t.tag_ == "WDT"), None)
    subject = any(c.dep_ in _SUBJECT and c is not that for c in clause.children)
    return that is not None and subject and sum(c.dep_ == "dobj" for c in that.head.children) > 1


def _has_verb(view: View, clause: Token, verb: Token) -> bool:
    return _has_clause(view, Span(view.place(clause.left_edge).start, view.place(verb).start))


def _clause(view: View, clause: Token, verb: Token) -> tuple[Span, ...]:
    """The clause a verb governs; where the verb stands inside it, what is left and what is right of the verb's own."""
    members = [t for t in clause.subtree if not t.is_space]
    if members[0].i < verb.i < members[-1].i:
        left, right = [t for t in members if t.i < verb.i], [t for t in members if t.i > verb.i]
        pieces = [run(view, part[0], part[-1]) for part in (left, right) if part]
        return tuple(piece for pair in pieces for piece in pair)
    return run(view, members[0], members[-1])


def _accusation(view: View, verb: Token) -> tuple[Span, ...]:
    target = next((c for c in verb.children if c.dep_ == "dobj"), None)
    charge = next(
        (c for c in verb.subtree if c.dep_ == "prep" and c.lower_ in {"of", "for"} and c.head.i >= verb.i), None
    )
    if target is None or charge is None:
        return ()
    return run(view, target.left_edge, charge.right_edge)


def _has_clause(view: View, span: Span) -> bool:
    """Not a part of the frame ("The ministry, citing three sources, said"): a statement with a verb of its own."""
    tokens = view.tokens(span.start, span.end)
    known = lexicon.verbs()
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.lemma_.lower() not in known for t in tokens)


def _according(view: View, sentence: Sentence, token: Token) -> Iterator[Draft]:
    """ "According to X, …", "…, as reported by X"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.lower_ == "as" and following is not None and following.tag_ == "VBN" and following.lemma_ in _PASSED_ON:
        following = token.doc[token.i + 2]
    if following is None or following.lower_ != ("to" if token.lower_ == "according" else "by"):
        return
    cue = Span(view.place(token).start, view.place(following).end)
    source = phrase_from(view, cue.end, sentence.end)
    if source is None:
        return
    before = view.trimmed(sentence.start, cue.start)
    after = view.trimmed(_after_source(view, source.end, sentence.end), sentence.end)
    content = before if before and before.end - before.start > 12 else after
    if content and _has_clause(view, content):
        yield Draft((source,), (cue,), (content,))


_PASSED_ON = {
    "report",
    "tell",
    "state",
    "broadcast",
    "announce",
    "relay",
    "describe",
    "quote",
    "note",
    "explain",
    "claim",
}


def _per(view: View, sentence: Sentence, token: Token) -> Iterator[Draft]:
    """ "The fever, per the Health Board, is rare"."""
    cue = view.place(token)
    source = phrase_from(view, cue.end, sentence.end)
    if source is None or not view.tokens(source.start, source.end)[-1].is_title:
        return
    if view.text[source.end : source.end + 1] not in {",", "."}:
        return
    parts = (view.trimmed(sentence.start, cue.start - 2), view.trimmed(source.end + 1, sentence.end))
    content = tuple(stripped(view, part) or part for part in parts if part is not None)
    if content and _has_clause(view, Span(content[0].start, content[-1].end)):
        yield Draft((source,), (cue,), content)


def _after_source(view: View, start: int, end: int) -> int:
    """Past the comma that ends the source, and past a relative clause or a name between commas."""
    comma = view.text.find(",", start, end)
    if comma < 0:
        return end
    following = view.tokens(comma + 1, end)
    if following and following[0].tag_ in {"WDT", "WP"}:
        second = view.text.find(",", comma + 1, end)
        return second + 1 if second >= 0 else end
    return comma + 1


def _of_noun(view: View, noun: Token) -> Iterator[Draft]:
    """ "The mayor's claim that …", "a claim by the opposition that …"."""
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i), None)
    if clause is None or not _that_clause(clause):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "of"}), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if owner is None:
        return
    members = [t for t in clause.subtree if not t.is_space]
    yield Draft((subject_span(view, owner),), (view.place(noun),), run(view, members[0], members[-1]))


def _that_clause(clause: Token) -> bool:
    """A clause with "that" and all its own parts, so that "that" stands for none of them."""
    subjects = [c for c in clause.children if c.dep_ in _SUBJECT]
    that = next((c for c in clause.children if c.lower_ == "that"), None)
    return that is not None and (that.dep_ == "mark" or (len(subjects) > 1 and that in subjects))
