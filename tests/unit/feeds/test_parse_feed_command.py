import io
import json
from pathlib import Path

import pytest

from marsad.feeds.cli_parse import main

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
FIELDS = ["entry_id", "url", "title", "summary", "content", "published_at", "updated_at", "author"]


def test_it_prints_one_json_object_per_item_those_without_url_too(capsys):
    assert main(["--url", "https://news.example/", str(FEEDS / "rss_references.xml")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(line) for line in lines] == [FIELDS] * 4
    assert lines[0]["published_at"] == "2026-01-16T11:42:34+00:00"
    assert lines[1]["url"] == "https://news.example/ar/weather"
    assert [bool(line["url"]) for line in lines] == [True, True, False, True]


def test_dates_without_an_offset_are_in_the_zone_given(capsys, tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text("<rss><channel><item><pubDate>2026-01-16 14:42</pubDate></item></channel></rss>")
    assert main(["--zone", "Asia/Baghdad", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["published_at"] == "2026-01-16T11:42:00+00:00"


def test_a_zone_that_does_not_exist_is_a_wrong_command_line(capsys, tmp_path):
    with pytest.raises(SystemExit) as caught:
        main(["--zone", "Asia/Atlantis", str(tmp_path)])
    assert caught.value.code == 2
    assert "Asia/Atlantis" in capsys.readouterr().err


def test_it_reads_standard_input(capsys, monkeypatch):
    body = (FEEDS / "atom.xml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    assert main(["-"]) == 0
    assert json.loads(capsys.readouterr().out)["url"] == "articles/1"


@pytest.mark.parametrize("content", [None, b"<html>"])
def test_it_fails_with_one_line_where_there_is_no_feed(capsys, tmp_path, content):
    file = tmp_path / "feed.xml"
    if content:
        file.write_bytes(content)
    assert main([str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
