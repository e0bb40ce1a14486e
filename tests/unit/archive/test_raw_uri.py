"""What MARSAD_RAW_URI may say, and how a wrong one is told."""

import subprocess
import sys

import pytest
from fsspec.registry import _registry

from marsad.archive.files import open_files
from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError


@pytest.mark.parametrize("uri", ["gs://bucket", "http://x/", "ftp://reporter:hush@x/", "nonsense://x"])
def test_other_schemes_are_refused_by_name(uri):
    with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: \w+:// is not supported; use a path, file:// or s3://"):
        WarcStore(uri)


def test_credentials_do_not_belong_in_it_and_are_not_repeated():
    with pytest.raises(ConfigError) as caught:
        WarcStore("s3://reporter:hush@bucket/raw")
    assert "AWS_SECRET_ACCESS_KEY" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_s3_without_a_bucket_is_told():
    with pytest.raises(ConfigError, match="names no bucket"):
        WarcStore("s3:///raw")


@pytest.mark.parametrize("uri", ["file://data/raw", "file://store.example/data/raw", "file://", "FILE://data/raw"])
def test_a_file_uri_with_a_host_or_without_a_folder_is_refused(uri):
    """The first would be /raw, and the third wherever one stands."""
    with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: .*names a folder and no host, as in file:///data/raw"):
        WarcStore(uri)


@pytest.mark.parametrize("uri", ["file:/data/raw", "file:data/raw", "File:/data/raw", "s3:bucket/raw", "s3:/bucket"])
def test_a_scheme_without_its_slashes_is_no_path(uri):
    with pytest.raises(ConfigError, match="MARSAD_RAW_URI: two slashes follow the colon"):
        WarcStore(uri)


@pytest.mark.parametrize("prefix", ["file://", "file://localhost", "FILE://LocalHost"])
def test_a_file_uri_is_its_folder(tmp_path, prefix):
    with open_files(f"{prefix}{tmp_path}/a%20b").write("x") as stream:
        stream.write(b"1")
    assert (tmp_path / "a b" / "x").read_bytes() == b"1"


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(_registry, "s3", raising=False)
    with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: s3:// needs a package more: pip install 'marsad\[s3\]'"):
        WarcStore("s3://bucket/raw")


def test_a_folder_does_without_the_package(tmp_path):
    code = f"import sys; from marsad.archive.warc import WarcStore; WarcStore({str(tmp_path)!r}); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"s3fs", "botocore", "aiohttp"} & set(told.stdout.split())


def test_a_store_that_is_not_there_makes_no_record_a_damaged_one(tmp_path):
    with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: .*unmounted is no folder"):
        WarcStore(str(tmp_path / "unmounted")).read("nahr/2026/01/02/a.warc.gz", 0, 10)
