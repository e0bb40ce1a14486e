"""YAML as nodes instead of objects, so that each complaint names the file, the line and the key.

Nothing is ever constructed from a tag: a scalar is taken for what it plainly is, or refused.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from marsad.errors import ConfigError

# Plain decimals only: YAML 1.1 would also read 017 as 15, 1:30 as 90 and .inf as a number.
DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with where it stands. `key` is dotted ("feeds[2].url"), empty for the whole document."""

    path: Path
    line: int  # from 1, of the key, or of the item in a list
    key: str
    node: yaml.Node

    def error(self, message: str) -> ConfigError:
        """The exception to raise about this value: "<file>:<line>: <key>: <message>"."""
        return ConfigError(f"{self.path}:{self.line}", f"{self.key}: {message}" if self.key else message)


def document(path: Path, content: str) -> Value:
    """The one document in `content`. Raises ConfigError where it is not YAML, empty, or more than one."""
    try:
        node = yaml.compose(content, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ConfigError(f"{path}:{mark.line + 1 if mark else 1}", f"is no YAML: {reason}") from error
    if node is None:
        raise ConfigError(f"{path}:1", "is empty")
    return Value(path, 1, "", node)


def mapping(value: Value, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Value]:
    """The keys of `value`: each of `required`, any of `optional`, none twice and nothing else."""
    if not isinstance(value.node, yaml.MappingNode):
        raise value.error("must be a mapping of keys to values")
    found: dict[str, Value] = {}
    for key_node, node in value.node.value:
        field = _field(value, key_node, node)
        name = key_node.value
        if name not in (*required, *optional):
            allowed = ", ".join((*required, *optional))
            raise field.error(f"unknown key{did_you_mean(name, (*required, *optional))}; allowed: {allowed}")
        if name in found:
            raise field.error(f"is given twice, first in line {found[name].line}")
        found[name] = field
    if missing := [name for name in required if name not in found]:
        raise value.error(f"missing {', '.join(missing)}")
    return found


def _field(parent: Value, key_node: yaml.Node, node: yaml.Node) -> Value:
    line = key_node.start_mark.line + 1
    if not isinstance(key_node, yaml.ScalarNode):
        raise Value(parent.path, line, parent.key, key_node).error("a key must be a plain word")
    return Value(parent.path, line, ".".join(filter(None, (parent.key, key_node.value))), node)


def items(value: Value) -> list[Value]:
    """The entries of a list that has at least one."""
    if not isinstance(value.node, yaml.SequenceNode) or not value.node.value:
        raise value.error("must be a list with at least one entry")
    return [
        Value(value.path, node.start_mark.line + 1, f"{value.key}[{position}]", node)
        for position, node in enumerate(value.node.value, start=1)
    ]


def text(value: Value) -> str:
    """Text that is not empty, on one line. `country: NO` is refused: YAML 1.1 reads it as false."""
    raw, kind = _scalar(value)
    if kind != "str":
        raise value.error(f"must be text, but YAML reads {raw!r} as {kind}: put it in quotes")
    if not raw.strip():
        raise value.error("must not be empty")
    return " ".join(raw.split())


def number(value: Value, low: float, high: float) -> float:
    """A plain decimal number in [low, high]."""
    raw, kind = _scalar(value)
    if kind not in {"int", "float"} or not DECIMAL.fullmatch(raw) or not low <= float(raw) <= high:
        raise value.error(f"must be a plain number from {low:g} to {high:g}, not {raw!r}")
    return float(raw)


def integer(value: Value, low: int, high: int) -> int:
    """A whole number in [low, high]."""
    raw, kind = _scalar(value)
    if kind != "int" or not DECIMAL.fullmatch(raw) or not low <= int(raw) <= high:
        raise value.error(f"must be a whole number from {low} to {high}, not {raw!r}")
    return int(raw)


def boolean(value: Value) -> bool:
    """`true` or `false`. YAML 1.1's yes, no, on and off are refused."""
    raw, kind = _scalar(value)
    if kind != "bool" or raw not in {"true", "false"}:
        raise value.error(f"must be true or false, not {raw!r}")
    return raw == "true"


def _scalar(value: Value) -> tuple[str, str]:
    if not isinstance(value.node, yaml.ScalarNode):
        raise value.error("must be a single value, not a list or a mapping")
    return value.node.value, value.node.tag.rpartition(":")[2]


def did_you_mean(word: str, choices: Collection[str]) -> str:
    """A remark that names the closest of `choices`, or "" where nothing is close."""
    close = get_close_matches(word, choices, n=3, cutoff=0.75)
    return f" (did you mean {' or '.join(close)}?)" if close else ""
