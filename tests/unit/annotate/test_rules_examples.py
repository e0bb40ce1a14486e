"""Every rule's own examples are its tests, read by the rules alone, without the network."""

from typing import Any

import pytest

from marsad.annotate.rules import Rule, load_rules
from rules_alone import by_rules

RULES = load_rules().rules


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.match], ids=lambda x: getattr(x, "rule_id", None) or "match"
)
def test_match_examples(rule: Rule, example: dict[str, Any]) -> None:
    events = [e for e in by_rules(example["text"]) if e.type == rule.type]
    found = {e.trigger.text: e for e in events}
    assert example["trigger"] in found
    event = found[example["trigger"]]
    assert event.mode is None or event.mode in {rule.mode, *rule.modes}
    for role in ("actors", "recipients"):
        if role in example:
            assert [p.text for p in getattr(event, role)] == example[role]


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in RULES for t in r.reject], ids=lambda x: getattr(x, "rule_id", None) or "reject"
)
def test_reject_examples(rule: Rule, text: str) -> None:
    assert [e for e in by_rules(text) if e.type == rule.type and e.realis == "asserted"] == []


def test_rule_ids_are_unique() -> None:
    ids = [r.rule_id for r in RULES]
    assert len(ids) == len(set(ids))
