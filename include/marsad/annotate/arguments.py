"""Who and what takes part in an event, as the network links words with its trigger."""

from collections.abc import Iterator

import numpy as np

from marsad.annotate.labels import ROLES
from marsad.annotate.phrases import NounPhrase, after_conjunction, is_preposition, read_phrase
from marsad.annotate.scene import Scene
from marsad.annotate.tagger import Links, Scores

_LIKELY, _POSSIBLE = 0.55, 0.35  # a word takes part; the likeliest does where none is likely
_LIKELY_SOURCE = 0.35
_GOES_ON = 0.7  # of what is asked of a word: a run goes on over others that have so much of it
_OTHER_PART = {"actor": "recipient", "recipient": "actor"}


def participants(scene: Scene, links: Links | None, role: str) -> list[NounPhrase]:
    """The phrases with a role ("actor" or "recipient") in reading order; one that begins anew is another one.

    Where none of the window is likely, those of the opening; else the likeliest of the window that are at least
    possible. What is likely to play the other part, and likelier than this one, is left to it.
    """
    if links is None:
        return []
    for part in links.parts():
        found = [phrase for _, phrase in _read_runs(scene, links, part, role, _LIKELY)]
        if found:
            return found
    possible = _read_runs(scene, links, links.parts()[0], role, _POSSIBLE)
    return [phrase for _, phrase in sorted(possible, key=lambda p: -p[0])[:1]]


def _read_runs(
    scene: Scene, links: Links, part: tuple[int, Scores], role: str, least: float
) -> Iterator[tuple[float, NounPhrase]]:
    """The phrases of a part with words that are at least so likely, each with the likelihood of its likeliest word.

    Of the less likely words one that is likelier to play the other part ends a phrase.
    """
    begin, roles = part
    likely, begins = roles[:, ROLES.index(role)], roles[:, ROLES.index("begin " + role)]
    is_others = roles[:, ROLES.index(_OTHER_PART[role])] > likely
    likely = np.where(is_others & (likely < least), np.float32(0), likely)
    for first, last in _runs(likely, begins, least):
        phrase = _phrase(scene, begin + first, begin + last)
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
    runs = []
    for begin, roles in links.parts():
        likely = roles[:, ROLES.index("source")]
        for first, last in _runs(likely, np.zeros_like(likely), _LIKELY_SOURCE):
            runs.append((float(likely[first:last].max()), begin + first, begin + last))
    if not runs:
        return None
    _, first, last = max(runs, key=lambda run: run[0])
    return _phrase(scene, first, last)


def likelihood(links: Links | None, role: str, first: int, last: int) -> float:
    """How likely the tokens [first, last) have the role: the mean of those that are linked, 0 where none is."""
    if links is None:
        return 0.0
    column = ROLES.index(role)
    own = [value for begin, roles in links.parts() for value in roles[_cut(first, begin) : _cut(last, begin), column]]
    return float(np.mean(own)) if own else 0.0


def is_linked(links: Links | None, index: int) -> bool:
    """Whether the network read the token beside the trigger."""
    return links is not None and any(begin <= index < begin + len(roles) for begin, roles in links.parts())


def _cut(token: int, begin: int) -> int:
    return max(0, token - begin)


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
