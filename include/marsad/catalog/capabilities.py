"""Where the past days of a source can come from. Pure."""

from marsad.model import HistoryWay, Source


def ways_of(source: Source, *, has_cc_news: bool = False) -> tuple[HistoryWay, ...]:
    """The ways that the source has, in the order in which they are asked. `has_cc_news`: MARSAD_CC_NEWS names files."""
    has = {
        HistoryWay.RAW_STORE: True,
        HistoryWay.SITEMAP: source.sitemap is not None,
        HistoryWay.ARCHIVE: source.archive is not None,
        HistoryWay.CC_NEWS: has_cc_news,
        HistoryWay.WAYBACK: source.wayback is not None,
    }
    return tuple(way for way, is_there in has.items() if is_there)
