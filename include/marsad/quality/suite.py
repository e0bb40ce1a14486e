"""The expectations, as data. Each looks at one column that sql/quality/<table>.sql computes for the staged day.

Severity says what a breach does: `block` stops the whole day, `quarantine` parks the articles that broke it (those of
an outlet, where it is the outlet that broke it) and lets the rest through, `warn` is only written down.
docs/reference/expectations.md is this table in words.
"""

from collections.abc import Mapping

from marsad.quality.annotation_rules import (
    MENTION_RULES,
    QUANTITY_RULES,
    ROLE_RULES,
    TypeOfEvent,
    event_rules,
)
from marsad.quality.article_rules import ARTICLE_RULES
from marsad.quality.day_rules import DAY_RULES, SOURCE_RULES
from marsad.quality.rule import Rule


def rules(event_types: Mapping[str, TypeOfEvent]) -> tuple[Rule, ...]:
    """The suite. `event_types` is the ontology."""
    return (
        *ARTICLE_RULES,
        *MENTION_RULES,
        *event_rules(event_types),
        *ROLE_RULES,
        *QUANTITY_RULES,
        *SOURCE_RULES,
        *DAY_RULES,
    )
