"""Records of any WARC file, one at a time, behind whatever is broken."""

import gzip
import hashlib
import io
import re
from datetime import UTC, date, datetime

import pytest

from marsad.archive import reader
from marsad.archive.reader import Reader
from marsad.archive.warc import WarcStore
from marsad.model import Response

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture
def stored(tmp_path):
    """The bytes of a file with four pages, and where each lies."""
    urls = [f"https://nahr.example/{key}" for key in range(4)]
    pages = [Response(u, u, 200, {"content-type": "text/html"}, f"<p>{u}</p>".encode() * 50, NOON) for u in urls]
    places = WarcStore(str(tmp_path)).append("nahr", date(2026, 11, 18), pages)
    return (tmp_path / places[0].file).read_bytes(), places


def read(content, is_wanted=lambda url: True):
    reading = Reader(io.BytesIO(content), is_wanted)
    return [archived.response.url[-1] for archived in reading], reading.broken_count


def test_each_answer_comes_with_its_place_and_what_it_is_part_of(stored):
    content, places = stored
    found = list(Reader(io.BytesIO(content), lambda _: True))
    assert [(a.offset, a.length) for a in found] == [(p.offset, p.length) for p in places]
    assert {a.part_of for a in found} == {"marsad/nahr/pages"}
    assert found[0].response.body == b"<p>https://nahr.example/0</p>" * 50
    assert (found[0].response.fetched_at, found[0].response.headers["content-type"]) == (NOON, "text/html")


def test_nobody_reads_what_nobody_wants(stored):
    assert read(stored[0], lambda url: url.endswith("2")) == (["2"], 0)


@pytest.mark.parametrize(("broken", "left"), [(0, ["1", "2", "3"]), (1, ["0", "2", "3"]), (3, ["0", "1", "2"])])
def test_a_broken_record_is_counted_and_skipped(stored, broken, left):
    content, places = bytearray(stored[0]), stored[1]
    content[places[broken].offset + 60] ^= 0xFF
    assert read(bytes(content)) == (left, 1)


def test_garbage_before_and_a_torn_end_are_counted(stored):
    content, places = stored
    assert read(b"garbage" + content) == (["0", "1", "2", "3"], 1)
    assert read(content[: places[3].offset + 60]) == (["0", "1", "2"], 1)
    assert read(b"") == ([], 0)


def test_a_body_that_is_too_big_is_counted(stored, monkeypatch):
    monkeypatch.setattr(reader, "LARGEST", 1_000)
    assert read(stored[0]) == ([], 4)


def test_answers_other_than_200_are_left_out():
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://nahr.example/gone\r\n"
        "WARC-Date: 2026-11-18T12:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n"
    )
    answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    assert read(gzip.compress(record.format(len(answer), answer).encode())) == ([], 0)


@pytest.mark.parametrize(
    "garbage",
    [
        b"a b c d 7\n",
        b"https://nahr.example 192.0.2.1 20261118120000 text/html 40\n",
        b"WARC/1.0\r\n",
        b"\r\n",
        b"\n\x91(\x00",
    ],
)
@pytest.mark.parametrize("before", range(4))
def test_nothing_is_taken_for_a_record_that_is_none(stored, garbage, before):
    content, place = stored[0], stored[1][before]
    assert read(content[: place.offset] + garbage + content[place.offset :]) == (["0", "1", "2", "3"], 1)


def test_a_damaged_record_that_nobody_wants_costs_no_other(tmp_path):
    urls = [f"https://nahr.example/{key}" for key in range(5)]
    pages = [Response(u, u, 200, {}, hashlib.shake_256(u.encode()).digest(30_000), NOON) for u in urls]
    places = WarcStore(str(tmp_path)).append("nahr", date(2026, 11, 18), pages)
    content = bytearray((tmp_path / places[0].file).read_bytes())
    content[places[1].offset + 15_000] ^= 0xFF
    assert read(bytes(content), lambda url: not url.endswith("1")) == (["0", "2", "3", "4"], 1)


@pytest.mark.parametrize("length", [b"abc", b"0", b"60", b"99999"])
def test_a_wrong_length_costs_one_record(stored, length):
    content, places = stored[0], stored[1]
    begin, end = places[1].offset, places[1].offset + places[1].length
    wrong = re.sub(rb"(?<=\r\nContent-Length: )\d+", length, gzip.decompress(content[begin:end]), count=1)
    assert read(content[:begin] + gzip.compress(wrong) + content[end:]) == (["0", "2", "3"], 1)


@pytest.mark.parametrize("field", [b"WARC-Date", b"Content-Length"])
def test_a_record_that_lacks_a_field_costs_no_other(stored, field):
    content, places = stored[0], stored[1]
    begin, end = places[1].offset, places[1].offset + places[1].length
    lacking = re.sub(rb"\r\n" + field + rb": [^\r]+", b"", gzip.decompress(content[begin:end]), count=1)
    assert read(content[:begin] + gzip.compress(lacking) + content[end:]) == (["0", "2", "3"], 1)


def test_records_that_are_not_compressed(stored):
    content, places = stored
    plain = gzip.decompress(content)
    assert read(plain) == (["0", "1", "2", "3"], 0)
    assert read(plain[:-200]) == (["0", "1", "2"], 1)
    found = list(Reader(io.BytesIO(plain), lambda _: True))
    assert all(plain[a.offset :].startswith(b"WARC/1.") for a in found)
    assert all(plain[a.offset + a.length :].startswith(b"\r\n\r\n") for a in found)
    cut = places[2].offset
    assert read(gzip.decompress(content[:cut]) + content[cut:]) == (["0", "1", "2", "3"], 0)
    assert read(content[:cut] + gzip.decompress(content[cut:])) == (["0", "1", "2", "3"], 0)
