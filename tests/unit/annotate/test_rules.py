from pathlib import Path

import pytest

from marsad.annotate import ontology
from marsad.annotate.inflection import noun_forms, verb_forms
from marsad.annotate.rules import load_rules
from marsad.errors import ConfigError

RULE = """
type: ASSAULT
rules:
  - id: test
    nouns: [هجوم]
    confidence: 0.6
    {extra}
    match: [{{text: "هجوم", trigger: "هجوم"}}]
    reject: ["سلام"]
"""


def write(folder: Path, extra: str) -> Path:
    (folder / "ASSAULT.yml").write_text(RULE.format(extra=extra), encoding="utf-8")
    return folder


def test_a_rule_file_is_read(tmp_path: Path) -> None:
    (rule,) = load_rules(write(tmp_path, "mode: aerial")).rules
    assert (rule.rule_id, rule.type, rule.mode) == ("test", "ASSAULT", "aerial")
    assert ("هجوما",) in rule.triggers


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("mode: picnic", "no mode"),
        ("colour: red", "unknown keys"),
        ("roles: {actor: [guess]}", "no frame"),
        ("require: {args: maybe}", "require.args"),
        ("forbid: {beside: [كرة]}", "no context"),
    ],
)
def test_a_wrong_rule_names_itself(tmp_path: Path, extra: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        load_rules(write(tmp_path, extra))
    assert "ASSAULT.yml" in str(caught.value)


def test_verbs_are_inflected() -> None:
    assert {"هاجم", "هاجمت", "هاجموا", "يهاجم", "تهاجم", "يهاجمون", "هاجمته"} <= verb_forms("هاجم", "يهاجم")
    assert {"التقت", "التقوا", "تلتقي", "يلتقون"} <= verb_forms("التقي", "يلتقي")
    assert {"دعت", "دعوا", "تدعو", "يدعون"} <= verb_forms("دعا", "يدعو")


def test_nouns_are_inflected() -> None:
    assert {"غاره", "غارتين", "غارتها"} <= noun_forms("غاره")
    assert {"هجوم", "هجوما", "هجومين", "هجومها"} <= noun_forms("هجوم")
    assert "سيوله" not in noun_forms("سيول")


def test_the_ontology_has_plovers_types_and_three_more() -> None:
    types = ontology.load().types
    assert len(types) == 19
    assert {"CRIME", "ACCIDENT", "HAZARD"} < set(types)
    assert types["ASSAULT"].score_of("drone") == -9.5
    assert types["CONSULT"].score_of(None) == 2.5
    with pytest.raises(KeyError):
        types["CONSULT"].score_of("drone")
