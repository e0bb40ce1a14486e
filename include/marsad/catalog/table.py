"""The catalogue as a table: for a terminal, and as docs/reference/sources.md."""

from collections.abc import Collection, Iterable, Sequence

from marsad.catalog.capabilities import ways_of
from marsad.model import Source

PAGE = """\
# Sources

The {count} outlets that Marsad ships, from `include/catalog/`. This page is written by
`marsad catalog list --markdown`; a test fails when it is stale. None is polled until `MARSAD_OUTLETS` names it,
or says `all`: that takes the {default} marked so, whose feed somebody saw answering with entries. The others are
candidates that carry weaker evidence and are polled only by name. How to add one: [how-to](../how-to/add-a-source.md).
"Past days" are the ways in which they can be [brought in](../how-to/backfill-days.md), in the order in which they are
asked.

| source_id | name | in English | country | feeds | past days | `all` | evidence |
| --- | --- | --- | --- | --- | --- | --- | --- |
{rows}
"""


def terminal_table(sources: Iterable[Source], enabled: Collection[str], *, has_cc_news: bool = False) -> str:
    """One line per source. The name comes last: right-to-left text would shuffle the columns after it."""
    header = ("source_id", "country", "feeds", "enabled", "past_days", "name")
    rows = [header, *(_terminal_row(source, enabled, ways_of(source, has_cc_news=has_cc_news)) for source in sources)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header) - 1)]
    return "".join(f"{'  '.join(_padded(row, widths))}\n" for row in rows)


def _terminal_row(source: Source, enabled: Collection[str], ways: Sequence[str]) -> tuple[str, ...]:
    return (
        source.source_id,
        source.country,
        str(len(source.feeds)),
        "yes" if source.source_id in enabled else "no",
        ", ".join(ways),
        source.name,
    )


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]


def markdown_page(sources: Sequence[Source]) -> str:
    """docs/reference/sources.md for `sources`, in their order."""
    default = sum(source.is_enabled for source in sources)
    return PAGE.format(count=len(sources), default=default, rows="\n".join(map(_markdown_row, sources)))


def _markdown_row(source: Source) -> str:
    feeds = ", ".join(f"[{feed.feed_id.partition('/')[2]}]({feed.url})" for feed in source.feeds)
    name = f"[{source.name}]({source.homepage})"
    in_all = "yes" if source.is_enabled else "no"
    ways = ", ".join(f"`{way}`" for way in ways_of(source))
    cells = (f"`{source.source_id}`", name, source.name_en, source.country, feeds, ways, in_all, source.evidence)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
