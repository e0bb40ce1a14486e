"""Serve the sample newsroom on two loopback ports: `marsad sample-newsroom`, and `running()` for tests."""

import argparse
import signal
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from marsad.errors import MarsadError
from marsad.sample.articles import load_articles
from marsad.sample.http_server import OutletServer
from marsad.sample.newsroom import Newsroom
from marsad.sample.outlets import HOST, base_url, outlets, write_catalog

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Running:
    """A newsroom that is being served."""

    newsroom: Newsroom
    ports: Mapping[str, int]  # source_id -> port
    catalog: Path | None  # the folder for MARSAD_CATALOG, if one was asked for

    @cached_property
    def urls(self) -> dict[str, str]:
        """source_id -> base URL without a closing slash; the feed is at /rss."""
        return {source_id: base_url(port) for source_id, port in self.ports.items()}

    @cached_property
    def addresses(self) -> str:
        """host:port pairs as MARSAD_ALLOW_PRIVATE wants them."""
        return ",".join(f"{HOST}:{port}" for port in self.ports.values())

    def control(self, edition: int) -> None:
        """Switch the edition the way a user does, over HTTP."""
        url = f"{next(iter(self.urls.values()))}/control?edition={edition}"
        request = urllib.request.Request(url, method="POST")  # noqa: S310 - our own loopback server
        with urllib.request.urlopen(request, timeout=5):  # noqa: S310
            pass


@contextmanager
def serve(
    ports: Sequence[int] = (0, 0),
    catalog: Path | None = None,
    *,
    edition_after: float | None = None,
    planted: bool = False,
) -> Iterator[Running]:
    """Serve both outlets on `ports` (0: the kernel's choice) while the block runs.

    Writes the catalogue into `catalog` if given, and remembers the edition there. Raises ConfigError for a
    port that cannot be had, OSError for a folder that cannot be written.
    """
    if catalog:
        catalog.mkdir(parents=True, exist_ok=True)
    newsroom = Newsroom(load_articles(planted=planted), edition_after, catalog / "edition" if catalog else None)
    with ExitStack() as stack:
        pairs = zip(outlets(), ports, strict=True)
        servers = [stack.enter_context(OutletServer(outlet, newsroom, port)) for outlet, port in pairs]
        chosen = {server.outlet.source_id: server.server_port for server in servers}
        if catalog:
            write_catalog(catalog, chosen)
        for server in servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        yield Running(newsroom, chosen, catalog)


@contextmanager
def running(*, planted: bool = False) -> Iterator[Running]:
    """For tests: both outlets on ports of the kernel's choice, with a catalogue, in edition 1 until told."""
    with (
        tempfile.TemporaryDirectory(prefix="marsad-newsroom-") as folder,
        serve(catalog=Path(folder), planted=planted) as newsroom,
    ):
        yield newsroom


def main(argv: Sequence[str]) -> int:
    """`marsad sample-newsroom`: serve until SIGINT or SIGTERM. 0 when stopped, 1 when it could not start."""
    options = _parser().parse_args(argv)
    # Blocked before the first thread starts, so that every thread inherits it and sigwait alone receives them.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        with serve(
            (options.port, options.second_port),
            options.catalog,
            edition_after=options.edition_after,
            planted=options.planted,
        ) as newsroom:
            sys.stdout.write(f"sample newsroom: {' '.join(newsroom.urls.values())}\n")
            sys.stdout.flush()
            signal.sigwait(STOP_SIGNALS)
    except MarsadError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}")
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return 0


def _refuse(cause: str) -> int:
    sys.stderr.write(f"marsad sample-newsroom: {cause}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="marsad sample-newsroom", description="Serve two invented Arabic outlets on 127.0.0.1."
    )
    parser.add_argument("--port", type=_port, default=8808, help="of the main outlet; 0: any free one (%(default)s)")
    parser.add_argument("--second-port", type=_port, default=8809, help="of the second outlet (%(default)s)")
    parser.add_argument("--catalog", type=Path, metavar="DIR", help="write the sources' catalogue files there")
    parser.add_argument(
        "--edition-after",
        type=float,
        default=240.0,
        metavar="SECONDS",
        help="when the edited article changes by itself (%(default)s)",
    )
    parser.add_argument("--planted", action="store_true", help="also serve three broken articles")
    return parser


def _port(value: str) -> int:
    if not value.isdigit() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is no port number")
    return int(value)
