"""COPY beside the table, then one ordered statement: what is counted, what is left alone, what survives."""

import re
from dataclasses import replace

import pytest

from builders import make_entry
from marsad.resources import data_dir
from marsad.store.entries import entries_with_status, save_entries
from marsad.store.load import copy_rows, upsert

ODD_TEXTS = {
    "arabic": "مقتل جنديّين، وإصابةُ ٥ آخرين — «عاجل»",
    "quotes": """'single' "double" `back` $$dollar$$ %s %(x)s {} \\N""",
    "breaks": "first\nsecond\r\nthird\ttabbed\vvertical\fform",
    "backslashes": "\\ \\\\ \\n \\u0041 C:\\news",
    "emoji": "🇮🇶 👨‍👩‍👧 \U0001f4f0",
    "marks": "\u200f\u200e\u0640\ufeff\u00a0\u2028",
    "long": "خبر طويل جداً. " * 70_000,
    "empty": "",
}


def test_upsert_counts_what_it_changed_and_nothing_else(connection):
    first, second = make_entry("one"), make_entry("two")
    assert upsert(connection, "raw.entry", [first, second], "raw/entry/upsert") == 2
    assert upsert(connection, "raw.entry", [first, second], "raw/entry/upsert") == 0
    edited = replace(second, content_hash="other")
    assert upsert(connection, "raw.entry", [first, edited, make_entry("three")], "raw/entry/upsert") == 2


def test_nothing_to_load_is_nothing_loaded(connection):
    assert upsert(connection, "raw.entry", [], "raw/entry/upsert") == 0


def test_equal_rows_stay_untouched(lasting):
    entries = [make_entry("one"), make_entry("two")]
    save_entries(lasting, entries)
    lasting.commit()
    before = row_versions(lasting)
    save_entries(lasting, [*entries, make_entry("three")])
    lasting.commit()
    after = row_versions(lasting)
    assert {key: after[key] for key in before} == before
    assert len(after) == 3


def test_rows_are_written_in_the_order_of_their_key(connection):
    entries = sorted((make_entry(str(number)) for number in range(50)), key=lambda e: e.entry_id, reverse=True)
    save_entries(connection, entries)
    written = [row[0] for row in connection.execute("SELECT entry_id FROM raw.entry ORDER BY ctid")]
    assert written == sorted(written)


def test_every_statement_that_inserts_many_rows_orders_them():
    # Two workers that meet the same rows in another order wait for each other for ever. Migrations run alone.
    paths = [path for path in data_dir("sql").rglob("*.sql") if path.parent.name != "migrations"]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    bulk = {path: text for path, text in texts.items() if "INSERT INTO" in text and "\nSELECT" in text}
    unordered = [
        p for p, text in bulk.items() if not re.search(r"^ORDER BY", text.rpartition("\nFROM ")[2], re.MULTILINE)
    ]
    assert len(bulk) > 15
    assert not unordered


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_text_survives(connection, text):
    entry = make_entry(title=text, summary=text, content=text, author=text, guid=text)
    save_entries(connection, [entry])
    assert entries_with_status(connection, entry.day, entry.status) == [entry]


def test_the_table_beside_is_gone_with_its_transaction(lasting):
    name = copy_rows(lasting, "raw.entry", [make_entry()])
    assert lasting.execute("SELECT to_regclass(%s)", [name]).fetchone() == (name,)
    lasting.commit()
    assert lasting.execute("SELECT to_regclass(%s)", [name]).fetchone() == (None,)


def test_the_table_beside_holds_the_last_batch_only(connection):
    copy_rows(connection, "raw.entry", [make_entry("one")])
    name = copy_rows(connection, "raw.entry", [make_entry("two")])
    assert connection.execute(f"SELECT guid FROM {name}").fetchall() == [("two",)]


def row_versions(connection):
    return dict(connection.execute("SELECT entry_id, xmin::text FROM raw.entry").fetchall())
