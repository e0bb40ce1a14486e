"""Runs the suite on one staged day with Great Expectations and says what may pass.

A breach that Great Expectations could not even evaluate counts as one: a check that raises must never look like a
check that held.
"""

import logging
import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from marsad.errors import ConfigError, RetryableError
from marsad.quality.suite import Rule
from marsad.quality.verdict import Finding, Verdict, judge
from marsad.resources import sql

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
# Before the import, because it logs two hundred lines while it loads, and after it, because loading resets the level.
logging.getLogger("great_expectations").setLevel(logging.WARNING)

import great_expectations as gx  # noqa: E402 - after the two settings above, which it reads at import
from great_expectations import expectations as gxe  # noqa: E402
from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: E402
from great_expectations.datasource.fluent.interfaces import TestConnectionError  # noqa: E402
from sqlalchemy.exc import OperationalError  # noqa: E402

logging.getLogger("great_expectations").setLevel(logging.WARNING)

# This module of theirs sets a level of its own.
logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)

EXAMPLES = 5  # broken rows kept as examples in a result
RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["article_id"],
    # Even of a complete result Great Expectations lists 20 rows only, unless told otherwise: the articles behind the
    # others would count as sound. More than a day's mentions.
    "partial_unexpected_count": 10_000_000,
}


def check_day(dsn: str, day: date, rules: Iterable[Rule]) -> Verdict:
    """Run the suite on the day's annotated, unpublished articles. `dsn` is the warehouse's address."""
    by_table: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_table[rule.table].append(rule)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_postgres("warehouse", connection_string=_sqlalchemy_url(dsn))
    findings: list[Finding] = []
    try:
        for table, members in by_table.items():
            findings += _check_table(context, source, table, day, members)
    except (OperationalError, TestConnectionError) as error:
        raise RetryableError(f"the gate of {day}", f"Postgres does not answer: {error}") from error
    finally:
        source.get_engine().dispose()
    return judge(findings)


def _check_table(context: Any, source: Any, table: str, day: date, rules: list[Rule]) -> list[Finding]:
    query = sql(f"quality/{table}").format(day=day.isoformat())
    batch = source.add_query_asset(table, query=query).add_batch_definition_whole_table("day")
    suite = context.suites.add(gx.ExpectationSuite(name=table, expectations=[_expectation(rule) for rule in rules]))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=table, data=batch, suite=suite))
    results = {
        result.expectation_config.meta["name"]: result for result in definition.run(result_format=RESULT_FORMAT).results
    }
    return [_finding(rule, results[rule.name]) for rule in rules]


def _expectation(rule: Rule) -> Any:
    return getattr(gxe, rule.kind)(**rule.arguments, meta={"name": rule.name})


def _finding(rule: Rule, result: Any) -> Finding:
    outcome = dict(result.result)
    broken = frozenset(row["article_id"] for row in outcome.get("unexpected_index_list") or ())
    detail = {
        "observed_value": outcome.get("observed_value"),
        "element_count": outcome.get("element_count"),
        "examples": [str(value) for value in (outcome.get("unexpected_list") or ())[:EXAMPLES]],
        "error": _error(result.exception_info),
    }
    count = outcome.get("unexpected_count")
    return Finding(rule, bool(result.success), int(count or 0), broken, detail)


def _error(exception_info: dict[str, Any] | None) -> str | None:
    """The message of the exception behind a result, if one was raised; it comes flat or once per metric."""
    info = exception_info or {}
    nested = info.values() if "raised_exception" not in info else [info]
    messages = [str(one["exception_message"]) for one in nested if one and one.get("raised_exception")]
    return "; ".join(messages) or None


def _sqlalchemy_url(dsn: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if dsn.startswith(scheme):
            # Great Expectations would take a dollar sign, in a password say, for a variable of its own.
            return "postgresql+psycopg://" + dsn.removeprefix(scheme).replace("$", "%24")
    raise ConfigError("MARSAD_DSN", "must be a postgresql:// URL")
