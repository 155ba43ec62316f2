"""Who says it told in an aside or at the end, where the tagger overlooks it: "The army, Wexel notes, has held it",
"…, assured the spokeswoman of the bank", "…, she told this programme".

Read from tokens and commas: the parse of such sentences, in translations above all, is often wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.attribution import lexicon
from sayso.attribution.draft import Draft
from sayso.attribution.phrases import phrase_length
from sayso.attribution.view import Sentence, View
from sayso.model import Span

ASIDE = "told in an aside"
_FINITE = {"VBD", "VBZ", "VBP"}
_LEAST = 3  # tokens of what is said
_LONG = 9  # … in which the model need not see a verb
_MOST = 9  # tokens of who says it
_PERSONAL = {"he", "she", "they"}
_OUTRIGHT = {"say", "tell", "add", "insist", "claim", "explain", "recall", "note", "warn", "reveal", "report"}
_HEARERS = {"tell", "inform", "assure", "remind"}
_NOTHING = {"nothing", "no", "little", "that", "what", "why", "how", "whether", "if"}


def aside_drafts(view: View) -> Iterator[Draft]:
    """Drafts of such sentences, in page order."""
    for sentence in view.sentences:
        if sentence.kind == "body":
            yield from _in_sentence(view, sentence)


def _in_sentence(view: View, sentence: Sentence) -> Iterator[Draft]:
    tokens = [t for t in sentence.parsed if not t.is_space]
    forms = lexicon.verb_forms()
    for at, token in enumerate(tokens):
        lemma = forms.get(token.lower_)
        if lemma is None or lemma in lexicon.words("noasides") or token.pos_ in {"NOUN", "PROPN", "ADJ"} or not at:
            continue
        frame = _before(tokens, at) or _after(tokens, at)
        if frame is None:
            continue
        first, last, source = frame
        content = [
            span
            for part in (tokens[:first], tokens[last + 1 :])
            if part and (span := view.trimmed(*_ends(view, part))) is not None
        ]
        said = [*tokens[:first], *tokens[last + 1 :]]
        if content and len(said) > _LEAST and (_clause(said) or len(said) >= _LONG):
            yield Draft((Span(*_ends(view, source)),), (view.place(token),), tuple(content), how=ASIDE)
            return


def _before(tokens: Sequence[Token], at: int) -> tuple[int, int, Sequence[Token]] | None:
    """ ", Wexel notes,", ", she told this programme, and": from comma to comma, and who."""
    comma = next((n for n in range(at - 1, max(-1, at - _MOST - 2), -1) if tokens[n].text == ","), None)
    ends = at + 2 >= len(tokens) and tokens[at].tag_ == "VBN"  # "…, the source added": read as a participle
    if comma is None or not (tokens[at].tag_ in _FINITE or ends):
        return None
    source = [t for t in tokens[comma + 1 : at] if t.lower_ not in {"has", "had", "have", "also"} and t.pos_ != "ADV"]
    if not source or phrase_length(source) < len(source):
        return None
    last = _hearer(tokens, at)
    if last is None or not (_somebody(source) or (_plain(source, tokens[at]) and last + 2 >= len(tokens))):
        return None
    return comma, last, source


def _plain(source: Sequence[Token], verb: Token) -> bool:
    """ "…, the source added.", "…, a wedding guest has told the paper.": any noun, at the end and with a plain verb."""
    named = (
        source[0].pos_ == "DET"
        and any(t.pos_ == "NOUN" for t in source)
        and source[0].lower_ not in {"that", "what", "which"}
    )
    return named and lexicon.verb_forms()[verb.lower_] in _OUTRIGHT


def _hearer(tokens: Sequence[Token], at: int) -> int | None:
    """Where the frame ends: at the verb, or after whom it was told; None where more follows than that."""
    rest = tokens[at + 1 :]
    told = lexicon.verb_forms()[tokens[at].lower_] in _HEARERS
    size = phrase_length(rest) if told and rest and rest[0].lower_ not in _NOTHING else 0
    after = at + size + 1
    if after >= len(tokens):
        return after - 1
    return after if tokens[after].text in {",", ".", "!", "?"} else None


def _after(tokens: Sequence[Token], at: int) -> tuple[int, int, Sequence[Token]] | None:
    """ ", assured the spokeswoman of the bank.": a comma, the verb, who says it, and little more."""
    if tokens[at - 1].text != "," or tokens[at].tag_ not in {"VBD", "VBZ", "VBN", "VBP"}:
        return None
    size = phrase_length(tokens[at + 1 :])
    source = tokens[at + 1 : at + 1 + size]
    if not source or source[0].pos_ not in {"DET", "PROPN", "NOUN", "ADJ"} or not _somebody(source):
        return None
    rest = tokens[at + 1 + size :]
    closes = not rest or rest[0].text in {".", ",", "!"} or rest[0].lower_ in {"on", "to", "in", "at"}
    return (at - 1, len(tokens) - 1, source) if closes and not _clause(rest) else None


def _somebody(source: Sequence[Token]) -> bool:
    """A name, "he" or "she", or a noun for people or a body of them at the head of a phrase."""
    if len(source) == 1 and source[0].lower_ in _PERSONAL:
        return True
    known = lexicon.words("roles") | lexicon.words("organisations") | lexicon.words("people")
    nouns = [t for t in source if t.pos_ in {"NOUN", "PROPN"}]
    if not nouns or any(t.tag_ in _FINITE or t.pos_ in {"VERB", "AUX", "PRON"} for t in source):
        return False
    return source[-1].pos_ == "PROPN" or any(t.lemma_.lower() in known for t in nouns)


def _clause(tokens: Sequence[Token]) -> bool:
    return any(t.tag_ in _FINITE | {"MD"} for t in tokens)


def _ends(view: View, tokens: Sequence[Token]) -> tuple[int, int]:
    return view.place(tokens[0]).start, view.place(tokens[-1]).end
