"""Text whose encoding was misread on its way: UTF-8 taken for a Latin or Windows page."""

import re

# The lead bytes of Arabic (D8 to DB) and of the Latin supplement (C2, C3), read as windows-1252 or ISO 8859-1,
# before what any continuation byte becomes there. sql/quality/article.sql counts the same pairs.
_PAIR = re.compile("[ØÙÚÛÃÂ][\u0080-\u00ff\u0152-\u02dc\u2013-\u2122]")
TOLERATED = 3  # a quoted accident is no damaged text


def is_mojibake(text: str) -> bool:
    """Whether more than TOLERATED letter pairs are a misread UTF-8 sequence."""
    return len(_PAIR.findall(text)) > TOLERATED
