"""The suite as data: names, tables, and that each rule is one that Great Expectations can know."""

import re

import pytest

from marsad.quality.suite import REALIS, Severity, between, holds, one_of, rules
from marsad.resources import sql

SUITE = rules(("ASSAULT", "CONSULT"))


def test_names_are_unique_and_say_what_is_wrong():
    names = [rule.name for rule in SUITE]
    assert len(set(names)) == len(names) >= 15
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_every_severity_is_in_use():
    assert {rule.severity for rule in SUITE} == set(Severity)


@pytest.mark.parametrize("rule", SUITE, ids=lambda rule: rule.name)
def test_a_rule_looks_at_a_column_that_its_query_computes(rule):
    query = sql(f"quality/{rule.table}")
    column = rule.arguments.get("column")
    assert column is None or re.search(rf"(\bAS {column}\b|\.{column},)", query)


@pytest.mark.parametrize("table", ["article", "mention", "event"])
def test_a_query_computes_nothing_that_no_rule_looks_at(table):
    columns = sql(f"quality/{table}").rpartition("\nFROM ")[0]
    computed = re.findall(r"^    (?:.*\bAS |\) AS |\w\.)(\w+),?$", columns, re.MULTILINE)
    computed = [name for name in computed if len(name) > 1]  # one letter is a table's alias
    looked_at = {rule.arguments.get("column") for rule in SUITE if rule.table == table}
    # The id says which article broke a rule.
    assert set(computed) - looked_at - {"article_id"} == set()


def test_event_types_are_those_of_the_ontology():
    (rule,) = [rule for rule in SUITE if rule.name == "event_type_unknown"]
    assert rule.arguments == {"column": "event_type", "value_set": ["ASSAULT", "CONSULT"]}


def test_the_small_words_of_the_suite():
    assert between("n", 1, None) == (
        "ExpectColumnValuesToBeBetween",
        {"column": "n", "min_value": 1, "max_value": None},
    )
    assert one_of("c", "a", "b") == ("ExpectColumnValuesToBeInSet", {"column": "c", "value_set": ["a", "b"]})
    assert holds("is_fine") == ("ExpectColumnValuesToBeInSet", {"column": "is_fine", "value_set": [True]})
    assert len(REALIS) == 4
