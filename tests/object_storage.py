"""An S3 of one's own on loopback: moto's server, reached through the usual AWS_* variables."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest


@contextmanager
def s3() -> Iterator[str]:
    """The URI of an empty bucket while the block runs; skips the test where the packages are missing."""
    server_module = pytest.importorskip("moto.server", reason="the S3 tests need moto[s3]")
    s3fs = pytest.importorskip("s3fs", reason="the S3 tests need the extra s3")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "reporter",
        "AWS_SECRET_ACCESS_KEY": "hush",
        "AWS_REGION": "eu-central-1",
        "AWS_MAX_ATTEMPTS": "1",  # a server that is away is away
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    try:
        with patch.dict(os.environ, environment):
            os.environ.pop("AWS_PROFILE", None)
            s3fs.S3FileSystem.clear_instance_cache()
            bucket = f"news-{uuid.uuid4().hex}"  # moto's servers of one process share what they hold
            s3fs.S3FileSystem().mkdir(bucket)
            yield f"s3://{bucket}/raw"
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
        server.stop()
