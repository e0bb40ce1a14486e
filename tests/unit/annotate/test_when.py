"""Which date is the event's own (GUIDE 16), and where the lead's first event lies."""

from datetime import UTC, datetime

import pytest

from marsad.annotate.annotator import Text
from marsad.annotate.clause import Breaks
from marsad.annotate.events import code_events
from marsad.annotate.rules import load_rules
from marsad.annotate.when import Dates
from marsad.model import Event
from rules_alone import ANNOTATOR, by_rules

PUBLISHED = datetime(2026, 3, 2, 18, tzinfo=UTC)  # a Monday


def first(text: str, event_type: str) -> Event:
    found = by_rules(text, PUBLISHED, "Asia/Baghdad")
    return next(e for e in found if e.type == event_type)


@pytest.mark.parametrize(
    ("text", "event_type", "value"),
    [
        ("أعلنت الشرطة، اليوم الاثنين، القبض على متهم بالسرقة.", "COERCE", "2026-03-02"),
        ("أدانت مصر الهجوم الذي استهدف ثكنة للجيش يوم 18 شباط.", "ASSAULT", "2026-02-18"),
        ("أدانت مصر، اليوم الاثنين، الهجوم الذي استهدف ثكنة للجيش يوم 18 شباط.", "ACCUSE", "2026-03-02"),
        ("صادق مجلس النواب على القانون رقم 42 لسنة 2013.", "SUPPORT", None),
        ("صادق مجلس النواب على موازنة الوزارة للعام 2020.", "SUPPORT", None),
        ("أعلنت الشرطة، اليوم الاثنين، مقتل شخصين إثر هجوم مسلح.", "ASSAULT", "2026-03-02"),
        ("شن الجيش هجوماً على القرية، وفي 20 شباط عاد السكان إلى منازلهم.", "ASSAULT", None),
        ("تظاهر المعلمون أمام الوزارة يومي 26 و27 شباط.", "PROTEST", "2026-02-26/2026-02-27"),
        ("تظاهر المعلمون أمام الوزارة يومي 20 و27 شباط.", "PROTEST", "2026-02-20"),
        ("تظاهر المعلمون أمام الوزارة يومي السبتوالأحد الماضيين.", "PROTEST", "2026-02-28/2026-03-01"),
        ("اعتقل الجيش شابين أمس و اليوم أفرج عنهما.", "COERCE", "2026-03-01"),
        ("اعتقل الجيش شابين السبت ويوم الأحد أفرج عنهما.", "COERCE", "2026-02-28"),
        ("اعتقل الجيش شابين أمس واليوم أفرج عنهما.", "COERCE", "2026-03-01"),
        ("تظاهر المعلمون أمام الوزارة بسبب تأخر رواتب شهر شباط الماضي.", "PROTEST", None),
    ],
)
def test_by_the_rules_the_date_is_the_one_that_is_likeliest_the_event_s_own(
    text: str, event_type: str, value: str | None
) -> None:
    when = first(text, event_type).date
    assert (when.value if when else None) == value


@pytest.mark.parametrize(
    ("when", "is_long_ago"),
    [
        ("يوم 27 شباط", False),
        ("في كانون الثاني الماضي", False),
        ("في كانون الأول الماضي", True),
        ("العام الماضي", True),
        ("هذا العام", False),
    ],
)
def test_long_ago_is_what_was_over_a_month_before(when: str, is_long_ago: bool) -> None:
    text = f"قتل مسلحون مجهولون جندياً {when} في كركوك."
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    scene = ANNOTATOR.scene(reading)
    (coded,) = code_events(scene, load_rules(), None, 0.0)
    told, _ = Dates(scene, Breaks(scene)).candidates(coded.telling)
    assert ("long ago" in told.features) == is_long_ago


def test_an_article_of_the_first_day_of_all_is_annotated() -> None:
    first_day = datetime(1, 1, 1, tzinfo=UTC)
    found = ANNOTATOR.annotate("قتل مسلحون مجهولون جندياً يوم 18 شباط 2024 في كركوك.", "", first_day).events
    assert [e.type for e in found] == ["ASSAULT"]


DATELINED = "وكالة الخبر - {}\nأعلنت الشرطة، اليوم الاثنين، القبض على ثلاثة متهمين بسرقة السيارات."


def test_a_dateline_places_the_first_event() -> None:
    found = ANNOTATOR.annotate(DATELINED.format("كركوك"), "", PUBLISHED, "Asia/Baghdad").events
    where = next(e for e in found if e.type == "COERCE").location
    assert where is not None
    assert where.text == "كركوك"


def test_by_the_rules_a_capital_in_the_dateline_is_where_the_outlet_sits() -> None:
    assert first(DATELINED.format("بغداد"), "COERCE").location is None
