"""What must hold of each staged article. Thresholds: docs/reference/benchmarks.md has what real texts measure."""

from functools import partial

from marsad.quality.rule import Rule, Severity, between, holds, matches, one_of, present, rule, unique

_block = partial(rule, "article", Severity.BLOCK)
_park = partial(rule, "article", Severity.QUARANTINE)
_warn = partial(rule, "article", Severity.WARN)

# The first rule that an article breaks names it: what is damaged comes before what the damage also breaks.
ARTICLE_RULES: tuple[Rule, ...] = (
    _block("article_id_missing", present("article_id"), "Nothing can refer to an article without an id."),
    _block("article_id_repeated", unique("article_id"), "Two articles under one id would overwrite each other."),
    _block(
        "day_too_large",
        ("ExpectTableRowCountToBeBetween", {"max_value": 20_000}),
        "No outlets bring that much in a day: something was dated wrongly as a whole.",
    ),
    _park("source_unknown", holds("is_source_known"), "Curated refers to the outlet, which is not in it."),
    _park(
        "keys_incomplete", holds("is_key_complete"), "An id, a hash, an address or a version is not what it must be."
    ),
    _park("url_not_http", matches("url", "^https?://"), "Readers could not follow it."),
    _park("title_missing", between("title_length", 1, None), "News has a headline: without one the page was another."),
    _park("body_empty", between("body_length", 1, None), "There is nothing to read."),
    _park("body_too_long", between("body_length", None, 200_000), "That is a book, or a page read as a whole."),
    _park("mojibake", between("mojibake_count", None, 3), "UTF-8 was read in another encoding."),
    _park("replacement_characters", between("replacement_count", None, 3), "Bytes were lost before we saw them."),
    _park(
        "presentation_forms",
        between("presentation_share", None, 0.2),
        "Text from a PDF or an old typesetter: letters as drawn shapes, which no search and no rule finds.",
    ),
    _park("tatweel_runs", between("tatweel_share", None, 0.1), "Letters are stretched for looks, or lines are drawn."),
    _park("body_not_arabic", between("arabic_share", 0.5, None), "Marsad reads Arabic only."),
    _park(
        "blocks_empty", between("empty_share", None, 0.5), "Paragraphs without a letter: a player, a gallery, no text."
    ),
    _park(
        "blocks_repeated",
        between("repeated_share", None, 0.5),
        "The same paragraphs again and again: a menu or a list of teasers was taken for the text.",
    ),
    _park(
        "text_of_the_site",
        between("title_count", None, 2),
        "One text under three headlines and more: a cookie notice or a paywall's, not the articles'.",
    ),
    _park(
        "summary_elsewhere",
        between("summary_share", 0.1, None),
        "The page shares hardly a word with the feed's summary: it is another one.",
    ),
    _park("published_in_future", between("hours_ahead", None, 24), "Nobody has published that yet."),
    _park("published_too_early", between("published_year", 1995, None), "There was no news on the web before."),
    _park(
        "date_by_default",
        one_of("is_date_default", False),
        "1 January at midnight, days from when it was seen: a parser found a year only and made up the rest.",
    ),
    _park("language_unexpected", one_of("language", "ar"), "Marsad reads Arabic only."),
    _block("body_source_unknown", one_of("body_source", "page", "feed"), "The extractor is not the one we know."),
    _warn("text_repeated", unique("content_hash"), "Headline and text stand under two addresses."),
)
