"""`marsad export`: what files hold, that they are one moment's, the same every time, and as their contract says."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from builders import DAY, make_entry, publish
from marsad.cli import main
from marsad.errors import ConfigError, UnreadableError
from marsad.export.check import check_file
from marsad.export.contract import contract_of, exported_tables
from marsad.pipeline.export import export
from marsad.store import exports
from marsad.store.connect import connect

pq = pytest.importorskip("pyarrow.parquet")

TABLES = exported_tables()
MONTH = (date(2026, 11, 1), date(2026, 11, 30))
# What a spreadsheet, a CSV reader or a JSON parser may stumble over.
ODD = '=1+1, "quoted"\n\ttab \\n back\\\\slash \x01\x02 \u2028 end'


@pytest.fixture
def filled(dsn):
    """Three articles of two months, one of them with an odd title and without author."""
    with connect(dsn) as connection:
        publish(connection, make_entry("one"))
        publish(connection, make_entry("two"), title=ODD, author="")
        publish(connection, make_entry("three", day=date(2026, 12, 1)))
        connection.commit()
    return dsn


def read(folder: Path, table: str, month: str, kind: str):
    path = folder / f"{table}-{month}.{kind}"
    if kind == "parquet":
        return pq.read_table(path).to_pylist()
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file)) if kind == "csv" else [json.loads(line) for line in file]


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_every_table_goes_out_and_is_as_its_contract_says(filled, tmp_path, kind):
    manifest = export(filled, TABLES, MONTH, kind, tmp_path)
    assert {file.table for file in manifest.files} == set(TABLES)
    counted = {file.file: file.row_count for file in manifest.files}
    assert {path.name: check_file(path) for path in tmp_path.glob(f"*.{kind}")} == counted
    assert (counted[f"article-2026-11.{kind}"], counted[f"gdelt_event-2026-11.{kind}"]) == (2, 2)
    assert (counted[f"mention-2026-11.{kind}"], counted[f"source.{kind}"]) == (6, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*counted, "manifest.json"])


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_values_survive_whatever_is_in_them(filled, tmp_path, kind):
    export(filled, ["article"], MONTH, kind, tmp_path)
    rows = {row["title"]: row for row in read(tmp_path, "article", "2026-11", kind)}
    assert rows[ODD]["author"] == ""
    assert rows[ODD]["body"] == next(row["body"] for title, row in rows.items() if title != ODD)
    if kind != "csv":  # read by Python's csv module, where a null and an empty text are one
        assert {row["image_url"] for row in rows.values()} == {None}


def test_nulls_and_empty_texts_are_told_apart_in_csv(filled, tmp_path):
    export(filled, ["article"], MONTH, "csv", tmp_path)
    text = (tmp_path / "article-2026-11.csv").read_text(encoding="utf-8")
    assert ',ar,"",,2026-11-18 12:00:00+00,' in text
    assert ",ar,,,2026-11-18 12:00:00+00," in text


def test_parquet_has_the_contracts_types_and_comments(filled, tmp_path):
    export(filled, ["event"], MONTH, "parquet", tmp_path)
    schema = pq.read_schema(tmp_path / "event-2026-11.parquet")
    kinds = {name: str(schema.field(name).type) for name in ("trigger_start", "confidence", "latitude", "mode")}
    assert kinds == {"trigger_start": "int32", "confidence": "float", "latitude": "double", "mode": "string"}
    field = schema.field("event_id")
    assert (field.nullable, field.metadata[b"comment"][:6]) == (False, b"sha256")


def test_a_file_a_month_and_days_at_both_ends_included(filled, tmp_path):
    manifest = export(filled, ["article"], (DAY, date(2026, 12, 1)), "jsonl", tmp_path)
    assert [(file.file, file.row_count) for file in manifest.files] == [
        ("article-2026-11.jsonl", 2),
        ("article-2026-12.jsonl", 1),
    ]
    manifest = export(filled, ["article"], (DAY + timedelta(days=1), date(2026, 11, 30)), "jsonl", tmp_path / "none")
    assert manifest.row_count() == 0


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_the_same_rows_are_the_same_bytes(filled, tmp_path, kind):
    first = export(filled, TABLES, MONTH, kind, tmp_path / "first")
    assert export(filled, TABLES, MONTH, kind, tmp_path / "second") == first
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_all_tables_are_of_one_moment(filled, tmp_path):
    with exports.snapshot(filled) as reading:
        before = count(reading)
        with connect(filled) as writing:
            publish(writing, make_entry("meanwhile"))
            writing.commit()
        assert count(reading) == before
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            reading.execute("DELETE FROM curated.mention")
    with exports.snapshot(filled) as reading:
        assert count(reading) == before + 1


def count(connection):
    return connection.execute("SELECT count(*) FROM curated.article").fetchone()[0]


def test_a_table_that_breaks_its_contract_is_refused_before_anything_is_written(filled, tmp_path):
    with connect(filled) as owner:
        owner.execute("ALTER TABLE curated.source ADD COLUMN mine text, ALTER COLUMN is_enabled TYPE text")
        owner.commit()
        try:
            with pytest.raises(ConfigError, match=r"source: .*is_enabled is text, not boolean; mine is not in it"):
                export(filled, ["article", "source"], MONTH, "csv", tmp_path)
        finally:
            owner.execute(
                "ALTER TABLE curated.source DROP COLUMN mine,"
                " ALTER COLUMN is_enabled TYPE boolean USING is_enabled::boolean"
            )
            owner.commit()
    assert list(tmp_path.iterdir()) == []


SPOILS = {
    "another column": lambda text: text.replace("story_id", "strory_id", 1),
    "no date": lambda text: text.replace("2026-11-18,", "18.11.2026,", 1),
    "a word for a number": lambda text: text.replace(",1,1,1,", ",1,one,1,", 1),
    "a cell too few": lambda text: text.replace(",1,1,1,", ",1,1,", 1),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_spoilt_csv_is_found(filled, tmp_path, spoil):
    export(filled, ["distinct_event"], MONTH, "csv", tmp_path)
    path = tmp_path / "distinct_event-2026-11.csv"
    (tmp_path / "manifest.json").unlink()
    text = path.read_text(encoding="utf-8")
    assert check_file(path) == 2
    path.write_text(SPOILS[spoil](text), encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"row 1|its header"):
        check_file(path)


@pytest.mark.parametrize(
    ("name", "value"), [("version", "1"), ("version", None), ("day", "yesterday"), ("title", 5), ("more", 1)]
)
def test_a_spoilt_json_line_is_found(filled, tmp_path, name, value):
    export(filled, ["article"], MONTH, "jsonl", tmp_path)
    path = tmp_path / "article-2026-11.jsonl"
    (tmp_path / "manifest.json").unlink()
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(json.dumps({**json.loads(first), name: value}) + "\n" + rest, encoding="utf-8")
    with pytest.raises(UnreadableError, match="row 1"):
        check_file(path)


@pytest.mark.parametrize("line", ["", "[]", '{"article_id": "a"', "5"])
def test_a_line_that_is_no_object_is_found(tmp_path, line):
    path = tmp_path / "article-2026-11.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="row 1 has other columns"):
        check_file(path)


def test_parquet_of_another_schema_or_none_is_found(filled, tmp_path):
    export(filled, ["article", "event"], MONTH, "parquet", tmp_path)
    (tmp_path / "event-2026-11.parquet").rename(tmp_path / "mention-2026-11.parquet")
    (tmp_path / "source.parquet").write_bytes(b"PAR1 not at all")
    for name in ("mention-2026-11", "source"):
        with pytest.raises(UnreadableError, match=name):
            check_file(tmp_path / f"{name}.parquet")


def test_bytes_that_the_manifest_does_not_know_are_found(filled, tmp_path):
    export(filled, ["article"], MONTH, "csv", tmp_path)
    path = tmp_path / "article-2026-11.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("الموصل", "الموصلي"), encoding="utf-8")
    with pytest.raises(UnreadableError, match="other bytes"):
        check_file(path)
    with pytest.raises(UnreadableError, match="does not list"):
        check_file(path.rename(tmp_path / "article-2026-10.csv"))


def test_the_command_exports_and_checks(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MARSAD_DSN", filled)
    arguments = ["export", "--from", "2026-11-18", "--table", "article", "event", "--format", "csv"]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    assert "4 rows of 2026-11-18 to 2026-11-18 in 2 files" in capsys.readouterr().out
    assert main(["export", "--check", *(str(path) for path in sorted(tmp_path.glob("*.csv")))]) == 0
    assert capsys.readouterr().out.count("2 rows, as its contract says") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--from: is missing"),
        (["--from", "2026-11-18", "--to", "2026-11-17"], "is after"),
        (["--check", "hearsay-2026-11.csv"], "hearsay: is not exported"),
        (["--check", "article-2026-11.csv"], "there is no such file"),
        (["--check", "article-2026-11.xlsx"], "is none of .parquet, .csv, .jsonl"),
    ],
)
def test_what_cannot_be_exported_is_said(filled, tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.setenv("MARSAD_DSN", filled)
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 1
    assert message in capsys.readouterr().err


def test_the_reader_may_export(filled, tmp_path):
    with connect(filled) as owner:
        owner.execute(f"ALTER DATABASE {owner.info.dbname} SET role = marsad_reader")
        owner.commit()
        try:
            assert export(filled, TABLES, MONTH, "csv", tmp_path).row_count() > 20
        finally:
            owner.execute(f"ALTER DATABASE {owner.info.dbname} RESET role")
            owner.commit()


def test_every_contract_speaks_of_every_column():
    assert len(TABLES) >= 15
    assert [t for t in TABLES if not contract_of(t).text or any(not c.text for c in contract_of(t).columns)] == []
    assert len(contract_of("gdelt_event").columns) == 61
