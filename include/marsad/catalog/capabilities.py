"""Where the past days of a source can come from. Pure."""

from marsad.model import HistoryWay, Source


def ways_of(source: Source) -> tuple[HistoryWay, ...]:
    """The ways that the source has, in the order in which they are asked."""
    has = {
        HistoryWay.RAW_STORE: True,
        HistoryWay.SITEMAP: source.sitemap is not None,
        HistoryWay.ARCHIVE: source.archive is not None,
    }
    return tuple(way for way, is_there in has.items() if is_there)
