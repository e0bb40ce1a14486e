"""Reference pages made from the code: statuses, expectations, settings."""

import ast
import inspect
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from marsad.annotate import ontology
from marsad.annotate.rules import Rule as EventRule
from marsad.annotate.rules import load_rules
from marsad.model import IN_FLIGHT, EntryStatus, HistoryWay, PollOutcome, SubscriptionState
from marsad.quality.rule import Rule, Severity
from marsad.quality.suite import rules
from marsad.quality.words import demand_of

NOTE = "This page is written by `scripts/reference.py`; a test fails when it is stale."

SEVERITIES = {
    Severity.BLOCK: "the whole day stays out of curated, its articles are quarantined and an issue is opened",
    Severity.QUARANTINE: "the articles that break it, or all of the outlet that breaks it, are quarantined under its"
    " name; the rest of the day goes on",
    Severity.WARN: "written down in `ops.check_result`; nothing is stopped",
}

TABLES = {
    "article": "Articles",
    "mention": "Mentions",
    "event": "Events",
    "event_role": "Roles of events",
    "event_quantity": "Quantities of events",
    "source": "Outlets",
    "day": "The day",
}
LONGEST = 200  # characters of a demand that stand in the table


def in_cell(text: str) -> str:
    """Text that a Markdown table shows as it is."""
    return text.replace("|", r"\|").replace("<", r"\<")


def statuses_page() -> str:
    """docs/reference/statuses.md."""
    entry, poll = _comments(EntryStatus), _comments(PollOutcome)
    on_the_way = {status: text for status, text in entry.items() if status in IN_FLIGHT}
    ends = {status: text for status, text in entry.items() if status not in IN_FLIGHT}
    return f"""\
# Statuses

{NOTE}

## Entries (`raw.entry.status`)

On the way:

{_table(("status", "meaning"), on_the_way)}

An entry ends in exactly one of these; `ops.funnel` counts them and its `difference` is 0:

{_table(("status", "meaning"), ends)}

`status_reason` says why where the status alone does not. An entry whose text did not change stays `published`:
[ADR 6](../adr/0006-statuses.md). An edit seen in the feed raises `revision` and starts the entry again from
`discovered`.

## Polls (`ops.feed_poll.outcome`)

{_table(("outcome", "meaning"), poll)}

## Ways to a past day (`ops.coverage.asked_ways`)

{_table(("way", "where the day comes from"), _comments(HistoryWay))}

## WebSub subscriptions (`ops.subscription.state`)

{_table(("state", "meaning"), _comments(SubscriptionState))}
"""


def expectations_page() -> str:
    """docs/reference/expectations.md."""
    suite = rules(ontology.load().types)
    severities = "\n".join(f"- **{severity}**: {meaning}." for severity, meaning in SEVERITIES.items())
    tables = "\n".join(_rules_table(table, [rule for rule in suite if rule.table == table]) for table in _tables(suite))
    return f"""\
# Expectations

{NOTE}

The {len(suite)} expectations that a staged day meets before it reaches curated, from `include/marsad/quality/`.
Each looks at columns that a query under `sql/quality/` computes. What a breach does:

{severities}

Nulls pass unless the expectation is about nulls. An expectation that could not be evaluated counts as broken.

{tables}"""


def settings_page(example: str) -> str:
    """docs/reference/settings.md from the text of .env.example."""
    sections = re.split(r"^# --- (.+) ---$", example, flags=re.MULTILINE)
    titled = zip(sections[1::2], sections[2::2], strict=True)
    parts = "\n".join(f"## {title}\n\n{_settings_table(body)}" for title, body in titled)
    return f"""\
# Settings

{NOTE} It shows `.env.example`.

All are environment variables, read in `include/marsad/settings.py`; an empty one counts as unset. `docker compose`
reads `.env` by itself. For commands on this machine: `set -a && . ./.env && set +a`.

{parts}"""


def events_page() -> str:
    """docs/reference/events.md."""
    known, written = ontology.load(), load_rules().rules
    types = "\n".join(
        f"| `{t.name}` | {in_cell(t.definition)} | {t.quad_class} | {t.score:+g} |" for t in known.types.values()
    )
    sections = "\n".join(_event_type(event_type, written) for event_type in known.types.values())
    return f"""\
# Events

{NOTE} It is made from
`include/rules/ontology.yml` ({known.version}) and `include/rules/events/*.yml`.

The types are PLOVER 0.8's sixteen, and three for what PLOVER leaves out. `score` runs from -10 (conflict) to +10
(cooperation); a mode may have its own.

| type | what happened | quad class | score |
| --- | --- | --- | --- |
{types}

Each event carries its realis: `asserted`, `negated` (it did not happen), `planned` (announced or postponed) or
`hypothetical`.

{sections}"""


def _event_type(event_type: ontology.EventType, written: Sequence[EventRule]) -> str:
    modes = ", ".join(f"{mode} ({score:+g})" for mode, score in event_type.modes.items()) or "none"
    own = [rule for rule in written if rule.type == event_type.name]
    examples = "\n".join(f"- `{rule.rule_id}`: «{rule.match[0]['text']}»" for rule in own)
    found = f"Rules that find it, each with an example:\n\n{examples}" if own else "No rule finds it yet."
    return f"## {event_type.name}\n\n{event_type.definition} Modes: {modes}.\n\n{found}\n"


def _comments(enum: type[StrEnum]) -> dict[StrEnum, str]:
    """Each member's trailing comment. Raises KeyError for a member without one."""
    source = inspect.getsource(enum)
    lines = source.splitlines()
    found = {
        node.targets[0].id: lines[node.lineno - 1].partition("  # ")[2]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    empty = [name for name, comment in found.items() if not comment]
    if empty:
        raise KeyError(f"{enum.__name__} does not say what {', '.join(empty)} means")
    return {member: found[member.name] for member in enum}


def _table(head: tuple[str, str], rows: Mapping[StrEnum, str]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "| --- | --- |", *(f"| `{key}` | {text} |" for key, text in rows.items())]
    return "\n".join(lines)


def _shortened(demand: str) -> str:
    """Lists of what the ontology says are long, and events.md has them."""
    return demand if len(demand) < LONGEST else f"{demand.partition(' one of ')[0]} one of [the ontology's](events.md)"


def _tables(suite: tuple[Rule, ...]) -> list[str]:
    return list(dict.fromkeys(rule.table for rule in suite))


def _rules_table(table: str, members: list[Rule]) -> str:
    rows = "\n".join(
        f"| `{rule.name}` | {rule.severity} | {in_cell(_shortened(demand_of(rule)))} | {rule.reason} |"
        for rule in members
    )
    return f"""\
## {TABLES[table]} (`sql/quality/{table}.sql`)

| expectation | severity | what must hold | why |
| --- | --- | --- | --- |
{rows}
"""


def _settings_table(body: str) -> str:
    rows = "\n".join(
        f"| `{name}` | {_value(prefix, value)} | {in_cell(text)} |" for name, prefix, value, text in _settings(body)
    )
    return f"| setting | default or example | meaning |\n| --- | --- | --- |\n{rows}\n"


def _settings(body: str) -> list[tuple[str, str, str, str]]:
    """name, "# " when it is commented out, value, and the comment above, which neighbours without one share."""
    found, text = [], ""
    for block in body.strip().split("\n\n"):
        lines = block.splitlines()
        is_setting = [re.match(r"(# )?([A-Z_]+)=(.*)$", line) for line in lines]
        text = " ".join(line.removeprefix("# ") for line, match in zip(lines, is_setting, strict=True) if not match)
        found += [(match[2], match[1] or "", match[3], text) for match in is_setting if match]
    return found


def _value(prefix: str, value: str) -> str:
    return f"`{value}`" if prefix else f"`{value}` (set in `.env.example`)"
