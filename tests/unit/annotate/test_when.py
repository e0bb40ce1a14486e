"""Which date is the event's own (GUIDE 16), and where the lead's first event lies."""

from datetime import UTC, datetime

import pytest

from marsad.model import Event
from rules_alone import by_rules

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
        ("اتهمت بغداد أنقرة بالمماطلة، فيما قالت أنقرة إنها ردت في 12 شباط.", "ACCUSE", None),
        ("صادق مجلس النواب على القانون رقم 42 لسنة 2013.", "SUPPORT", None),
        ("صادق مجلس النواب على موازنة الوزارة للعام 2020.", "SUPPORT", None),
        ("أعلنت الشرطة، اليوم الاثنين، القبض على أربعة أشخاص على خلفية هجوم مسلح.", "ASSAULT", None),
        ("أعلنت الشرطة، اليوم الاثنين، مقتل شخصين إثر هجوم مسلح.", "ASSAULT", "2026-03-02"),
        ("شن الجيش هجوماً على القرية، وفي 20 شباط عاد السكان إلى منازلهم.", "ASSAULT", None),
        (
            "قدم المحافظ، اليوم الاثنين، تعازيه لعائلة توفي ابنها الذي غرق أمس، مطالباً وزارة الصحة بفتح تحقيق.",
            "ACCUSE",
            "2026-03-02",
        ),
        ("تظاهر المعلمون أمام الوزارة يومي 26 و27 شباط.", "PROTEST", "2026-02-26/2026-02-27"),
        ("تظاهر المعلمون أمام الوزارة يومي 20 و27 شباط.", "PROTEST", "2026-02-20"),
        ("تظاهر المعلمون أمام الوزارة يومي السبتوالأحد الماضيين.", "PROTEST", "2026-02-28/2026-03-01"),
        ("اعتقل الجيش شابين أمس و اليوم أفرج عنهما.", "COERCE", "2026-03-01"),
        ("اعتقل الجيش شابين السبت ويوم الأحد أفرج عنهما.", "COERCE", "2026-02-28"),
        ("اعتقل الجيش شابين أمس واليوم أفرج عنهما.", "COERCE", "2026-03-01"),
        ("تظاهر المعلمون أمام الوزارة بسبب تأخر رواتب شهر شباط الماضي.", "PROTEST", None),
    ],
)
def test_the_date_of_the_events_own_clause(text: str, event_type: str, value: str | None) -> None:
    when = first(text, event_type).date
    assert (when.value if when else None) == value


@pytest.mark.parametrize(("town", "place"), [("كركوك", "كركوك"), ("بغداد", None)])
def test_a_dateline_places_the_first_event_unless_it_is_a_capital(town: str, place: str | None) -> None:
    text = f"وكالة الخبر - {town}\nأعلنت الشرطة، اليوم الاثنين، القبض على ثلاثة متهمين بسرقة السيارات."
    where = first(text, "COERCE").location
    assert (where.text if where else None) == place
