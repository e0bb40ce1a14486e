"""A raw store in each place it may lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from object_storage import s3


@pytest.fixture(scope="session")
def bucket() -> Iterator[str]:
    with s3() as uri:
        yield uri


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def raw_uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A MARSAD_RAW_URI with nothing in it."""
    if request.param == "folder":
        return str(tmp_path)
    if request.param == "file":
        return (tmp_path / "with space").as_uri()
    if request.param == "memory":
        return f"memory://{tmp_path.name}"
    return f"{request.getfixturevalue('bucket')}/{tmp_path.name}"
