"""Mentions that two annotations of one text have, lack or read otherwise."""

from collections.abc import Sequence

from marsad.pipeline.compare.changes import Change, FieldChange, side_by_side
from marsad.store.staging import MentionRow


def mention_changes(before: Sequence[MentionRow], after: Sequence[MentionRow]) -> list[Change[MentionRow]]:
    """Mentions of one article, side by side as `side_by_side` says. Fields are boundary, type and link."""
    return side_by_side(before, after, _extent, _differing)


def _extent(mention: MentionRow) -> tuple[int, int]:
    return mention.start, mention.end


def _differing(before: MentionRow, after: MentionRow) -> tuple[FieldChange, ...]:
    boundary = [FieldChange("boundary", before.text, after.text)] if _extent(before) != _extent(after) else []
    told = [FieldChange("type", before.type, after.type), FieldChange("link", _link(before), _link(after))]
    return (*boundary, *(field for field in told if field.before != field.after))


def _link(mention: MentionRow) -> str:
    return mention.entity_id or mention.link_status
