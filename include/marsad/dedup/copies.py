"""Whether two articles are one text: candidates that share a band are compared word for word."""

from datetime import timedelta

from marsad.dedup.templates import is_forecast, is_template
from marsad.dedup.text import Text

SAME = 0.6  # shared shingles of all shingles; a text of which every twentieth word is another keeps .73
FORECAST = 0.8  # of two weather reports, which are put together from the same phrases every day
FORECAST_WINDOW = timedelta(hours=24)
CONTAINED = 0.85  # shared shingles of the shorter text's, where an outlet printed part of the other
LONG_ENOUGH = 40  # words of a part; a shorter one may be a phrase that everybody uses
SHORTEST = 6  # words; below, equal texts may be chance
LIKE_A_TEMPLATE = 0.3  # of the shorter text's shingles, where figures may be every fifth word
ABOUT = 0.25  # of a title's words stand in its body, or the body is about something else
ALIKE = 0.25  # of the shorter title's words stand in the other


def copy_similarity(a: Text, b: Text) -> float | None:
    """Shared shingles of all of them, 0 to 1, where one text is the other's copy, cut or edited lightly; else None.

    No copy: texts whose bodies are not about their titles (boilerplate under many addresses), and texts that differ
    where a template is filled in: figures, dates, names, tomorrow's wind.
    """
    shared = _shared(a, b)
    if shared is None or not _is_about_its_title(a, b):
        return None
    if a.words != b.words and (is_template(a, b) or _are_two_forecasts(a, b, shared)):
        return None
    return shared


def _are_two_forecasts(a: Text, b: Text, shared: float) -> bool:
    is_near = abs(a.published_at - b.published_at) <= FORECAST_WINDOW and shared >= FORECAST
    return not is_near and is_forecast(a) and is_forecast(b)


def is_filled_anew(a: Text, b: Text) -> bool:
    """Whether texts that share too little to be one are a template with other figures: the prices of two days."""
    common = len(a.shingles & b.shingles)
    return common >= LIKE_A_TEMPLATE * min(len(a.shingles), len(b.shingles)) > 0 and is_template(a, b)


def is_alike(a: Text, b: Text) -> bool:
    """Whether the bodies share so much that they are one text, one template or one boilerplate."""
    return _shared(a, b) is not None


def _shared(a: Text, b: Text) -> float | None:
    short, long = sorted((a, b), key=lambda text: len(text.words))
    if len(short.words) < SHORTEST:
        return None
    common = len(a.shingles & b.shingles)
    jaccard = common / len(a.shingles | b.shingles)
    is_part = len(short.words) >= LONG_ENOUGH and common >= CONTAINED * len(short.shingles)
    is_half = 2 * len(short.words) >= len(long.words)
    return jaccard if jaccard >= SAME or (is_part and is_half) else None


def _is_about_its_title(a: Text, b: Text) -> bool:
    fewer = min(len(a.title_words), len(b.title_words))
    if fewer and len(a.title_words & b.title_words) >= ALIKE * fewer:
        return True
    told = (support(a) >= ABOUT, support(b) >= ABOUT)
    return all(told) if a.source_id == b.source_id else any(told)  # two outlets rarely share boilerplate


def support(text: Text) -> float:
    """How many of the title's words the body has, 0 to 1; 1 for a text without a title."""
    if not text.title_words:
        return 1.0
    return len(text.title_words & text.content) / len(text.title_words)
