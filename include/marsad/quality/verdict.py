"""What the gate decides from what the expectations said. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.quality.rule import Rule, Severity
from marsad.quality.words import demand_of

LONGEST_VALUE = 100  # characters of an observed value that people are shown


@dataclass(frozen=True, slots=True)
class Finding:
    """What one expectation said."""

    rule: Rule
    is_success: bool
    unexpected_count: int
    article_ids: frozenset[str]  # the articles that broke it, where rows can be told
    detail: dict[str, Any]
    source_ids: frozenset[str] = frozenset()  # the outlets that broke it, where the rule is about outlets
    observed: Mapping[str, Any] = field(default_factory=dict)  # article_id or source_id -> what first broke it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate decided about one staged day."""

    findings: tuple[Finding, ...]
    blocking: tuple[str, ...] = ()  # names of the expectations that stop the whole day
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)  # article_id -> why it must not pass
    rejected_sources: dict[str, tuple[str, ...]] = field(default_factory=dict)  # source_id -> why none of it may pass

    # table -> what Great Expectations said of it, for its own pages
    validations: dict[str, Any] = field(default_factory=dict, compare=False)

    def why(self, name: str, *keys: str) -> str:
        """How one of the keys broke the expectation of that name. Raises KeyError where there is none of that name."""
        for finding in self.findings:
            if finding.rule.name == name:
                seen = next((finding.observed[key] for key in keys if key in finding.observed), None)
                return f"{name}: saw {str(seen)[:LONGEST_VALUE]}, {demand_of(finding.rule)}"
        raise KeyError(name)

    def reasons(self, article_id: str, source_id: str) -> tuple[str, ...]:
        """Names of the expectations that keep this article of this outlet back; its own come first."""
        return (*self.rejected.get(article_id, ()), *self.rejected_sources.get(source_id, ()))


def judge(findings: Iterable[Finding]) -> Verdict:
    """Turn findings into a verdict. A quarantine rule whose broken rows cannot be told blocks the day."""
    findings = tuple(findings)
    breaches = [one for one in findings if not one.is_success and one.rule.severity is not Severity.WARN]
    blocking = tuple(
        breach.rule.name
        for breach in breaches
        if breach.rule.severity is Severity.BLOCK or not (breach.article_ids or breach.source_ids)
    )
    articles, sources = defaultdict(list), defaultdict(list)
    for breach in breaches:
        for article_id in breach.article_ids:
            articles[article_id].append(breach.rule.name)
        for source_id in breach.source_ids:
            sources[source_id].append(breach.rule.name)
    return Verdict(findings, blocking, _frozen(articles), _frozen(sources))


def _frozen(names: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(each) for key, each in names.items()}
