"""Which of a text's phrases answers a question about an event, if any: a conditional logit (McFadden 1974).

Every candidate, and that there is none, has features; the likeliest answer is chosen, and what candidates with the same
words come to is added up. The weights lie beside the network, whose links are among the features; training/choose.py
fits them to annotated articles.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from marsad.annotate import arguments
from marsad.annotate.data import data_file
from marsad.annotate.phrases import NounPhrase
from marsad.annotate.scene import Scene
from marsad.annotate.tagger import Links
from marsad.annotate.triggers import Trigger
from marsad.errors import ConfigError

T = TypeVar("T")
Features = Mapping[str, float]

QUESTIONS = ("place", "date", "source")
_WITHOUT_LINKS = " without links"
WEIGHED = tuple(question + kind for question in QUESTIONS for kind in ("", _WITHOUT_LINKS))  # as weights are kept
NONE = "none"  # the feature of there being no answer
# Saying it is doing it: the speaker is the actor, not the source.
SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
VERBAL = SPEECH_ACTS | {"SANCTION"}  # what is said has a place and a day of its own less often than what is done
_BEFORE, _AFTER = 300, 150  # tokens in which the place or the date of an event may stand, or among
_BEGINNING = 60  # tokens of the text
_WEIGHTS = "tagger/choices.json"
_LEAST = 0.003  # likelihoods are cut to between this and 1 less this


@dataclass(frozen=True, slots=True)
class Telling:
    """A trigger, the network's links of it, who takes part, whether it is told as done, whatever its date, and whether
    it opens the article: it stands in the lead, and no event was told before it."""

    trigger: Trigger
    links: Links | None
    actors: Sequence[NounPhrase]
    recipients: Sequence[NounPhrase]
    is_real: bool
    is_first: bool


class Standing(Protocol):
    """What stands somewhere in the text."""

    @property
    def first(self) -> int:
        """Its first token."""


S = TypeVar("S", bound=Standing)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A possible answer, its words folded, which other candidates may share, and its features."""

    answer: T
    words: str
    features: Features


def choose(question: str, candidates: Iterable[Candidate[T]], links: Links | None) -> T:
    """The likeliest answer."""
    return likeliest(load_weights()[name_of(question, links)], candidates).answer


def likeliest(weights: Mapping[str, float], candidates: Iterable[Candidate[T]]) -> Candidate[T]:
    """The candidate whose words are likeliest, the first of equals; of words that several have, the likeliest one.

    What was never seen when weights were fitted, such as a rare type, weighs nothing.
    """
    scored = [(sum(weights.get(name, 0.0) * x for name, x in c.features.items()), c) for c in candidates]
    highest = max(value for value, _ in scored)
    sums: dict[str, float] = {}
    for value, candidate in scored:
        sums[candidate.words] = sums.get(candidate.words, 0.0) + math.exp(value - highest)
    best = max(sums, key=lambda words: sums[words])
    return max((s for s in scored if s[1].words == best), key=lambda s: s[0])[1]


def name_of(question: str, links: Links | None) -> str:
    """One of WEIGHED: the weights are others where the network linked nothing with the trigger."""
    return question if links is not None else question + _WITHOUT_LINKS


def within_reach(found: Sequence[S], at: int) -> Sequence[S]:
    """Of what stands in the text, in its order, that around the token `at` and that of the text's beginning."""
    first, last, beginning = (
        bisect_left(found, i, key=lambda s: s.first) for i in (at - _BEFORE, at + _AFTER, _BEGINNING)
    )
    return (*found[: min(beginning, first)], *found[first:last])


def of_none(telling: Telling) -> dict[str, float]:
    """The features of an event's having no place or no date."""
    kind = telling.trigger.rule.type
    return holding(
        {
            NONE: True,
            f"none, of {kind}": True,
            "none, of what is said": kind in VERBAL,
            "none, of what did not happen": not telling.is_real,
            "none, of the first event": telling.is_first,
            "none, of a verb": telling.trigger.kind == "verb",
        }
    )


def holding(facts: Mapping[str, bool]) -> dict[str, float]:
    """The facts that hold, as features."""
    return {name: 1.0 for name, holds in facts.items() if holds}


def how_likely(telling: Telling, role: str, span: tuple[int, int]) -> dict[str, float]:
    """The network's log-odds that the tokens [first, last) have the role, or that it did not read them."""
    first, last = span
    if not arguments.is_linked(telling.links, first):
        return {"unlinked": 1.0}
    likely = min(max(arguments.likelihood(telling.links, role, first, last), _LEAST), 1 - _LEAST)
    return {"network": math.log(likely / (1 - likely))}


def how_far(scene: Scene, telling: Telling, span: tuple[int, int]) -> dict[str, float]:
    """Where the tokens [first, last) stand: how many tokens before or after in the trigger's sentence, or how many
    sentences before or after it."""
    trigger = telling.trigger
    first, last = span
    document = scene.document
    apart = document.sentence_of(document.tokens[first].start) - document.sentence_of(trigger.start)
    if apart:
        return {"sentences before" if apart < 0 else "sentences after": math.log1p(abs(apart))}
    if first >= trigger.last:
        return {"same sentence": 1.0, "after": 1.0, "tokens after": math.log1p(first - trigger.last)}
    return {"same sentence": 1.0, "tokens before": math.log1p(max(0, trigger.first - last))}


def weights_file(annotator: Path | None = None) -> Path:
    """The weights of an annotator's folder; for a network older than they are, those that ship."""
    return data_file("models", _WEIGHTS, annotator)


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """Question -> feature -> weight. Raises ConfigError where the file is missing or of another kind."""
    path = weights_file()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        weights = {question: {name: float(w) for name, w in own.items()} for question, own in found.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ConfigError(str(path), f"no weights of choices: {error}") from error
    for question in WEIGHED:
        if not all(math.isfinite(w) for w in weights.get(question, {"": math.nan}).values()):
            raise ConfigError(str(path), f"no weights of the choice of a {question}")
    return weights
