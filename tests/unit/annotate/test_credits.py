"""Whom the text credits, when it names them by a short form (GUIDE 15)."""

from datetime import UTC, datetime

import pytest

from rules_alone import by_rules

PUBLISHED = datetime(2026, 3, 2, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أفاد مصدر أمني بوقوع حادث.\nوقال المصدر إن مسلحين مجهولين هاجموا نقطة تفتيش في ديالى.", "مصدر أمني"),
        (
            "أعلنت وزارة الداخلية العراقية إطلاق خطة جديدة.\nوذكرت الوزارة أن الشرطة اعتقلت ثلاثة متهمين في بغداد.",
            "وزارة الداخلية العراقية",
        ),
        ("اعتقلت الشرطة ثلاثة متهمين في كركوك، وفق ما أكده مصدر محلي.", "مصدر محلي"),
        (
            "كشفت وثائق رسمية عن مخالفات.\nوبحسب تلك الوثائق، اعتقلت الشرطة موظفين اثنين في البصرة.",
            "وثائق رسمية",
        ),
        ("قالت حركة الإصلاح الشعبي إنها اعتقلت قيادياً في عدن.", "حركة الإصلاح الشعبي"),
    ],
)
def test_a_short_form_is_whom_it_stands_for(text: str, source: str) -> None:
    (event,) = (e for e in by_rules(text, PUBLISHED, "Asia/Baghdad") if e.type in {"ASSAULT", "COERCE"})
    assert event.source is not None
    assert event.source.text == source
