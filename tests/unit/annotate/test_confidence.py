from dataclasses import replace

import pytest

from marsad.annotate.confidence import FLOOR, agrees, combined
from marsad.annotate.rules import load_rules
from marsad.annotate.triggers import Trigger

RULES = load_rules()
SEEN = Trigger(RULES.plain["ASSAULT"], "noun", 0, 1, 0, 4, "", "", False, False, likelihood=0.5, head=0)
RULED = replace(SEEN, rule=next(r for r in RULES.rules if r.type == "ASSAULT"))
PLAIN = (0.0, 1.0, 1.0)


def test_without_a_rule_the_network_alone_decides() -> None:
    assert combined(SEEN, 0.9, PLAIN) == pytest.approx(0.5)
    assert combined(replace(SEEN, likelihood=0.8), 0.0, PLAIN) == pytest.approx(0.8)


def test_a_rule_that_agrees_makes_surer_if_it_is_sure_enough_itself() -> None:
    assert combined(RULED, 0.6, PLAIN) > combined(SEEN, 0.6, PLAIN)
    assert combined(RULED, 0.4, PLAIN) == combined(SEEN, 0.4, PLAIN)


def test_a_rule_that_the_network_denies_is_heard_and_not_reported() -> None:
    denied = replace(RULED, likelihood=0.001)
    assert agrees(denied, 0.9)
    assert combined(denied, 0.9) < FLOOR
    assert not agrees(denied, 0.4)
    assert not agrees(SEEN, 0.9)


def test_no_probability_is_certain() -> None:
    for likelihood in (0.0, 1.0):
        assert 0 < combined(replace(RULED, likelihood=likelihood), 1.0) < 1
