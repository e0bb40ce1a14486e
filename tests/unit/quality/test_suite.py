"""The suite as data: names, tables, and that each rule is one that Great Expectations can know."""

import re

import pytest

from marsad.annotate import ontology
from marsad.quality.annotation_rules import REALIS
from marsad.quality.rule import Severity, between, holds, matches, one_of, present, unique
from marsad.quality.suite import rules
from marsad.quality.words import demand_of
from marsad.resources import sql

TYPES = ontology.load().types
SUITE = rules(TYPES)
TABLES = sorted({rule.table for rule in SUITE})


def test_names_are_unique_and_say_what_is_wrong():
    names = [rule.name for rule in SUITE]
    assert len(set(names)) == len(names) >= 60
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_every_severity_is_in_use():
    assert {rule.severity for rule in SUITE} == set(Severity)


@pytest.mark.parametrize("rule", SUITE, ids=lambda rule: rule.name)
def test_a_rule_looks_at_a_column_that_its_query_computes(rule):
    query = sql(f"quality/{rule.table}")
    column = rule.arguments.get("column")
    assert column is None or re.search(rf"(\bAS {column}\b|\.{column},)", query)


@pytest.mark.parametrize("table", TABLES)
def test_a_query_computes_nothing_that_no_rule_looks_at(table):
    columns = sql(f"quality/{table}").rpartition("\nFROM ")[0].rpartition("\nSELECT")[2]
    computed = re.findall(r"^    (?:.*\bAS |\) AS |\w+\.)(\w+),?$", columns, re.MULTILINE)
    computed = [name for name in computed if len(name) > 1]  # one letter is a table's alias
    looked_at = {rule.arguments.get("column") for rule in SUITE if rule.table == table}
    # The id says which article broke a rule.
    assert set(computed) - looked_at - {"article_id", "source_id"} == set()


def test_event_types_are_those_of_the_ontology():
    (rule,) = [rule for rule in SUITE if rule.name == "event_type_unknown"]
    assert rule.arguments == {"column": "event_type", "value_set": list(TYPES)}
    (rule,) = [rule for rule in SUITE if rule.name == "mode_unknown"]
    assert "CONSULT:visit" in rule.arguments["value_set"]
    assert "CONSULT:resign" not in rule.arguments["value_set"]


def test_every_rule_says_why_and_what_it_demands():
    for rule in SUITE:
        assert re.fullmatch(r"[A-Z0-9][^|]*\.", rule.reason), rule.name
        assert demand_of(rule)


def test_the_small_words_of_the_suite():
    assert between("n", 1, None) == (
        "ExpectColumnValuesToBeBetween",
        {"column": "n", "min_value": 1, "max_value": None},
    )
    assert one_of("c", "a", "b") == ("ExpectColumnValuesToBeInSet", {"column": "c", "value_set": ["a", "b"]})
    assert holds("is_fine") == ("ExpectColumnValuesToBeInSet", {"column": "is_fine", "value_set": [True]})
    assert matches("c", "^a") == ("ExpectColumnValuesToMatchRegex", {"column": "c", "regex": "^a"})
    assert unique("c") == ("ExpectColumnValuesToBeUnique", {"column": "c"})
    assert present("c") == ("ExpectColumnValuesToNotBeNull", {"column": "c"})
    assert len(REALIS) == 4
