"""Event rules as data: include/rules/events/<TYPE>.yml, read, inflected, folded and validated.

A rule names its triggers (`verbs` as «past present», other verb `forms`, `nouns`, `phrases`), a mode or cues for
modes, frames for its roles, contexts it requires or forbids, and the examples that are its tests.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from marsad.annotate import ontology
from marsad.annotate.data import data_folder
from marsad.annotate.inflection import noun_forms, verb_forms
from marsad.errors import ConfigError
from marsad.text.normalize import fold_key

_TRIGGER_KEYS = {"verbs", "forms", "nouns", "phrases"}
_KEYS = _TRIGGER_KEYS | {"id", "mode", "modes", "confidence", "roles", "require", "forbid", "match", "reject"}
FRAMES = frozenset(
    {"subject", "object", "next", "idafa", "idafa_subject", "idafa_object", "light", "undergoer", "before", "between:1",
     "between:2", "agent", "patient", "announcer", "topic",
     "named_object"}
)  # fmt: skip
ARGUMENTS = frozenset({"any", "named", "both_named", "recipient", "actor", "recipient_named", "official"})
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Folded phrases that must (or must not) stand before, after or near a trigger."""

    before: frozenset[Phrase] = frozenset()
    after: frozenset[Phrase] = frozenset()
    near: frozenset[Phrase] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `triggers` maps a folded form, as a tuple of words, to "verb" or "noun"."""

    rule_id: str
    type: str
    triggers: dict[Phrase, str]
    mode: str | None
    modes: dict[str, frozenset[Phrase]]
    confidence: float
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    require: Context
    required_arguments: str | None
    forbid: Context
    match: tuple[dict[str, Any], ...] = field(default=(), compare=False)
    reject: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class RuleSet:
    """All rules and an index from a trigger's first word to (trigger, rule, kind), longest triggers first.

    `plain` is by type the rule of what only the network sees: no frames and no contexts, all the type's cues of modes.
    """

    rules: tuple[Rule, ...]
    index: dict[str, tuple[tuple[Phrase, Rule, str], ...]]
    plain: dict[str, Rule]


@cache
def load_rules(folder: Path | None = None) -> RuleSet:
    """Read every rule file in `folder`, by default the rules that ship. Raises ConfigError naming file and rule."""
    base = folder or data_folder("rules") / "events"
    rules = tuple(rule for path in sorted(base.glob("*.yml")) for rule in _read(path))
    index: dict[str, list[tuple[Phrase, Rule, str]]] = {}
    for rule in rules:
        for trigger, kind in rule.triggers.items():
            index.setdefault(trigger[0], []).append((trigger, rule, kind))
    longest_first = {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in index.items()}
    return RuleSet(rules, longest_first, {name: _plain(name, rules) for name in ontology.load().types})


def _plain(event_type: str, rules: tuple[Rule, ...]) -> Rule:
    modes: dict[str, frozenset[Phrase]] = {}
    for rule in rules:
        if rule.type == event_type:
            modes |= {mode: modes.get(mode, frozenset()) | cues for mode, cues in rule.modes.items()}
    return Rule(
        f"{event_type.lower()}-seen", event_type, {}, None, modes, 0.0, (), (), Context(), None, Context(),
    )  # fmt: skip


def _read(path: Path) -> list[Rule]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = ontology.load().types.get(data["type"])
    if known is None:
        raise ConfigError(path.name, f"{data['type']} is no event type")
    rules = [_rule(entry, data["type"], path.name) for entry in data["rules"]]
    for rule in rules:
        unknown = {m for m in (rule.mode, *rule.modes) if m} - set(known.modes)
        if unknown:
            raise ConfigError(f"{path.name}: {rule.rule_id}", f"{known.name} has no mode {sorted(unknown)}")
    return rules


def _rule(entry: dict[str, Any], event_type: str, file: str) -> Rule:
    where = f"{file}: {entry.get('id')}"
    if set(entry) - _KEYS:
        raise ConfigError(where, f"unknown keys {sorted(set(entry) - _KEYS)}")
    if not entry.get("match") or not entry.get("reject"):
        raise ConfigError(where, "needs examples under match and reject")
    roles = entry.get("roles", {})
    require = dict(entry.get("require", {}))
    arguments = require.pop("args", None)
    if arguments is not None and arguments not in ARGUMENTS:
        raise ConfigError(where, f"require.args is {arguments!r}, not one of {sorted(ARGUMENTS)}")
    return Rule(
        rule_id=entry["id"],
        type=event_type,
        triggers=_triggers(entry),
        mode=entry.get("mode"),
        modes={mode: _phrases(cues) for mode, cues in entry.get("modes", {}).items()},
        confidence=entry["confidence"],
        actor=_frames(roles.get("actor", ()), where),
        recipient=_frames(roles.get("recipient", ()), where),
        require=_context(require, where),
        required_arguments=arguments,
        forbid=_context(entry.get("forbid", {}), where),
        match=tuple(entry["match"]),
        reject=tuple(entry["reject"]),
    )


def _triggers(entry: dict[str, Any]) -> dict[Phrase, str]:
    found: dict[Phrase, str] = {}
    for phrase in entry.get("phrases", ()):
        found[tuple(fold_key(phrase).split())] = "noun"
    for noun in entry.get("nouns", ()):
        found |= {tuple(form.split()): "noun" for form in noun_forms(fold_key(noun))}
    for verb in entry.get("verbs", ()):
        past, present = fold_key(verb).split()
        found |= {(form,): "verb" for form in verb_forms(past, present)}
    return found | {(fold_key(form),): "verb" for form in entry.get("forms", ())}


def _frames(frames: list[str] | tuple[str, ...], where: str) -> tuple[str, ...]:
    for frame in frames:
        if frame not in FRAMES and not frame.startswith("after:"):
            raise ConfigError(where, f"no frame {frame!r}")
    return tuple(fold_key(f) if f.startswith("after:") else f for f in frames)


def _context(data: dict[str, list[str]], where: str) -> Context:
    if set(data) - {"before", "after", "near"}:
        raise ConfigError(where, f"no context {sorted(set(data) - {'before', 'after', 'near'})}")
    return Context(**{side: _phrases(words) for side, words in data.items()})


def _phrases(words: list[str]) -> frozenset[Phrase]:
    return frozenset(tuple(fold_key(word).split()) for word in words)
