"""Changes between two versions of the annotator, as lines for people and as objects for programs."""

from collections.abc import Callable, Iterator
from typing import Any

from marsad.pipeline.compare.changes import Change, Value
from marsad.pipeline.compare.evidence import evidence
from marsad.pipeline.diff import Compared
from marsad.store.annotations import FoundEvent
from marsad.store.staging import MentionRow


def records(compared: Compared) -> Iterator[dict[str, Any]]:
    """An article's changes, in the order of its text; what was kept is not told."""
    article = compared.article
    article_keys = {name: getattr(article, name) for name in ("article_id", "source_id", "from_version", "to_version")}
    found = [
        *(_record("mention", change, _mention) for change in compared.mentions if change.kind != "kept"),
        *(_record("event", change, _event) for change in compared.events if change.kind != "kept"),
    ]
    for record in sorted(found, key=lambda r: (r["start"], r["end"])):
        shown = evidence(article.body, record["start"], record["end"])
        yield {**article_keys, **record, "evidence": shown}


def line(record: dict[str, Any]) -> str:
    """A change for a person; the Arabic words come last, for they turn around what follows them."""
    fields = "; ".join(
        f"{name}: {_words(told['before'])} -> {_words(told['after'])}" for name, told in record["fields"].items()
    )
    head = [record["article_id"], record["source_id"], record["record"], record["change"], record["type"]]
    return "  ".join([*head, *([fields] if fields else []), record["evidence"]])


def _record(kind: str, change: Change[Any], extent: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    fields = {field.name: {"before": field.before, "after": field.after} for field in change.fields}
    return {"record": kind, "change": change.kind, **extent(change.present), "fields": fields}


def _mention(row: MentionRow) -> dict[str, Any]:
    return {"type": row.type, "start": row.start, "end": row.end, "text": row.text}


def _event(event: FoundEvent) -> dict[str, Any]:
    row = event.row
    return {"type": row.event_type, "start": row.trigger_start, "end": row.trigger_end, "text": row.trigger_text}


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else value
