"""The expectations, as data. Each looks at one column that sql/quality/<table>.sql computes for the staged day.

Severity says what a breach does: `block` stops the whole day, `quarantine` parks the articles that broke it and lets
the rest through, `warn` is only written down. docs/reference/expectations.md is this table in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What a breach does."""

    BLOCK = "block"
    QUARANTINE = "quarantine"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation: `kind` is the name of a Great Expectations class."""

    name: str  # the reason an article is quarantined for
    table: str  # article, mention or event
    severity: Severity
    kind: str
    arguments: Mapping[str, Any]


REALIS = ("asserted", "negated", "planned", "hypothetical")
DATE_PRECISIONS = ("year", "month", "day", "range")


def between(column: str, low: float | None, high: float | None) -> tuple[str, dict[str, Any]]:
    """Every value lies in [low, high]; None leaves a side open."""
    return "ExpectColumnValuesToBeBetween", {"column": column, "min_value": low, "max_value": high}


def one_of(column: str, *values: object) -> tuple[str, dict[str, Any]]:
    """Every value is one of these; nulls pass."""
    return "ExpectColumnValuesToBeInSet", {"column": column, "value_set": list(values)}


def holds(column: str) -> tuple[str, dict[str, Any]]:
    """The column, a condition computed in SQL, is true in every row."""
    return one_of(column, True)


def rules(event_types: tuple[str, ...]) -> tuple[Rule, ...]:
    """The suite. `event_types` is the ontology's list."""
    block, quarantine, warn = Severity.BLOCK, Severity.QUARANTINE, Severity.WARN
    table: tuple[tuple[str, str, Severity, tuple[str, dict[str, Any]]], ...] = (
        ("article_id_missing", "article", block, ("ExpectColumnValuesToNotBeNull", {"column": "article_id"})),
        ("article_id_repeated", "article", block, ("ExpectColumnValuesToBeUnique", {"column": "article_id"})),
        ("day_too_large", "article", block, ("ExpectTableRowCountToBeBetween", {"max_value": 20_000})),
        (
            "url_not_http",
            "article",
            quarantine,
            ("ExpectColumnValuesToMatchRegex", {"column": "url", "regex": "^https?://"}),
        ),
        ("title_missing", "article", quarantine, between("title_length", 1, None)),
        ("body_empty", "article", quarantine, between("body_length", 1, None)),
        ("body_too_long", "article", quarantine, between("body_length", None, 200_000)),
        ("mojibake", "article", quarantine, between("mojibake_count", None, 3)),
        ("replacement_characters", "article", quarantine, between("replacement_count", None, 3)),
        # After the two above: damaged text is not Arabic either, and the first rule an article breaks names it.
        ("body_not_arabic", "article", quarantine, between("arabic_share", 0.5, None)),
        ("published_in_future", "article", quarantine, between("hours_ahead", None, 24)),
        ("published_too_early", "article", quarantine, between("published_year", 1995, None)),
        ("language_unexpected", "article", quarantine, one_of("language", "ar")),
        ("body_source_unknown", "article", block, one_of("body_source", "page", "feed")),
        (
            "undated_share",
            "article",
            warn,
            ("ExpectColumnProportionOfNonNullValuesToBeBetween", {"column": "published_year", "min_value": 0.5}),
        ),
        ("text_repeated", "article", warn, ("ExpectColumnValuesToBeUnique", {"column": "content_hash"})),
        ("mention_span_wrong", "mention", quarantine, holds("is_span_valid")),
        ("mention_type_unknown", "mention", quarantine, one_of("type", "PER", "ORG", "LOC")),
        ("link_status_unknown", "mention", quarantine, one_of("link_status", "linked", "ambiguous", "nil")),
        ("link_inconsistent", "mention", quarantine, holds("is_link_consistent")),
        ("event_type_unknown", "event", quarantine, one_of("event_type", *event_types)),
        ("realis_unknown", "event", quarantine, one_of("realis", *REALIS)),
        ("confidence_out_of_range", "event", quarantine, between("confidence", 0, 1)),
        ("trigger_span_wrong", "event", quarantine, holds("is_trigger_valid")),
        ("evidence_span_wrong", "event", quarantine, holds("is_evidence_valid")),
        (
            "country_code_malformed",
            "event",
            quarantine,
            ("ExpectColumnValuesToMatchRegex", {"column": "country_code", "regex": "^[A-Z]{2}$"}),
        ),
        (
            "event_date_malformed",
            "event",
            quarantine,
            (
                "ExpectColumnValuesToMatchRegex",
                {"column": "event_date", "regex": "^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?$"},
            ),
        ),
        ("date_precision_unknown", "event", quarantine, one_of("date_precision", *DATE_PRECISIONS)),
        ("quantity_negative", "event", quarantine, between("smallest_quantity", 0, None)),
    )
    return tuple(Rule(name, on, severity, kind, arguments) for name, on, severity, (kind, arguments) in table)
