import gzip
from datetime import UTC, date, datetime

import pytest

from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError, UnreadableError
from marsad.model import Response

DAY = date(2026, 1, 2)


def page(body, url="https://news.example/ar/%D8%AE", **headers):
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return Response("https://news.example/x", url, 200, {"content-type": "text/html", **headers}, body, at)


@pytest.fixture
def store(tmp_path):
    return WarcStore(str(tmp_path))


def test_pages_come_back_as_they_were(store):
    bodies = ["خبر أول".encode(), b"", bytes(range(256)) * 100]
    places = store.append("marsad", DAY, [page(body, x_note="عربي") for body in bodies])
    found = [store.read(p.file, p.offset, p.length) for p in places]
    assert [f.body for f in found] == bodies
    assert {(f.content_type, f.final_url) for f in found} == {("text/html", "https://news.example/ar/%D8%AE")}


def test_the_file_lies_under_source_and_day_and_records_touch(store, tmp_path):
    places = store.append("marsad", DAY, [page(b"one"), page(b"two")])
    (file,) = (tmp_path / "marsad/2026/01/02").iterdir()
    assert {p.file for p in places} == {file.relative_to(tmp_path).as_posix()}
    assert [p.offset for p in places] == [0, places[0].length]
    assert file.stat().st_size == sum(p.length for p in places)


def test_each_call_writes_a_file_of_its_own(store):
    first, second = (store.append("marsad", DAY, [page(b"x")])[0] for _ in range(2))
    assert first.file != second.file


def test_nothing_to_write_writes_nothing(store, tmp_path):
    assert store.append("marsad", DAY, []) == []
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_plain_warc_without_headers_of_the_wire(store, tmp_path):
    headers = {"content-encoding": "gzip", "transfer-encoding": "chunked", "content-length": "7"}
    (place,) = store.append("marsad", DAY, [page(b"body text", **headers)])
    record = gzip.decompress((tmp_path / place.file).read_bytes()).decode()
    assert record.startswith("WARC/1.")
    assert "WARC-Target-URI: https://news.example/ar/%D8%AE\r\n" in record
    assert "WARC-Date: 2026-01-02T03:04:05Z\r\n" in record
    assert "WARC-Payload-Digest: sha1:" in record
    assert "HTTP/1.1 200 OK\r\n" in record
    assert "content-length: 9\r\n" in record
    assert not {"gzip", "chunked"} & set(record.split())


def test_a_torn_last_record_is_unreadable_and_the_others_are_not(store, tmp_path):
    first, last = store.append("marsad", DAY, [page(b"one"), page(b"two")])
    file = tmp_path / first.file
    file.write_bytes(file.read_bytes()[:-5])
    assert store.read(first.file, first.offset, first.length).body == b"one"
    with pytest.raises(UnreadableError, match="torn record"):
        store.read(last.file, last.offset, last.length)


def test_every_flipped_byte_is_noticed(store, tmp_path):
    (place,) = store.append("marsad", DAY, [page(b"one two three")])
    file = tmp_path / place.file
    whole = file.read_bytes()
    for i in range(10, len(whole)):  # the first ten are the gzip header, whose time nobody checks
        file.write_bytes(whole[:i] + bytes([whole[i] ^ 0x55]) + whole[i + 1 :])
        with pytest.raises(UnreadableError):
            store.read(place.file, place.offset, place.length)


def test_a_wrong_offset_is_unreadable(store):
    first, _ = store.append("marsad", DAY, [page(b"one"), page(b"two")])
    with pytest.raises(UnreadableError, match="damaged record"):
        store.read(first.file, first.offset + 1, first.length)


@pytest.mark.parametrize("file", ["nowhere.warc.gz", "../secret", "/etc/passwd"])
def test_what_is_not_in_the_store_is_unreadable(store, tmp_path, file):
    (tmp_path.parent / "secret").write_bytes(b"x" * 100)
    with pytest.raises(UnreadableError):
        store.read(file, 0, 10)


def test_a_source_id_is_no_way_out(store, tmp_path):
    (place,) = store.append("../../outside", DAY, [page(b"x")])
    assert (tmp_path / place.file).resolve().is_relative_to(tmp_path)


def test_a_crash_while_writing_leaves_no_finished_file(store, tmp_path):
    def pages():
        yield page(b"one")
        raise MemoryError

    with pytest.raises(MemoryError):
        store.append("marsad", DAY, pages())
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_a_file_uri_is_a_path(tmp_path):
    store = WarcStore((tmp_path / "with space").as_uri())
    store.append("marsad", DAY, [page(b"x")])
    assert (tmp_path / "with space" / "marsad").is_dir()


@pytest.mark.parametrize("uri", ["s3://bucket/raw", "gs://bucket", "http://x/"])
def test_other_schemes_are_refused_by_name(uri):
    with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: \w+:// is not supported; use a path or file://"):
        WarcStore(uri)
