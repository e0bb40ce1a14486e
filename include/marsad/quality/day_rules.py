"""What must hold of a day as a whole, and of each outlet's share in it."""

from functools import partial

from marsad.quality.rule import Rule, Severity, between, rule

_block_day = partial(rule, "day", Severity.BLOCK)
_park_source = partial(rule, "source", Severity.QUARANTINE)
_warn_of_source = partial(rule, "source", Severity.WARN)

DAY_RULES: tuple[Rule, ...] = (
    _block_day(
        "mentions_out_of_band",
        between("mention_rate", 1, 200),
        "The annotator found next to nothing, or everything: it is broken, or reads another language.",
    ),
    _block_day(
        "events_out_of_band",
        between("event_rate", 0.05, 40),
        "The annotator tells of no events, or of one in every few words: it is broken.",
    ),
    _block_day(
        "funnel_open",
        between("funnel_difference", 0, 0),
        "Entries and curated articles of the day do not add up: something was lost before.",
    ),
)

SOURCE_RULES: tuple[Rule, ...] = (
    _park_source(
        "january_spike",
        between("january_share", None, 0.5),
        "Most of an outlet's articles are dated 1 January at midnight: a parser made the date up.",
    ),
    _park_source(
        "duplicate_share",
        between("distinct_share", 0.5, None),
        "Most of an outlet's articles are copies of each other: one text came under many addresses.",
    ),
    _park_source(
        "volume_flood",
        between("volume_ratio", None, 10),
        "More than ten times what the weekday brings: an archive was dated today, or a feed lists another site.",
    ),
    _warn_of_source("volume_low", between("volume_ratio", 0.2, None), "Less than a fifth of what the weekday brings."),
    _warn_of_source("undated_share", between("dated_share", 0.5, None), "Most articles of an outlet carry no date."),
    _warn_of_source(
        "future_share",
        between("ahead_share", None, 0.5),
        "Most articles of an outlet are dated after they were seen: its time zone is not the one we take it for.",
    ),
    # The catalogue's own. A breach of a minimum fails, of a maximum warns.
    _park_source(
        "articles_below_asserted",
        between("min_articles_margin", 0, None),
        "The full day brought less than `min_articles` of the catalogue.",
    ),
    _warn_of_source(
        "articles_above_asserted",
        between("max_articles_margin", 0, None),
        "The full day brought more than `max_articles` of the catalogue.",
    ),
    _park_source(
        "bodies_below_asserted",
        between("min_body_length_margin", 0, None),
        "The median text is shorter than `min_body_length` of the catalogue: the page's layout changed.",
    ),
    _park_source(
        "dates_below_asserted",
        between("min_dated_share_margin", 0, None),
        "Fewer articles carry a date than `min_dated_share` of the catalogue.",
    ),
    _park_source(
        "texts_below_asserted",
        between("min_distinct_share_margin", 0, None),
        "More articles are copies than `min_distinct_share` of the catalogue allows.",
    ),
)
