"""Ties the speakers and relays of claims to the actors of their page, making the actors that no name gave."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from sayso.actors.cluster import Cluster
from sayso.actors.naming import fold, same_person, surname, untitled
from sayso.actors.roles import former
from sayso.actors.tables import Entry, Names, lexicon
from sayso.model import ActorKind, Claim, Mention, Page, Relay, Span, Speaker

_KINDS: dict[str, ActorKind] = {
    "person": "person", "organisation": "organisation", "outlet": "outlet", "unnamed": "group", "anonymous": "group",
    "document": "document", "author": "person",
}  # fmt: skip


UNNAMED = "unnamed: never merged with others of that description on other pages"


_MISREAD = ("organisation", "place", "group")  # what the recogniser makes of rare people's names
_BY = re.compile(r"^by (?=the |an? |[A-Z])")
_BESIDE = re.compile(r"\s*(?:,|\(|on\b|in\b|of\b|movement\b|group\b|party\b|['’]s?$)")


class Speakers:
    """Looks up, for each speaker and relay, the cluster it is; `clusters` grows by those that had to be made."""

    def __init__(self, page: Page, clusters: Sequence[Cluster], names: Names) -> None:
        self.clusters = list(clusters)
        self._page = page
        self._names = names
        self._by_name: dict[str, Cluster] = {}
        self._by_entry: dict[str, Cluster] = {}
        self._places: list[tuple[int, int, Cluster]] = []
        self._of: dict[tuple[str, str], Cluster] = {}
        for cluster in self.clusters:
            self._index(cluster)
        self._places.sort(key=lambda place: (place[0], place[1]))
        self._starts = [start for start, _, _ in self._places]

    def _index(self, cluster: Cluster) -> None:
        if cluster.entry is not None:
            self._by_entry.setdefault(cluster.entry.name, cluster)
        for name in [cluster.best_name(), *cluster.names]:
            self._by_name.setdefault(fold(name), cluster)
        self._places += [(find.start, find.end, cluster) for find in cluster.finds]

    def read(self, claim: Claim) -> None:
        """Find or make the clusters of a claim's speaker and relays, and note where it refers to the speaker."""
        speaker = claim.speaker
        if fold(speaker.name) and not pronoun(speaker.name):
            cluster = self._speaker(speaker)
            self._of[claim.id, "speaker"] = cluster
            if speaker.role and cluster.kind == "person":
                cluster.roles[speaker.role] += 1
                if cluster.speaks_for is None and not former(speaker.role):
                    cluster.speaks_for = self._body(speaker.role)
            stands = [Span(speaker.start, speaker.end)] if speaker.start is not None and speaker.end is not None else []
            self._refer(cluster, [*stands, *claim.source])
        for number, relay in enumerate(claim.via):
            if relay.name.strip():
                cluster = self._relay(relay)
                self._of[claim.id, f"via {number}"] = cluster
                self._refer(cluster, [Span(relay.start, relay.end)])

    def tied(self, claim: Claim, ids: dict[int, str]) -> Claim:
        """The claim with the ids of its speaker and relays; a person's name in its fullest form."""
        cluster = self._of.get((claim.id, "speaker"))
        speaker = claim.speaker
        if cluster is not None:
            named = cluster.kind == "person" and speaker.kind in ("person", "organisation")
            name, kind = (cluster.best_name(), "person") if named else (speaker.name, speaker.kind)
            speaker = msgspec.structs.replace(speaker, actor=ids[id(cluster)], name=name, kind=kind)
        via = tuple(
            msgspec.structs.replace(relay, actor=ids[id(self._of[claim.id, f"via {number}"])])
            if (claim.id, f"via {number}") in self._of
            else relay
            for number, relay in enumerate(claim.via)
        )
        return msgspec.structs.replace(claim, speaker=speaker, via=via)

    def _speaker(self, speaker: Speaker) -> Cluster:
        speaker = msgspec.structs.replace(speaker, name=unverbed(speaker.name))
        kind = _KINDS[speaker.kind]
        if kind == "person" and {*fold(speaker.name).split()[1:][-1:]} & lexicon("strongorg"):
            kind = "organisation"
        if kind == "outlet" and {*fold(speaker.name).split()} <= lexicon("institution") | {"the"}:
            kind = "organisation"  # what a ministry gives out
        bare, title = untitled(speaker.name)
        if kind == "organisation" and title and " " in bare and not {*fold(bare).split()} & lexicon("orgword"):
            kind = "person"
        if kind == "group":
            return self._group(speaker)
        known = self._known(speaker.name, kind) or self._known(tidy(speaker.name), kind)
        if known is None and speaker.start is not None and speaker.end is not None:
            known = self._standing(speaker, kind)
        known = known or self._meant(speaker.name)
        return known if known is not None else self._make(tidy(speaker.name) or speaker.name, kind)

    def _meant(self, name: str) -> Cluster | None:
        """Whom "the union" means: the one organisation of the page with that word in its name."""
        noun = re.sub(r"^(?i:the) ", "", tidy(name))
        if not noun.islower() or " " in noun:
            return None
        kinds = ("organisation", "outlet")
        fits = [c for c in self.clusters if c.kind in kinds and c.finds and noun in fold(c.best_name()).split()]
        return fits[0] if len(fits) == 1 else None

    def _standing(self, speaker: Speaker, kind: ActorKind) -> Cluster | None:
        """The actor named where a speaker stands: a person who shares the name, or what the description begins with."""
        start, end = speaker.start or 0, speaker.end or 0
        if kind == "person":
            at = self._inside(start, end, "person")
            return at if at is not None and related(at, speaker.name) else None
        for first, stop, cluster in self._within(start, end):
            rest = self._page.text[stop:end]
            return cluster if first <= start + 4 and (not rest.strip() or _BESIDE.match(rest)) else None
        return None

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, Cluster]]:
        place = bisect_left(self._starts, start - 80)
        for at, stop, cluster in self._places[place:]:
            if at >= end:
                break
            if stop > start:
                yield at, stop, cluster

    def _relay(self, relay: Relay) -> Cluster:
        known = self._known(relay.name, None)
        if known is not None:
            return known
        found = self._names.entry(relay.name)
        if found is not None and found[1] in ("name", "weak"):
            return self._make(relay.name, found[0].kind)
        return self._make(relay.name, "group" if relay.name.islower() or common(relay.name) else "outlet")

    def _known(self, name: str, kind: ActorKind | None) -> Cluster | None:
        found = self._names.entry(name) if name else None
        if found is not None and kind != "person" and found[1] not in ("adjective", "people"):
            cluster = self._by_entry.get(found[0].name)
            if cluster is not None or found[1] != "weak":
                return cluster if cluster is not None else self._make(name, found[0].kind, found[0])
        cluster = self._by_name.get(fold(untitled(name)[0] if kind == "person" else name))
        if cluster is not None and kind == "person" and cluster.entry is None and mistaken(cluster):
            cluster.kind = "person"
        if cluster is not None and (kind is None or (cluster.kind == "person") == (kind == "person")):
            return cluster
        if kind == "person":
            fits = [c for c in self.clusters if c.kind == "person" and any(same_person(n, name) for n in c.names)]
            return fits[0] if len(fits) == 1 else None
        return None

    def _group(self, speaker: Speaker) -> Cluster:
        """An unnamed source is an actor of its own; a description in the same words is the same source."""
        name = tidy(speaker.name) or speaker.name
        for cluster in self.clusters:
            if cluster.unnamed and fold(cluster.name) == fold(name):
                return cluster
        cluster = Cluster("group", name=name, unnamed=True)
        cluster.why.append(UNNAMED)
        if speaker.start is not None and speaker.end is not None:
            cluster.speaks_for = self._member_of(speaker.start, speaker.end)
        self.clusters.append(cluster)
        return cluster

    def _member_of(self, start: int, end: int) -> Cluster | None:
        """The organisation or government inside a description: "two *US* officials"."""
        for kind in ("organisation", "government", "outlet"):
            found = self._inside(start, end, kind)
            if found is not None:
                return found
        return None

    def _body(self, role: str) -> Cluster | None:
        """The organisation of the page that a role names, else the country."""
        hits = [self._by_entry.get(hit.entry.name) for hit in self._names.find(role)]
        here = [cluster for cluster in hits if cluster is not None]
        named = [cluster for cluster in here if cluster.kind == "organisation"]
        return next(iter(named or here), None)

    def _inside(self, start: int, end: int, kind: str) -> Cluster | None:
        return next((cluster for _, _, cluster in self._within(start, end) if cluster.kind == kind), None)

    def _make(self, name: str, kind: ActorKind, entry: Entry | None = None) -> Cluster:
        bare = untitled(name)[0] if kind == "person" else name
        cluster = Cluster(kind, entry, name="" if entry else " ".join(bare.split()))
        cluster.names[" ".join(bare.split())] += 1
        self.clusters.append(cluster)
        self._index(cluster)
        return cluster

    def _refer(self, cluster: Cluster, spans: Sequence[Span]) -> None:
        """Note the words that stand for the actor in a source, where they are not one of its names already."""
        for span in spans:
            words = self._page.text[span.start : span.end]
            if not words.strip() or self._named_in(cluster, span):
                continue
            how = "role" if cluster.kind == "person" else "description"
            if pronoun(words):
                how = "pronoun"
            elif fold(words) in {fold(cluster.best_name()), *map(fold, cluster.names)}:
                how = "name"
            mention = Mention(self._page.id, span.start, span.end, words, how)
            if all((m.start, m.end) != (mention.start, mention.end) for m in cluster.extra):
                cluster.extra.append(mention)

    def _named_in(self, cluster: Cluster, span: Span) -> bool:
        return any(owner is cluster for _, _, owner in self._within(span.start, span.end))


def related(cluster: Cluster, name: str) -> bool:
    """Whether a person of the page shares the last word of a speaker's name."""
    last = surname(fold(untitled(name)[0]).split() or [""])[-1]
    return any(last in fold(known).split() for known in cluster.names)


def mistaken(cluster: Cluster) -> bool:
    """Whether the recogniser may have taken a person for what the cluster is; "X Agency" is none whoever says so."""
    words = fold(cluster.best_name()).split()
    if any(find.sure for find in cluster.finds):
        return False
    return cluster.kind in _MISREAD and not (words and words[-1] in lexicon("strongorg"))


def pronoun(words: str) -> bool:
    """Whether a source is only a pronoun; "US" is a country."""
    words = words.strip()
    return words.lower() in lexicon("pronoun") and not (words.isupper() and len(words) > 1)


def unverbed(name: str) -> str:
    """A name without the verb of a headline after it ("Obama Says")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in lexicon("headverb"):
        words.pop()
    return " ".join(words)


def tidy(name: str) -> str:
    """A description without what hangs on behind a comma ("locals, meanwhile,") or the "by" of a passive before it."""
    return _BY.sub("", " ".join(re.split(r",| [—–] ", name)[0].split()).strip(" ;:.-–—\"“”'‘’"))


def common(name: str) -> bool:
    """Whether a relay is no proper name: "Russian media", "local reports"."""
    return name.split()[-1].islower() and name.split()[-1] not in lexicon("kind")
