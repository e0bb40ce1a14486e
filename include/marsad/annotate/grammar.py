"""The closed word classes of include/rules/grammar.yml, folded."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import yaml

from marsad.annotate.data import data_folder
from marsad.errors import ConfigError
from marsad.text.normalize import fold_key


@dataclass(frozen=True)
class Grammar:
    """Folded word sets; grammar.yml says what each is for."""

    clause_openers: frozenset[str]
    phrase_ends: frozenset[str]
    quantifiers: frozenset[str]
    light_verbs: frozenset[str]
    undergoer_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    negators: frozenset[str]
    adjacent_negators: frozenset[str]
    negation_phrases: frozenset[str]
    planners: frozenset[str]
    conditionals: frozenset[str]
    fears: frozenset[str]
    idiom_nouns: frozenset[str]
    clitic_lookalikes: frozenset[str]
    attribution_prepositions: frozenset[str]
    saying_verbs: frozenset[str]
    source_nouns: frozenset[str]
    people: frozenset[str]
    participants: frozenset[str]
    not_people: frozenset[str]
    targets: frozenset[str]
    blamed_acts: frozenset[str]
    declaring_hals: frozenset[str]
    capitals: frozenset[str]
    mere_sources: frozenset[str]
    declaring_verbs: frozenset[str]
    adverbials: frozenset[str]
    attributives: frozenset[str]
    anaphors: frozenset[str]
    relatives: frozenset[str]
    clause_links: frozenset[str]
    money: frozenset[str]
    count_words: dict[str, frozenset[str]]
    sectors: dict[str, frozenset[str]]


@cache
def load_grammar() -> Grammar:
    """Read grammar.yml. Raises ConfigError for a missing or unknown class."""
    path = data_folder("rules") / "grammar.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = {f.name for f in fields(Grammar)}
    if set(data) != expected:
        raise ConfigError(path.name, f"classes differ from the grammar's: {sorted(expected ^ set(data))}")
    return Grammar(**{name: _folded(value) for name, value in data.items()})


def _folded(value: list[str] | dict[str, list[str]]) -> Any:
    if isinstance(value, dict):
        return {key: frozenset(map(fold_key, words)) for key, words in value.items()}
    return frozenset(map(fold_key, value))
