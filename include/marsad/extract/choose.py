"""Which text becomes the article's body: the page's or the feed's. Pure."""

from marsad.model import BodySource

WHOLE = 200  # characters from which a feed's text counts as an article, not as a teaser


def is_full_text(content: str, summary: str) -> bool:
    """Whether a feed's text can stand for a page that cannot be had: its full-text field, or a summary long enough.

    A teaser cannot: the entry is better told as blocked or unreachable than published as ten words.
    """
    return bool(content.strip()) or len(summary.strip()) >= WHOLE


def choose_body(page_text: str, feed_text: str) -> tuple[str, BodySource]:
    """The page's text, unless it is empty or clearly cut: under half of a feed's text of at least 200 characters.

    So a paywalled or blocked page yields to a full-text feed, and a flash whose page has no body keeps the one
    line its feed gave. With no text anywhere the answer is ("", PAGE).
    """
    page, feed = page_text.strip(), feed_text.strip()
    is_cut = len(feed) >= WHOLE and len(page) * 2 < len(feed)
    if feed and (not page or is_cut):
        return feed, BodySource.FEED
    return page, BodySource.PAGE
