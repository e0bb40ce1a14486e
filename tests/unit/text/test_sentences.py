from hypothesis import given
from hypothesis import strategies as st

from marsad.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


def test_stops_and_line_breaks_end_sentences() -> None:
    text = 'شفق نيوز- بغداد\nأعلن الوزير ذلك. وقال "لن نتراجع". هل انتهى؟ نعم!'
    assert sentences(text) == [
        "شفق نيوز- بغداد",
        "أعلن الوزير ذلك.",
        'وقال "لن نتراجع".',
        "هل انتهى؟",
        "نعم!",
    ]


def test_stops_inside_numbers_and_initials_do_not() -> None:
    assert sentences("ارتفع 3.5 بالمئة وفق د. علي و أ.هـ أيضاً.") == ["ارتفع 3.5 بالمئة وفق د. علي و أ.هـ أيضاً."]


@given(st.text(max_size=200))
def test_sentences_are_ordered_and_cover_the_text(text: str) -> None:
    found = split_sentences(text)
    bounds = [b for s in found for b in (s.start, s.end)]
    assert bounds == sorted(bounds)
    inside = {i for s in found for i in range(s.start, s.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in inside)
