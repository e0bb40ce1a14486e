"""A trigger in its sentence."""

from dataclasses import dataclass

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
