import re
import sys
from datetime import UTC, datetime
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.annotate.annotator import Annotator
from marsad.annotate.version import annotator_version

ANNOTATOR = Annotator()
PUBLISHED = datetime(2026, 3, 2, tzinfo=UTC)
SENTENCE = (
    "شن هجوماً مسلحون على دورية في بغداد يوم الأحد قتل ثلاثة جنود أعلنت وزارة الداخلية اعتقال 12 شخصاً لإيران "
    'للحوثيين و ، . " قال إن لم سي التقى الرئيس محمد علي \0 \ud800 \N{RIGHT-TO-LEFT MARK} 7 أكتوبر/تشرين'
)
WORDS = st.sampled_from(SENTENCE.split())


def test_the_version_names_rules_and_data() -> None:
    assert re.fullmatch(r"rules-\d+\.\d+\.\d+\+[0-9a-f]{8}", annotator_version())


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_annotated_with_valid_spans(text: str) -> None:
    found = ANNOTATOR.annotate(text, "", PUBLISHED, "Asia/Baghdad")
    for span in (*found.mentions, *found.dates, *(e.trigger for e in found.events)):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    mentions = found.mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize("text", ["", "\0", "\ud800", " \n" * 50])
def test_empty_and_odd_texts_have_nothing(text: str) -> None:
    found = ANNOTATOR.annotate(text)
    assert (found.mentions, found.dates, found.events) == ((), (), ())


@pytest.mark.parametrize(
    "piece", ["شن مسلحون هجوماً على دورية في بغداد يوم الأحد ", "بغداد", "وزارة ", "(1949) ", "لل", "عبد "]
)
def test_work_grows_with_length_only(piece: str) -> None:
    def calls(size: int) -> int:
        """Functions called, of Python and of C: unlike seconds, the same on a busy machine."""
        text, count = piece * (size // len(piece)), 0

        def counted(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            ANNOTATOR.annotate(text, "", PUBLISHED)
        finally:
            sys.setprofile(None)
        return count

    calls(4_000)  # caches filled
    # Twice the text; a quadratic annotator makes four times the calls.
    assert calls(32_000) < 3 * calls(16_000)
