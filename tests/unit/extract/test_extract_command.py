import io
import json
from pathlib import Path

import pytest

from marsad.extract.cli_extract import main

PAGES = Path(__file__).parents[2] / "data" / "pages"
FIELDS = {"title", "text", "published_at", "language", "author", "image", "canonical_url", "status"}


def answer(capsys):
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_it_prints_one_json_object(capsys):
    assert main(["--url", "https://news.example/ar/1", str(PAGES / "article.html")]) == 0
    found = answer(capsys)
    assert set(found) == FIELDS
    assert found["status"] == "ok"
    assert found["published_at"] == "2026-02-11T06:15:00+00:00"


@pytest.mark.parametrize(("body", "status"), [(b"<html></html>", "empty"), (b"%PDF-1.4", "unreadable")])
def test_it_reads_standard_input_and_says_when_there_is_no_article(capsys, monkeypatch, body, status):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    assert main([]) == 0
    found = answer(capsys)
    assert (found["status"], found["text"], found["published_at"]) == (status, "", None)


def test_a_missing_file_is_one_clear_line(capsys, tmp_path):
    assert main([str(tmp_path / "nowhere.html")]) == 1
    assert "nowhere.html" in capsys.readouterr().err
