"""One expectation as data, and the small words it is written with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Demand = tuple[str, dict[str, Any]]  # the name of a Great Expectations class, and its arguments


class Severity(StrEnum):
    """What a breach does."""

    BLOCK = "block"
    QUARANTINE = "quarantine"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation: `kind` is the name of a Great Expectations class."""

    name: str  # the reason an article is quarantined for
    table: str  # a query under sql/quality/
    severity: Severity
    kind: str
    arguments: Mapping[str, Any]
    reason: str = ""  # why anybody should care, in one sentence


def rule(table: str, severity: Severity, name: str, demand: Demand, reason: str) -> Rule:
    """A rule in the order in which the suite's tables read."""
    kind, arguments = demand
    return Rule(name, table, severity, kind, arguments, reason)


def between(column: str, low: float | None, high: float | None) -> Demand:
    """Every value lies in [low, high]; None leaves a side open."""
    return "ExpectColumnValuesToBeBetween", {"column": column, "min_value": low, "max_value": high}


def one_of(column: str, *values: object) -> Demand:
    """Every value is one of these; nulls pass."""
    return "ExpectColumnValuesToBeInSet", {"column": column, "value_set": list(values)}


def holds(column: str) -> Demand:
    """The column, a condition computed in SQL, is true in every row."""
    return one_of(column, True)


def matches(column: str, regex: str) -> Demand:
    """Every value matches the regular expression, which Postgres reads."""
    return "ExpectColumnValuesToMatchRegex", {"column": column, "regex": regex}


def unique(column: str) -> Demand:
    """No value stands twice."""
    return "ExpectColumnValuesToBeUnique", {"column": column}


def present(column: str) -> Demand:
    """No value is null."""
    return "ExpectColumnValuesToNotBeNull", {"column": column}
