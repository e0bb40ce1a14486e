"""Whom an event is credited to: one of those whom the text's sentences credit, or whom the network links."""

from collections.abc import Iterator
from math import log1p

from marsad.annotate import arguments
from marsad.annotate.attribution import credited, find_credits
from marsad.annotate.choice import (
    NONE,
    SPEECH_ACTS,
    Candidate,
    Features,
    Telling,
    choose,
    holding,
    how_far,
    how_likely,
)
from marsad.annotate.phrases import NounPhrase, is_taken
from marsad.annotate.scene import Scene

_BEFORE, _AFTER = 60, 2  # sentences in which the source of an event is named


class Sources:
    """Whom a text credits, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.credits = find_credits(scene)  # sentence -> its credit
        self._named = {i: self._stands_for(credit.phrase, i) for i, credit in self.credits.items()}
        self._first = min(self.credits, default=None)

    def of(self, telling: Telling) -> NounPhrase | None:
        """Who said that it happened, None where the article itself does."""
        return choose("source", self.candidates(telling), telling.links)

    def candidates(self, telling: Telling) -> Iterator[Candidate[NounPhrase | None]]:
        """Those credited around a telling, and that nobody is."""
        sentence = self._scene.document.sentence_of(telling.trigger.start)
        for phrase, named, known in self._around(telling, sentence):
            is_actor = is_taken(named, telling.actors)
            if not (is_actor and telling.trigger.rule.type in SPEECH_ACTS):
                kind = named.mention.type if named.mention is not None else None
                facts = {"actor": is_actor, "person": kind == "PER", "institution": kind == "ORG"}
                likely = how_likely(telling, "source", (phrase.first, phrase.last))
                words = self._scene.document.name_key(named.start, named.end)
                yield Candidate(named, words, {**known, **likely, **holding(facts)})
        yield Candidate(None, "", self._of_none(telling, sentence))

    def _around(self, telling: Telling, sentence: int) -> Iterator[tuple[NounPhrase, NounPhrase, Features]]:
        """Who is credited in the sentences around one, and whom the network links: as told, as whom the words stand
        for, and how that stands to the telling."""
        seen = arguments.source(self._scene, telling.links)
        is_credited = False
        near = [i for i in range(max(0, sentence - _BEFORE), sentence + _AFTER + 1) if i in self.credits]
        last = max((i for i in near if i < sentence), default=None)
        for i in near:
            phrase, since = self.credits[i].phrase, self.credits[i].since
            is_seen = seen is not None and seen.first < phrase.last and phrase.first < seen.last
            is_credited |= is_seen
            facts = {
                "credited": True,
                "credited, of its sentence": i == sentence and telling.trigger.first >= since,
                "in the frame": i == sentence and telling.trigger.first < since,
                "linked": is_seen,
                "last before": i == last,
                "first": i == self._first,
            }
            apart = {"sentences before" if i < sentence else "sentences after": log1p(abs(i - sentence))}
            yield phrase, self._named[i], holding(facts) | (apart if i != sentence else {})
        if seen is not None and not is_credited:
            own = self._scene.document.sentence_of(seen.start)
            yield (
                seen,
                self._stands_for(seen, own),
                {"linked": 1.0} | how_far(self._scene, telling, (seen.first, seen.last)),
            )

    def _stands_for(self, phrase: NounPhrase, sentence: int) -> NounPhrase:
        """Whom a phrase in a sentence names, or repeats."""
        before = range(max(0, sentence - _BEFORE), sentence)
        return credited(self._scene, phrase, [self.credits[i].phrase for i in before if i in self.credits])

    def _of_none(self, telling: Telling, sentence: int) -> Features:
        facts = {
            NONE: True,
            f"none, of {telling.trigger.rule.type}": True,
            "none, where the sentence credits nobody": sentence not in self.credits,
            "none, of the first event": telling.is_first,
            "none, of a verb": telling.trigger.kind == "verb",
        }
        return holding(facts)
