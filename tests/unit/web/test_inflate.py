import asyncio
import gzip
import os
import struct
import zlib

import brotli
import pytest
from backports import zstd

from marsad.errors import RetryableError, UnreadableError
from marsad.web.inflate import ACCEPTED, read_body

TEXT = "خبر عاجل من بغداد\n".encode() * 500


def raw_deflate(data):
    return zlib.compress(data, wbits=-15)


PRESS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def inflate(encoding, body, max_bytes=10**6, step=10**6, **options):
    pieces = [body[i : i + step] for i in range(0, len(body), step)]

    async def read():
        return pieces.pop(0) if pieces else b""

    return asyncio.run(read_body("https://a.example/", encoding, read, max_bytes, **options))


@pytest.mark.parametrize("step", [1, 7, 10**6])
@pytest.mark.parametrize("name", PRESS)
def test_an_encoding_is_undone_whatever_the_pieces(name, step):
    assert inflate(name, PRESS[name](TEXT), step=step) == TEXT
    assert inflate(name.upper(), PRESS[name](b"")) == b""


def test_deflate_comes_with_and_without_its_header():
    assert inflate("deflate", raw_deflate(TEXT), step=5) == TEXT


@pytest.mark.parametrize(
    "encoding",
    [
        *("", "identity", " , ", "identity, identity, identity", "None", "binary", "8bit", "7bit"),
        *("UTF-8", "utf8", "utf-16le", "ISO-8859-1", "iso8859_6", "windows-1256", "cp1252", "us-ascii", "none, utf-8"),
    ],
)
def test_nothing_to_undo(encoding):
    assert inflate(encoding, TEXT) == TEXT


def test_a_charset_beside_an_encoding_hides_it_not():
    assert inflate("gzip, utf-8", gzip.compress(TEXT)) == TEXT


@pytest.mark.parametrize("inner", PRESS)
@pytest.mark.parametrize("outer", PRESS)
def test_two_encodings_are_undone_the_last_one_first(inner, outer):
    assert inflate(f"{inner}, {outer}", PRESS[outer](PRESS[inner](TEXT)), step=11) == TEXT
    assert inflate(f"{inner}, identity, {outer}", PRESS[outer](PRESS[inner](TEXT))) == TEXT


def test_three_are_too_many():
    with pytest.raises(UnreadableError, match="3 times over"):
        inflate("gzip, br, gzip", b"")


@pytest.mark.parametrize("encoding", ["compress", "gzip, exi", "text/html", "aws-chunked", "*"])
def test_what_was_not_asked_for_is_refused_by_name(encoding):
    with pytest.raises(UnreadableError, match=r"answered in '.+', which was not asked for"):
        inflate(encoding, TEXT)


def test_all_that_is_asked_for_is_undone():
    assert {name.strip() for name in ACCEPTED.split(",")} == set(PRESS) - {"x-gzip"}


@pytest.mark.parametrize("step", [1, 20, 10**6])
@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_streams_behind_each_other_are_one_body_and_padding_is_none(name, step):
    press = PRESS[name]
    assert inflate(name, press(b"one ") + press(b"two") + bytes(16), step=step) == b"one two"


def test_a_skippable_frame_of_zstd_is_skipped():
    skippable = struct.pack("<II", 0x184D2A50, 4) + b"abcd"
    assert inflate("zstd", skippable + zstd.compress(b"one")) == b"one"


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_thousands_of_tiny_streams_are_refused(name):
    with pytest.raises(UnreadableError, match="more than 1000 streams"):
        inflate(name, PRESS[name](b"") * 1001)


@pytest.mark.parametrize("name", PRESS)
def test_a_cut_body_may_be_tried_again(name):
    body = PRESS[name](os.urandom(5000))
    with pytest.raises(RetryableError, match="ended early"):
        inflate(name, body[:-12])


@pytest.mark.parametrize("name", PRESS)
def test_garbage_is_told_as_such(name):
    with pytest.raises(UnreadableError, match="broken compression"):
        inflate(name, b"\x07<html>this is no compressed body at all</html>")


@pytest.mark.parametrize("encoding", ["", *PRESS])
def test_the_cap_is_exact(encoding):
    body = PRESS[encoding](TEXT) if encoding else TEXT
    assert inflate(encoding, body, len(TEXT)) == TEXT
    with pytest.raises(UnreadableError, match=f"exceeds {len(TEXT) - 1} bytes"):
        inflate(encoding, body, len(TEXT) - 1)


@pytest.mark.parametrize("encoding", PRESS)
def test_what_comes_over_the_wire_is_capped_too(encoding):
    body = PRESS[encoding](os.urandom(2000))
    with pytest.raises(UnreadableError, match="exceeds 1000 bytes"):
        inflate(encoding, body, 1000, step=100)


def test_a_layer_in_the_middle_is_capped_too():
    middle = gzip.compress(b"") + bytes(50_000)  # inflates to padding, which the inner layer ignores
    with pytest.raises(UnreadableError, match="exceeds 10000 bytes"):
        inflate("gzip, br", brotli.compress(middle), 10_000)


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "zstd", "gzip, gzip"])
def test_the_beginning_is_enough_where_it_was_asked_for(encoding):
    body = TEXT
    for name in encoding.split(", ") if encoding else []:
        body = PRESS[name](body)
    assert inflate(encoding, body, 1000, is_cut=True, step=50) == TEXT[:1000]
    assert inflate(encoding, body, len(TEXT), is_cut=True) == TEXT


def test_a_window_beyond_that_of_the_web_is_refused():
    options = {zstd.CompressionParameter.window_log: 27}
    with pytest.raises(UnreadableError, match="too much memory"):
        inflate("zstd", zstd.compress(bytes(50_000_000), options=options))
