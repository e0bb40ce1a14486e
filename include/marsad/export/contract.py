"""Contracts of exported tables: the columns that readers of the files rely on, committed in sql/exports/*.json."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from marsad.errors import ConfigError
from marsad.resources import data_dir


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the catalogue has it: `type` in Postgres's words, `text` from its COMMENT."""

    name: str
    type: str
    is_required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Contract:
    """What a file of `table` ("article", in schema curated) holds, in this order."""

    table: str
    text: str
    columns: tuple[Column, ...]

    def as_json(self) -> str:
        """The committed form."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def exported_tables() -> tuple[str, ...]:
    """The tables that can be exported: those with a query under sql/exports."""
    return tuple(sorted(path.stem for path in (data_dir("sql") / "exports").glob("*.sql")))


@cache
def contract_of(table: str) -> Contract:
    """The committed contract. Raises ConfigError for a table that is not exported."""
    path = data_dir("sql") / "exports" / f"{table}.json"
    if not path.exists():
        raise ConfigError(table, f"is not exported; there are {', '.join(exported_tables())}")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Contract(data["table"], data["text"], tuple(Column(**column) for column in data["columns"]))


def require_kept(table: str, found: Sequence[tuple[str, str]]) -> None:
    """Raise ConfigError when names and types that were `found` are not those of the contract, in its order."""
    wanted = [(column.name, column.type) for column in contract_of(table).columns]
    if list(found) != wanted:
        raise ConfigError(table, f"breaks its contract: {'; '.join(_differences(wanted, found))}")


def _differences(wanted: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> Iterable[str]:
    types, promised = dict(found), dict(wanted)
    for name, type_ in wanted:
        if name not in types:
            yield f"{name} is missing"
        elif types[name] != type_:
            yield f"{name} is {types[name]}, not {type_}"
    yield from (f"{name} is not in it" for name in types if name not in promised)
    if set(types) == set(promised):
        yield "the order of columns differs"
