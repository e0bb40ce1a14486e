"""A trigger in its sentence, and what keeps other words of it apart."""

from dataclasses import dataclass
from itertools import accumulate

from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger

LIGHT_REACH = 10  # tokens between a light verb and its noun
COMMAS = frozenset({"،", ","})


@dataclass(frozen=True, slots=True)
class Clause:
    """A trigger in its sentence, tokens [begin, end)."""

    scene: Scene
    trigger: Trigger
    begin: int
    end: int


class Breaks:
    """The words of a text that open the telling of something else: «فيما», «التي», «؛»."""

    def __init__(self, scene: Scene) -> None:
        words = scene.grammar.clause_links | scene.grammar.relatives
        tokens = range(len(scene.document.tokens))
        breaks = (scene.key(i) == "؛" or scene.has_stem(i, words) for i in tokens)
        self._before = list(accumulate(breaks, initial=0))  # each token

    def are_between(self, trigger: Trigger, span: tuple[int, int]) -> bool:
        """Whether one stands between a trigger and the tokens [first, last)."""
        first, last = span
        begin, end = (trigger.last, first) if first >= trigger.last else (last, trigger.first)
        return self._before[end] > self._before[begin]
