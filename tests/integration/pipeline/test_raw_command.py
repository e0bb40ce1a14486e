"""`marsad raw`: what it prints and its exit code."""

from datetime import UTC, datetime

import pytest

from builders import DAY, digest, make_entry, make_page
from marsad import cli
from marsad.archive.warc import WarcStore
from marsad.model import Response
from marsad.store.entries import save_entries
from marsad.store.pages import save_pages


@pytest.fixture
def raw(dsn, tmp_path, monkeypatch, capsys):
    """`marsad raw ...` on the test's warehouse: its exit code and what it printed."""
    for name, value in {"MARSAD_DSN": dsn, "MARSAD_HOME": str(tmp_path), "MARSAD_RAW_URI": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MARSAD_RAW_RETENTION_DAYS", raising=False)

    def run(*arguments):
        code = cli.main(["raw", *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_an_empty_store_is_well(raw):
    summary = "checked 0 files of 0 bytes, read 0 records back: 0 damaged, 0 orphans of 0 bytes\n"
    assert raw("check") == (0, summary)
    told = "raw store: 0 files expired, 0 joined, 0 not joined, 0 swept; 0 polls and 0 articles on trial deleted; "
    assert raw("maintain") == (0, told + summary)


def test_damage_is_shown_and_fails_until_it_is_mended(raw, tmp_path, connection):
    entry = make_entry()
    answers = [Response("u", entry.url, 200, {}, b"", datetime.now(UTC))] * 2
    place, _ = WarcStore(str(tmp_path / "raw")).append("nahr", DAY, answers)
    places = {"warc_file": place.file, "warc_offset": place.offset, "warc_length": place.length}
    with connection.transaction():
        save_entries(connection, [entry])
        save_pages(connection, [make_page(entry, body_hash=digest("another"), **places)])
    for command in ("check", "maintain"):
        code, told = raw(command)
        assert code == 1
        head, _, row, summary = told.splitlines()
        assert head.split(" | ")[0].strip() == "source"
        assert row.startswith("nahr   | 2026-11-18 | lost")
        assert row.endswith("not the body whose hash the row has")
        assert "1 damaged" in summary
    code, told = raw("check", "--repair")
    assert code == 0
    assert "0 pages will be fetched again, 1 records are given up" in told
    assert raw("check")[0] == 0


def test_a_wrong_retention_is_told(raw, monkeypatch):
    for wrong in ("0", "-3", "a year", "99999999"):
        monkeypatch.setenv("MARSAD_RAW_RETENTION_DAYS", wrong)
        code, told = raw("maintain")
        assert (code, told.startswith(f"marsad raw: MARSAD_RAW_RETENTION_DAYS: {wrong!r} is no number of days")) == (
            1,
            True,
        )
