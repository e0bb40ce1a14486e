"""All that is known of one parked entry, as a page of text."""

from collections.abc import Mapping
from typing import Any

from marsad.store.quarantine import Parked

EXCERPT = 600  # characters of a text that are shown


def sheet(entry: Parked, known: Mapping[str, Any]) -> str:
    """Facts in lines, then what broke it, one line a breach, then the texts. `known` is a row of `known_of`."""
    facts = {
        "entry": f"{entry.entry_id}, revision {known['revision']}",
        "source": f"{entry.source_id}, day {entry.day}",
        "url": entry.url,
        "status": f"{entry.status} since {known['status_at']:%Y-%m-%d %H:%M} UTC",
        "parked": f"{entry.quarantined_at:%Y-%m-%d %H:%M} UTC by {entry.stage}: {entry.reason}",
        "page": _page(known),
        "article": _article(known),
        "dated": f"{known['entry_published_at']} by the feed, {known['published_at']} by the article",
    }
    lines = [f"{name:<8} {value}" for name, value in facts.items()]
    texts = ("feed title", "entry_title"), ("feed summary", "summary"), ("title", "title"), ("text", "body")
    lines += ["", *entry.detail.removeprefix("breaks ").split("; ")]
    return "\n".join([*lines, *(f"\n{name}:\n{_excerpt(known[key])}" for name, key in texts if known[key])])


def _page(known: Mapping[str, Any]) -> str:
    if known["final_url"] is None:
        return "none retrieved"
    record = f"{known['warc_file']} at {known['warc_offset']}" if known["warc_file"] else "bytes no longer kept"
    return (
        f"{known['http_status']} {known['content_type']}, {known['byte_count']} bytes from {known['final_url']}"
        f" at {known['fetched_at']:%Y-%m-%d %H:%M} UTC; {record}"
    )


def _article(known: Mapping[str, Any]) -> str:
    if known["article_id"] is None:
        return "none staged"
    return (
        f"{known['article_id']}, {len(known['body'])} characters from the {known['body_source']},"
        f" language {known['language']}, {known['extractor_version']} and {known['annotator_version']}:"
        f" {known['mention_count']} mentions, {known['event_count']} events"
    )


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
