"""Where the catalogue, rules, gazetteers, models, sample newsroom and SQL lie.

A wheel carries them under marsad/_data; an editable checkout keeps them at include/ and sql/.
"""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def data_dir(name: str) -> Path:
    """The folder `name`: catalog, rules, gazetteers, models, sample, sql, dags or plugins."""
    installed = PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    checkout = PACKAGE.parent
    return checkout.parent / name if name in {"sql", "dags", "plugins"} else checkout / name


@cache
def sql(name: str) -> str:
    """The statement in sql/<name>.sql, e.g. `sql("raw/entry/upsert")`."""
    return (data_dir("sql") / f"{name}.sql").read_text(encoding="utf-8")
