"""Who and what takes part in an event, as the network links words with its trigger."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from marsad.annotate.labels import ROLES
from marsad.annotate.phrases import NounPhrase, after_conjunction, is_preposition, read_phrase
from marsad.annotate.scene import Scene
from marsad.annotate.tagger import Links, Scores
from marsad.model import DateExpression, Mention

T = TypeVar("T", Mention, DateExpression)

_LIKELY, _POSSIBLE = 0.5, 0.3  # a word takes part; the likeliest does where none is likely
_LIKELY_SOURCE = 0.35
_GOES_ON = 0.7  # of what is asked of a word: a run goes on over others that have so much of it
_LIKELY_PLACE, _LIKELY_PLACE_AFAR = 0.2, 0.3  # in the trigger's own sentence, in another
_LIKELY_DATE = 0.6
_OTHER_PART = {"actor": "recipient", "recipient": "actor"}


def participants(scene: Scene, links: Links | None, role: str) -> list[NounPhrase]:
    """The phrases with a role ("actor" or "recipient") in reading order; one that begins anew is another one.

    Where none is likely, the likeliest of those that are at least possible. What is likely to play the other part, and
    likelier than this one, is left to it.
    """
    if links is None:
        return []
    found = [phrase for _, phrase in _read_runs(scene, links, role, _LIKELY)]
    if not found:
        possible = _read_runs(scene, links, role, _POSSIBLE)
        found = [phrase for _, phrase in sorted(possible, key=lambda p: -p[0])[:1]]
    return found


def _read_runs(scene: Scene, links: Links, role: str, least: float) -> Iterator[tuple[float, NounPhrase]]:
    """The phrases with words that are at least so likely, each with the likelihood of its likeliest word.

    Of the less likely words one that is likelier to play the other part ends a phrase.
    """
    likely, begins = links.roles[:, ROLES.index(role)], links.roles[:, ROLES.index("begin " + role)]
    is_others = links.roles[:, ROLES.index(_OTHER_PART[role])] > likely
    likely = np.where(is_others & (likely < least), np.float32(0), likely)
    for first, last in _runs(likely, begins, least):
        phrase = _phrase(scene, links.first + first, links.first + last)
        if phrase is not None and not _plays_the_other(links, role, phrase):
            yield float(likely[first:last].max()), phrase


def _plays_the_other(links: Links, role: str, phrase: NounPhrase) -> bool:
    """Whether the phrase is likely to play the other part, and likelier than this one."""
    likely = likelihood(links, _OTHER_PART[role], phrase.first, phrase.last)
    return likely >= _LIKELY and likely > likelihood(links, role, phrase.first, phrase.last)


def source(scene: Scene, links: Links | None) -> NounPhrase | None:
    """The phrase that is credited, the likeliest of several."""
    if links is None:
        return None
    likely = links.roles[:, ROLES.index("source")]
    runs = list(_runs(likely, np.zeros_like(likely), _LIKELY_SOURCE))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: float(likely[run[0] : run[1]].max()))
    return _phrase(scene, links.first + first, links.first + last)


def likelihood(links: Links | None, role: str, first: int, last: int) -> float:
    """How likely the tokens [first, last) have the role: the mean of them, 0 outside the window."""
    if links is None:
        return 0.0
    column = links.roles[:, ROLES.index(role)]
    own = column[max(0, first - links.first) : max(0, last - links.first)]
    return float(own.mean()) if len(own) else 0.0


def place(scene: Scene, links: Links | None, near: tuple[int, int]) -> Mention | None:
    """The likeliest place of the window, if one is likely. `near` are the tokens [first, last) of the sentence."""
    places = [m for i in _window(links) if (m := scene.mention_at.get(i)) is not None and m.type == "LOC"]
    likely, best = _likeliest(scene, links, "place", places)
    is_near = best is not None and near[0] <= scene.document.token_at(best.start) < near[1]
    return best if likely >= (_LIKELY_PLACE if is_near else _LIKELY_PLACE_AFAR) else None


def date(scene: Scene, links: Links | None) -> DateExpression | None:
    """The likeliest date of the window, if one is likely."""
    dates = [d for i in _window(links) if (d := scene.date_at.get(i)) is not None]
    likely, best = _likeliest(scene, links, "date", dates)
    return best if likely >= _LIKELY_DATE else None


def _window(links: Links | None) -> range:
    """The tokens that are linked."""
    return range(links.first, links.first + len(links.roles)) if links else range(0)


def _likeliest(scene: Scene, links: Links | None, role: str, spans: Sequence[T]) -> tuple[float, T | None]:
    """The first of the likeliest spans with its likelihood; (0, None) of no spans."""
    found = [(likelihood(links, role, *scene.document.token_span(span.start, span.end)), span) for span in spans]
    return max(found, key=lambda f: f[0], default=(0.0, None))


def _runs(likely: Scores, begins: Scores, least: float) -> Iterator[tuple[int, int]]:
    """[first, last) of words at least so likely, side by side; it goes on over words somewhat less likely.

    A word at least so likely to begin anew ends the run before it.
    """
    first = None
    for i, own in enumerate(likely):
        if first is not None and (own < least * _GOES_ON or begins[i] >= least):
            yield first, i
            first = None
        if own >= least and first is None:
            first = i
    if first is not None:
        yield first, len(likely)


def _may_begin(scene: Scene, index: int) -> bool:
    """A word or a number, but no preposition outside a name."""
    is_word = scene.document.tokens[index].is_word or index in scene.number_tokens
    return is_word and (index in scene.inside or not is_preposition(scene, index))


def _may_end(scene: Scene, index: int) -> bool:
    """A word of a name, or another that is no preposition."""
    return index in scene.inside or (scene.document.tokens[index].is_word and not is_preposition(scene, index))


def _phrase(scene: Scene, first: int, last: int) -> NounPhrase | None:
    """The name that the words begin with, else the words, to the end of the name they end in."""
    while first < last and not _may_begin(scene, first):
        first += 1
    while last > first and not _may_end(scene, last - 1):
        last -= 1
    if first >= last:
        return None
    mention = scene.inside.get(first)
    if mention is not None:
        begin, end = scene.document.token_span(mention.start, mention.end)
        return NounPhrase(mention.start, mention.end, begin, end, mention)
    named = read_phrase(scene, first, last)
    if named is not None and named.mention is not None:
        return named
    ending = scene.inside.get(last - 1)
    if ending is not None:
        last = scene.document.token_span(ending.start, ending.end)[1]
    end = ending.end if ending is not None else scene.document.tokens[last - 1].end
    return NounPhrase(after_conjunction(scene, first), end, first, last)
