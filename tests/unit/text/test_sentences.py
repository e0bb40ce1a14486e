import pytest
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


@pytest.mark.parametrize(
    "text",
    [
        "ارتفع 3.5 بالمئة وفق د. علي و أ.هـ أيضاً.",
        "كتب أ.د. سامي ذلك إلى ص.ب. 220 في المدينة.",
        "زار م. كريم الموقع مع Dr. Smith أمس.",
        "1. البند الأول من الاتفاق",
        "قال... ثم سكت طويلاً.",
        "صرح لوكالة أ.ف.ب مساءً.",
        "تردد … ثم وافق.",
    ],
)
def test_stops_that_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «انتهينا». ثم غادر.", ["قال «انتهينا».", "ثم غادر."]),
        ("قال «انتهينا.» ثم غادر.", ["قال «انتهينا.»", "ثم غادر."]),
        ("وصل الوفد مساءً.وأضاف المصدر ذلك.", ["وصل الوفد مساءً.", "وأضاف المصدر ذلك."]),
        ("وصل الوفد ليلا.وأضاف المصدر ذلك.", ["وصل الوفد ليلا.", "وأضاف المصدر ذلك."]),
        ("صدر عام 2015 م. وألغي بعده.", ["صدر عام 2015 م.", "وألغي بعده."]),
        ("بلغ العدد 5. وتوقف.", ["بلغ العدد 5.", "وتوقف."]),
        ("• بند أول • بند ثان", ["• بند أول", "• بند ثان"]),
        ("- بند أول\n- بند ثان", ["- بند أول", "- بند ثان"]),
        ("سكت طويلا...\nثم تكلم", ["سكت طويلا...", "ثم تكلم"]),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(max_size=200) | st.text(alphabet='أبجد. 12…!؟\n«»"•هـ', max_size=80))
def test_sentences_are_ordered_and_cover_the_text(text: str) -> None:
    found = split_sentences(text)
    bounds = [b for s in found for b in (s.start, s.end)]
    assert bounds == sorted(bounds)
    inside = {i for s in found for i in range(s.start, s.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in inside)
