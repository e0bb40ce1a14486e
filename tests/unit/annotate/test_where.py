"""Where an event happened when its place is described, unknown, or told elsewhere."""

from datetime import UTC, datetime

import pytest

from marsad.model import Event
from rules_alone import by_rules

PUBLISHED = datetime(2026, 3, 2, 18, tzinfo=UTC)


def first(text: str, event_type: str) -> Event:
    return next(e for e in by_rules(text, PUBLISHED, "Asia/Baghdad") if e.type == event_type)


@pytest.mark.parametrize(
    ("text", "event_type", "place", "country"),
    [
        ("اعتقل خفر السواحل أربعة صيادين في المياه الإقليمية الكويتية.", "COERCE", "المياه الإقليمية الكويتية", "KW"),
        ("قتل ثلاثة جنود بهجوم على الحدود الأردنية السورية.", "ASSAULT", "الحدود الأردنية السورية", "JO"),
        ("اعتقلت الشرطة متهماً بالسرقة في بلدة أم الرمان بمحافظة ديالى.", "COERCE", "أم الرمان", "IQ"),
    ],
)
def test_a_place_has_its_country_from_its_words_or_its_surroundings(
    text: str, event_type: str, place: str, country: str
) -> None:
    where = first(text, event_type).location
    assert where is not None
    assert (where.text, where.country) == (place, country)
    assert text[where.start : where.end] == place


def test_an_act_without_a_place_has_that_of_the_institution_that_did_it() -> None:
    text = "أصدرت محكمة جنايات كربلاء حكماً بالسجن المؤبد بحق تاجر مخدرات."
    where = first(text, "COERCE").location
    assert where is not None
    assert (where.text, where.country) == ("كربلاء", "IQ")


def test_an_act_without_a_place_happened_where_the_article_begins() -> None:
    text = "شهدت محافظة واسط موجة من السرقات في الأشهر الأخيرة.\nوقال مصدر أمني إن الشرطة اعتقلت ثلاثة متهمين."
    where = first(text, "COERCE").location
    assert where is not None
    assert where.text == "واسط"


def test_what_is_only_said_happens_nowhere() -> None:
    text = "شهدت محافظة واسط موجة من السرقات في الأشهر الأخيرة.\nودعا النائب أحمد الساعدي الحكومة إلى التحقيق."
    assert first(text, "REQUEST").location is None
