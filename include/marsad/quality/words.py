"""What an expectation demands, in words: for the reference page, and for whoever looks at what broke it."""

from collections.abc import Callable, Mapping
from typing import Any

from marsad.quality.rule import Rule

# What an expectation of that kind demands of its column.
WORDS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "ExpectColumnValuesToNotBeNull": lambda column, _: f"{column} is never null",
    "ExpectColumnValuesToBeUnique": lambda column, _: f"{column} never repeats",
    "ExpectColumnValuesToMatchRegex": lambda column, arguments: f"{column} matches `{arguments['regex']}`",
    "ExpectColumnValuesToBeInSet": lambda column, arguments: f"{column} is {_choice(arguments['value_set'])}",
    "ExpectColumnValuesToBeBetween": lambda column, arguments: f"{column} is {_range(arguments)}",
    "ExpectTableRowCountToBeBetween": lambda _, arguments: f"the number of rows is {_range(arguments)}",
}


def demand_of(rule: Rule) -> str:
    """What must hold, in words. Raises KeyError for a kind that WORDS does not have yet."""
    return WORDS[rule.kind](f"`{rule.arguments.get('column', '')}`", rule.arguments)


def _choice(values: list[Any]) -> str:
    listed = ", ".join(f"`{value}`" for value in values)
    return "true" if values == [True] else f"one of {listed}" if len(values) > 1 else listed


def _range(arguments: Mapping[str, Any]) -> str:
    low, high = arguments.get("min_value"), arguments.get("max_value")
    if low == high:
        return f"exactly {low}"
    sides = [f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else ""]
    return " and ".join(filter(None, sides))
