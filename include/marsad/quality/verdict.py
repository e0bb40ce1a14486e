"""What the gate decides from what the expectations said. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.quality.suite import Rule, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What one expectation said."""

    rule: Rule
    is_success: bool
    unexpected_count: int
    article_ids: frozenset[str]  # the articles that broke it, where rows can be told
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate decided about one staged day."""

    findings: tuple[Finding, ...]
    blocking: tuple[str, ...] = ()  # names of the expectations that stop the whole day
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)  # article_id -> why it must not pass


def judge(findings: Iterable[Finding]) -> Verdict:
    """Turn findings into a verdict. A quarantine rule whose broken rows cannot be told blocks the day."""
    findings = tuple(findings)
    blocking: list[str] = []
    rejected: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.is_success or finding.rule.severity is Severity.WARN:
            continue
        if finding.rule.severity is Severity.BLOCK or not finding.article_ids:
            blocking.append(finding.rule.name)
        for article_id in finding.article_ids:
            rejected[article_id].append(finding.rule.name)
    return Verdict(findings, tuple(blocking), {key: tuple(names) for key, names in rejected.items()})
