"""Pages into the store and back, wherever it lies."""

import gzip
import io
from datetime import UTC, date, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad.archive.layout import partition_of
from marsad.archive.warc import Collection, Piece, WarcStore
from marsad.errors import UnreadableError
from marsad.model import Response

DAY = date(2026, 1, 2)
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def page(body, url="https://news.example/ar/%D8%AE", **headers):
    return Response("https://news.example/x", url, 200, {"content-type": "text/html", **headers}, body, AT)


@pytest.fixture
def store(raw_uri):
    return WarcStore(raw_uri)


@pytest.fixture
def folder(tmp_path):
    """A store whose files the test may touch."""
    return WarcStore(str(tmp_path))


def content(store, file):
    with store.open(file) as stream:
        return stream.read()


def records(raw):
    """(type, isPartOf of the warcinfo it names) of each record, as any WARC tool reads them."""
    collections, found = {}, []
    for record in ArchiveIterator(io.BytesIO(raw), check_digests="raise"):
        body = record.content_stream().read().decode()
        headers = record.rec_headers
        if record.rec_type == "warcinfo":
            fields = dict(line.split(": ", 1) for line in body.splitlines())
            collections[headers.get_header("WARC-Record-ID")] = fields["isPartOf"]
        else:
            found.append((record.rec_type, collections[headers.get_header("WARC-Warcinfo-ID")]))
    return found


def test_pages_come_back_as_they_were(store):
    bodies = ["خبر أول".encode(), b"", bytes(range(256)) * 100]
    places = store.append("marsad", DAY, [page(body, x_note="عربي") for body in bodies])
    found = [store.read(p.file, p.offset, p.length) for p in places]
    assert [f.body for f in found] == bodies
    assert {(f.content_type, f.final_url) for f in found} == {("text/html", "https://news.example/ar/%D8%AE")}


def test_the_file_lies_under_source_and_day_and_records_touch(store):
    places = store.append("marsad", DAY, [page(b"one"), page(b"two")])
    (file,) = store.list()
    assert {p.file for p in places} == {file.name}
    assert partition_of(file.name) == ("marsad", DAY)
    assert places[1].offset == places[0].offset + places[0].length
    assert file.size == places[1].offset + places[1].length == len(content(store, file.name))
    assert abs((datetime.now(UTC) - file.modified_at).total_seconds()) < 60


def test_each_call_writes_a_file_of_its_own(store):
    first, second = (store.append("marsad", DAY, [page(b"x")])[0] for _ in range(2))
    assert first.file != second.file
    assert {file.name for file in store.list()} == {first.file, second.file}


def test_nothing_to_write_writes_nothing(store):
    assert store.append("marsad", DAY, []) == []
    assert list(store.list()) == []


def test_a_deleted_file_is_gone_and_may_be_deleted_again(store):
    (place,) = store.append("marsad", DAY, [page(b"x")])
    store.delete(place.file)
    store.delete(place.file)
    assert list(store.list()) == []
    with pytest.raises(UnreadableError, match=place.file):
        store.read(place.file, place.offset, place.length)
    with pytest.raises(UnreadableError, match=place.file), store.open(place.file):
        pass


def test_an_append_that_fails_leaves_nothing(store):
    class DiskError(Exception):
        pass

    class Broken(Response):
        __slots__ = ()

        @property
        def headers(self):
            raise DiskError

        @headers.setter
        def headers(self, value):
            """As a dataclass sets it."""

    broken = Broken("u", "https://news.example/", 200, {}, b"two", AT)
    with pytest.raises(DiskError):
        store.append("marsad", DAY, [page(b"one"), broken])
    assert list(store.list()) == []


@pytest.mark.parametrize("file", ["nowhere.warc.gz", "../secret", "a/../../secret", "/etc/passwd", "", "a//b", "a\\b"])
def test_what_is_not_in_the_store_is_unreadable(store, tmp_path, file):
    (tmp_path.parent / "secret").write_bytes(b"x" * 100)
    store.append("marsad", DAY, [page(b"x")])
    with pytest.raises(UnreadableError):
        store.read(file, 0, 10)


@pytest.mark.parametrize("file", ["../secret", "a/../../secret", "/etc/passwd"])
def test_nothing_outside_the_store_is_deleted(store, tmp_path, file):
    secret = tmp_path.parent / "secret"
    secret.write_bytes(b"x")
    with pytest.raises(UnreadableError, match="outside the raw store"):
        store.delete(file)
    assert secret.exists()


@pytest.mark.parametrize("source_id", ["../../outside", "..", ".", "a/b", "a\\b"])
def test_a_source_id_is_no_way_out(store, source_id):
    (place,) = store.append(source_id, DAY, [page(b"x")])
    assert partition_of(place.file)[1] == DAY
    assert store.read(place.file, place.offset, place.length).body == b"x"


def test_a_wrong_offset_is_unreadable(store):
    first, last = store.append("marsad", DAY, [page(b"one"), page(b"two")])
    with pytest.raises(UnreadableError, match="damaged record"):
        store.read(first.file, first.offset + 1, first.length)
    for offset in (last.offset + 1, 10**9):
        with pytest.raises(UnreadableError, match="torn record"):
            store.read(last.file, offset, last.length)


def test_the_head_of_a_file_is_no_page(store):
    (place,) = store.append("marsad", DAY, [page(b"one")])
    with pytest.raises(UnreadableError, match="a warcinfo record, not a response"):
        store.read(place.file, 0, place.offset)


def test_pages_and_feeds_are_told_apart_by_any_reader(store):
    (page_place,) = store.append("nahr", DAY, [page(b"x")])
    (feed_place,) = store.append("nahr", DAY, [page(b"<rss/>")], collection=Collection.FEEDS)
    assert records(content(store, page_place.file)) == [("response", "marsad/nahr/pages")]
    assert records(content(store, feed_place.file)) == [("response", "marsad/nahr/feeds")]


def test_files_are_joined_byte_for_byte_and_keep_what_they_say(store):
    places = [
        *store.append("nahr", DAY, [page(b"one"), page(b"two")]),
        *store.append("nahr", DAY, [page(b"<rss/>")], collection=Collection.FEEDS),
    ]
    sizes = {file.name: file.size for file in store.list()}
    first, second = places[0].file, places[2].file
    pieces = [Piece(first, 0, sizes[first]), Piece(second, 0, sizes[second])]
    joined = store.compose("nahr/2026/01/02", pieces)
    assert content(store, joined) == content(store, first) + content(store, second)
    assert [collection for _, collection in records(content(store, joined))] == [
        "marsad/nahr/pages", "marsad/nahr/pages", "marsad/nahr/feeds",
    ]  # fmt: skip
    shifts = {first: 0, second: sizes[first]}
    found = [store.read(joined, place.offset + shifts[place.file], place.length).body for place in places]
    assert found == [b"one", b"two", b"<rss/>"]
    # Again, as after a crash: no second file.
    assert store.compose("nahr/2026/01/02", pieces) == joined
    assert len(list(store.list())) == 3


def test_what_is_not_whole_is_not_joined(store):
    first, last = store.append("nahr", DAY, [page(b"one"), page(b"two")])
    with pytest.raises(UnreadableError, match="not joined"):
        store.compose("nahr/2026/01/02", [Piece(first.file, 0, last.offset + 5), Piece(first.file, 0, last.offset)])
    assert {file.name for file in store.list()} == {first.file}


def test_the_record_is_plain_warc_without_headers_of_the_wire(folder, tmp_path):
    headers = {"content-encoding": "gzip", "transfer-encoding": "chunked", "content-length": "7"}
    (place,) = folder.append("marsad", DAY, [page(b"body text", **headers)])
    record = gzip.decompress((tmp_path / place.file).read_bytes()[place.offset :]).decode()
    assert record.startswith("WARC/1.1\r\n")
    assert "WARC-Target-URI: https://news.example/ar/%D8%AE\r\n" in record
    assert "WARC-Date: 2026-01-02T03:04:05Z\r\n" in record
    assert "WARC-Payload-Digest: sha1:" in record
    assert "HTTP/1.1 200 OK\r\n" in record
    assert "content-length: 9\r\n" in record
    assert not {"gzip", "chunked"} & set(record.split())


def test_a_torn_last_record_is_unreadable_and_the_others_are_not(folder, tmp_path):
    first, last = folder.append("marsad", DAY, [page(b"one"), page(b"two")])
    file = tmp_path / first.file
    file.write_bytes(file.read_bytes()[:-5])
    assert folder.read(first.file, first.offset, first.length).body == b"one"
    with pytest.raises(UnreadableError, match="torn record"):
        folder.read(last.file, last.offset, last.length)


def test_every_flipped_byte_is_noticed(folder, tmp_path):
    (place,) = folder.append("marsad", DAY, [page(b"one two three")])
    file = tmp_path / place.file
    whole = file.read_bytes()
    # The first ten of a member are the gzip header, whose time nobody checks.
    for i in range(place.offset + 10, len(whole)):
        file.write_bytes(whole[:i] + bytes([whole[i] ^ 0x55]) + whole[i + 1 :])
        with pytest.raises(UnreadableError):
            folder.read(place.file, place.offset, place.length)


def test_a_symbolic_link_is_no_way_out(folder, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.warc.gz").write_bytes(b"x" * 100)
    (tmp_path / "marsad").symlink_to(outside)
    with pytest.raises(UnreadableError, match="outside the raw store"):
        folder.read("marsad/a.warc.gz", 0, 10)


def test_a_file_uri_is_a_path(tmp_path):
    WarcStore((tmp_path / "with space").as_uri()).append("marsad", DAY, [page(b"x")])
    assert (tmp_path / "with space" / "marsad").is_dir()
