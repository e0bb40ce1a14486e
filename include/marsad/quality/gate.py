"""Runs the suite on one staged day with Great Expectations and says what may pass.

A breach that Great Expectations could not even evaluate counts as one: a check that raises must never look like a
check that held.
"""

import json
import logging
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from marsad.errors import ConfigError, RetryableError
from marsad.quality.rule import Rule
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
    # Even of a complete result Great Expectations lists 20 rows only, unless told otherwise: the articles behind the
    # others would count as sound. More than a day's mentions.
    "partial_unexpected_count": 10_000_000,
}
# What a row of a table belongs to, where it is not an article.
KEYS = {"source": "source_id", "day": None}


def check_day(dsn: str, day: date, rules: Iterable[Rule], assertions: Sequence[Mapping[str, Any]] = ()) -> Verdict:
    """Run the suite on the day's annotated, unpublished articles.

    `dsn` is the warehouse's address; `assertions` are the catalogue's, one mapping with its source_id per outlet.
    """
    by_table: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_table[rule.table].append(rule)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # Into a temporary table once: else every expectation would compute all the columns of its query anew.
    source = context.data_sources.add_postgres(
        "warehouse", connection_string=_sqlalchemy_url(dsn), create_temp_table=True
    )
    given = {"day": day.isoformat(), "assertions": json.dumps(list(assertions)).replace("'", "''")}
    validations: dict[str, Any] = {}
    try:
        for table, members in by_table.items():
            validations[table] = _validated(context, source, table, given, members)
    except (OperationalError, TestConnectionError) as error:
        raise RetryableError(f"the gate of {day}", f"Postgres does not answer: {error}") from error
    finally:
        source.get_engine().dispose()
    findings = [one for table, members in by_table.items() for one in _findings(table, members, validations[table])]
    return replace(judge(findings), validations=validations)


def _validated(context: Any, source: Any, table: str, given: Mapping[str, str], rules: list[Rule]) -> Any:
    # Great Expectations takes nothing that begins with WITH.
    query = f"SELECT * FROM ({sql(f'quality/{table}').format(**given)}) AS judged"  # noqa: S608 - files of our own
    batch = source.add_query_asset(table, query=query).add_batch_definition_whole_table("day")
    suite = context.suites.add(gx.ExpectationSuite(name=table, expectations=[_expectation(rule) for rule in rules]))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=table, data=batch, suite=suite))
    key = _key(table)
    result_format = {**RESULT_FORMAT, "unexpected_index_column_names": [key]} if key else RESULT_FORMAT
    return definition.run(result_format=result_format)


def _findings(table: str, rules: list[Rule], validation: Any) -> list[Finding]:
    results = {result.expectation_config.meta["name"]: result for result in validation.results}
    return [_finding(rule, results[rule.name], _key(table)) for rule in rules]


def _key(table: str) -> str | None:
    return KEYS.get(table, "article_id")


def _expectation(rule: Rule) -> Any:
    return getattr(gxe, rule.kind)(
        **rule.arguments, meta={"name": rule.name}, notes=f"{rule.name} ({rule.severity}): {rule.reason}"
    )


def _finding(rule: Rule, result: Any, key: str | None) -> Finding:
    outcome = dict(result.result)
    observed: dict[str, Any] = {}
    for row in outcome.get("unexpected_index_list") or ():
        observed.setdefault(row[key], row.get(rule.arguments.get("column")))
    detail = {
        "observed_value": outcome.get("observed_value"),
        "element_count": outcome.get("element_count"),
        "examples": [str(value) for value in (outcome.get("unexpected_list") or ())[:EXAMPLES]],
        "error": _error(result.exception_info),
    }
    return Finding(
        rule,
        bool(result.success),
        int(outcome.get("unexpected_count") or 0),
        frozenset(observed) if key == "article_id" else frozenset(),
        detail,
        source_ids=frozenset(observed) if key == "source_id" else frozenset(),
        observed=observed,
    )


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
