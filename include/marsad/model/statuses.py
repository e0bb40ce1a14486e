"""Closed vocabularies: where things are, and how they ended."""

from enum import StrEnum


class EntryStatus(StrEnum):
    """Where an entry is. The first four are on the way; each entry ends in exactly one of the others."""

    DISCOVERED = "discovered"  # seen in a feed or a sitemap, page not retrieved
    RETRIEVED = "retrieved"  # page (or the decision to use the feed's text) stored, body not extracted
    EXTRACTED = "extracted"  # staged article, not annotated
    ANNOTATED = "annotated"  # staged mentions and events, not checked
    PUBLISHED = "published"  # its article is in curated
    DUPLICATE = "duplicate"  # another entry of the source brought the same article
    GONE = "gone"  # 404, 410, or robots.txt forbids it
    BLOCKED = "blocked"  # 403 or a challenge page, and the feed gave no text
    EMPTY = "empty"  # no body anywhere
    NOT_ARABIC = "not_arabic"  # the body is in another language
    QUARANTINED = "quarantined"  # parked with a reason in ops.quarantine, replayable
    DROPPED = "dropped"  # was parked, and a person decided against it; replayable all the same

    @property
    def is_terminal(self) -> bool:
        """Whether an entry ends here."""
        return self not in IN_FLIGHT


IN_FLIGHT = frozenset({EntryStatus.DISCOVERED, EntryStatus.RETRIEVED, EntryStatus.EXTRACTED, EntryStatus.ANNOTATED})
# Ends that a person may want to look into and send through again.
PARKED = frozenset({EntryStatus.QUARANTINED, EntryStatus.EMPTY, EntryStatus.NOT_ARABIC, EntryStatus.BLOCKED})


class PollOutcome(StrEnum):
    """How one poll of one feed ended."""

    CHANGED = "changed"  # at least one new or edited entry
    UNCHANGED = "unchanged"  # 200 with nothing new
    NOT_MODIFIED = "not_modified"  # 304
    EMPTY = "empty"  # parsed, no entry
    UNREADABLE = "unreadable"  # not a feed
    BLOCKED = "blocked"  # 401, 403, 451, a challenge page, or an address that must not be dialled
    GONE = "gone"  # 404, 410
    FAILED = "failed"  # time-out, DNS, 5xx, 429


class BodySource(StrEnum):
    """Where an article's body was taken from."""

    PAGE = "page"
    FEED = "feed"


class SubscriptionState(StrEnum):
    """Where a WebSub subscription is."""

    DECLARED = "declared"  # the feed declares the hub, which was not asked yet
    REQUESTED = "requested"  # the hub was asked and has not verified yet
    VERIFIED = "verified"  # the hub pings until the lease ends; a renewal may be under way
    DENIED = "denied"  # the hub said no
    FAILED = "failed"  # the hub did not take the request
    ENDED = "ended"  # not wanted any more: its callback answers 410


class HistoryWay(StrEnum):
    """Where a past day may come from, in the order in which they are asked."""

    RAW_STORE = "raw_store"  # own WARC files that no row points into: a warehouse that was lost, or a crash
    SITEMAP = "sitemap"  # what the source's sitemaps list for the day
    ARCHIVE = "archive"  # the source's own page for the day
    CC_NEWS = "cc_news"  # Common Crawl's news archive: WARC files of MARSAD_CC_NEWS, pages included
    WAYBACK = "wayback"  # captures of the Wayback Machine, for sources whose file says `wayback`
