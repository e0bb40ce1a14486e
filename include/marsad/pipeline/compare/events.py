"""Events that two annotations of one text have, lack or tell otherwise."""

from collections.abc import Callable, Sequence
from functools import partial

from marsad.pipeline.compare.changes import Change, FieldChange, Value, side_by_side
from marsad.store.annotations import FoundEvent
from marsad.store.staging import RoleRow

TOLERANCE = 0.05  # of confidence: less says nothing to a reader


def event_changes(
    before: Sequence[FoundEvent], after: Sequence[FoundEvent], tolerance: float = TOLERANCE
) -> list[Change[FoundEvent]]:
    """Events of one article, matched by their triggers as `side_by_side` says.

    What the other side tells by other words is an event removed and another one added. Fields are trigger, type, mode,
    realis, date, place, country, actors, recipients, source, quantities, confidence where it moved by more than
    `tolerance`, and score where neither type nor mode explains it. Where in the text a field is read is none.
    """
    return side_by_side(before, after, _extent, partial(_differing, tolerance))


def _extent(event: FoundEvent) -> tuple[int, int]:
    return event.row.trigger_start, event.row.trigger_end


def _differing(tolerance: float, before: FoundEvent, after: FoundEvent) -> tuple[FieldChange, ...]:
    trigger = FieldChange("trigger", before.row.trigger_text, after.row.trigger_text)
    told = [FieldChange(name, value(before), value(after)) for name, value in _FIELDS.items()]
    fields = [trigger] if _extent(before) != _extent(after) else []
    fields += [field for field in told if field.before != field.after]
    score = FieldChange("score", before.row.score, after.row.score)
    if score.before != score.after and not {"type", "mode"} & {field.name for field in fields}:
        fields.append(score)
    certainty = before.row.confidence, after.row.confidence
    # Rounded: the column keeps seven digits, and the difference of two such numbers fewer.
    if round(abs(certainty[0] - certainty[1]), 4) > tolerance:
        fields.append(FieldChange("confidence", *certainty))
    return tuple(fields)


def _who(role: str, event: FoundEvent) -> tuple[str, ...]:
    return tuple(sorted(_participant(row) for row in event.roles if row.role == role))


def _participant(row: RoleRow) -> str:
    codes = " ".join(code for code in (row.country_code, row.sector_code) if code)
    return (row.entity_id or row.text) + (f" ({codes})" if codes else "")


def _place(event: FoundEvent) -> str | None:
    name, admin1 = event.row.place_entity_id or event.row.place_text, event.row.admin1_code
    return f"{name} ({admin1})" if name and admin1 else name


_FIELDS: dict[str, Callable[[FoundEvent], Value]] = {
    "type": lambda event: event.row.event_type,
    "mode": lambda event: event.row.mode,
    "realis": lambda event: event.row.realis,
    "date": lambda event: event.row.event_date,
    "place": _place,
    "country": lambda event: event.row.country_code,
    "actors": partial(_who, "actor"),
    "recipients": partial(_who, "recipient"),
    "source": lambda event: event.row.attribution_entity_id or event.row.attribution_text,
    "quantities": lambda event: tuple(sorted(f"{row.kind} {row.value}" for row in event.quantities)),
}
