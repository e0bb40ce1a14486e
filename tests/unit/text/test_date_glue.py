"""Words of dates that ran together are read apart, and keep their offsets."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.date_glue import spaced
from marsad.text.dates import find_dates
from marsad.text.normalize import fold

PUBLISHED = datetime(2026, 4, 24, 10, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("اليومالجمعة", "2026-04-24"),
        ("يومالخميسالماضي", "2026-04-23"),
        ("مساءاليوم", "2026-04-24"),
        ("نوفمبرالماضي", "2025-11"),
        ("2 آذارالجاري", "2026-03-02"),
        ("الأسبوعالماضي", "2026-04-12/2026-04-18"),
    ],
)
def test_dates_run_together(words: str, value: str) -> None:
    text = f"أعلن المصرف المركزي {words} رفع الفائدة."
    (found,) = find_dates(text, PUBLISHED)
    assert (found.value, text[found.start : found.end]) == (value, words)


@pytest.mark.parametrize("text", ["يوم الجمعة", "البيان الختامي", "شهرزاد", "اليوميات", ""])
def test_whole_words_stay_whole(text: str) -> None:
    assert spaced(fold(text)).text == fold(text).text


@given(st.text(alphabet="يوماللخيسجعهاضي \u0640\u064b", max_size=40))
def test_only_blanks_are_added_and_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    result = spaced(folded)
    assert result.text.replace(" ", "") == folded.text.replace(" ", "")
    assert list(result.starts) == sorted(result.starts)
    letters = [(c, s) for c, s in zip(result.text, result.starts, strict=False) if c != " "]
    assert letters == [(c, s) for c, s in zip(folded.text, folded.starts, strict=False) if c != " "]
