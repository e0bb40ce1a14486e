"""Pages as bytes in the raw store and as rows of `raw.page`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from marsad.archive.record import body_hash
from marsad.archive.warc import WarcPlace, WarcStore
from marsad.model import Entry, Page, Response


def store_bodies(warc: WarcStore, day: date, pairs: Sequence[tuple[Entry, Response]]) -> list[Page]:
    """Write the answers to the raw store, a file for each source; their rows, by source."""
    by_source: dict[str, list[tuple[Entry, Response]]] = {}
    for entry, response in pairs:
        by_source.setdefault(entry.source_id, []).append((entry, response))
    pages: list[Page] = []
    for source_id, own in sorted(by_source.items()):
        # Under the address as the entry has it, in its own spelling.
        asked = [replace(response, url=entry.url) for entry, response in own]
        places = warc.append(source_id, day, asked)
        pages += [
            page_at(entry.entry_id, entry.revision, response, place)
            for (entry, _), response, place in zip(own, asked, places, strict=True)
        ]
    return pages


def page_at(entry_id: str, revision: int, response: Response, place: WarcPlace) -> Page:
    """The row for an answer that lies at `place`."""
    return Page(
        entry_id=entry_id,
        revision=revision,
        url=response.url,
        final_url=response.final_url,
        http_status=response.status,
        content_type=response.headers.get("content-type"),
        body_hash=body_hash(response.body),
        byte_count=len(response.body),
        fetched_at=response.fetched_at,
        warc_file=place.file,
        warc_offset=place.offset,
        warc_length=place.length,
    )
