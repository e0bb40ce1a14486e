"""Who was held for a crime committed it; whoever else did something stays."""

from dataclasses import replace

import pytest

from marsad.annotate.annotator import Text
from marsad.annotate.events import code_events
from marsad.annotate.merge import Coded
from marsad.annotate.rules import load_rules
from marsad.annotate.scene import Scene
from marsad.annotate.suspects import with_suspects
from marsad.model import Participant
from rules_alone import ANNOTATOR

HELD = "ألقت الشرطة القبض على ثلاثة متهمين"


def read(text: str) -> tuple[Scene, Coded, Coded]:
    """The scene, the arrest it begins with, and its last event taken for a crime by nobody."""
    (reading,) = ANNOTATOR.read([Text(text)])
    scene = ANNOTATOR.scene(reading)
    held, *_, last = code_events(scene, load_rules(), None, 0)
    return scene, held, replace(last, event=replace(last.event, type="CRIME", actors=()))


def test_those_held_are_the_actors_of_the_crime() -> None:
    scene, held, crime = read(f"{HELD} قتلوا تاجراً في بغداد.")
    assert [a.text for a in with_suspects(scene, crime, [held]).event.actors] == ["ثلاثة متهمين"]


def test_the_police_is_no_culprit() -> None:
    scene, held, crime = read(f"{HELD} قتلوا تاجراً في بغداد.")
    by_police = replace(crime, event=replace(crime.event, actors=held.event.actors))
    assert with_suspects(scene, by_police, [held]).event.actors == held.event.recipients


@pytest.mark.parametrize("text", [f"{HELD} في بغداد.\nوقتل مسلحون تاجراً في البصرة.", f"{HELD} قتلوا تاجراً."])
def test_what_names_its_own_actors_or_stands_apart_stays(text: str) -> None:
    scene, held, crime = read(text)
    named = replace(crime, event=replace(crime.event, actors=(Participant(0, 4, "لصوص", None, None, None),)))
    assert with_suspects(scene, named, [held]) == named
    if "\n" in text:
        assert with_suspects(scene, crime, [held]) == crime
