"""Who takes part: subjects and objects in both word orders, short forms, and what is no participant."""

from datetime import UTC, datetime

import pytest

from marsad.model import Event
from rules_alone import by_rules


def first(text: str, event_type: str) -> Event:
    return next(e for e in by_rules(text) if e.type == event_type)


def roles(event: Event) -> tuple[list[str], list[str]]:
    return [p.text for p in event.actors], [p.text for p in event.recipients]


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("دعا المسؤولان المواطنين إلى ترشيد المياه.", "REQUEST", ["المسؤولان"], ["المواطنين"]),
        ("دعا نقيب الصيادلة، في بيان صدر اليوم، الحكومة إلى الحوار.", "REQUEST", ["نقيب الصيادلة"], ["الحكومة"]),
        ("طالب أولياء الأمور الطرفين بإيجاد حل.", "REQUEST", ["أولياء الأمور"], ["الطرفين"]),
        ("بدورها طالبت اللجنة وزارة النفط بتوضيح.", "REQUEST", ["اللجنة"], ["وزارة النفط"]),
        ("دعت وزارة الصحة وسائل الإعلام إلى الدقة.", "REQUEST", ["وزارة الصحة"], ["وسائل الإعلام"]),
        ("وكانت مصر والأردن والكويت قد أدانت الحادث.", "ACCUSE", ["مصر", "الأردن", "الكويت"], []),
        ("قتل الجيش التركي ثلاثة مسلحين في دهوك.", "ASSAULT", ["الجيش التركي"], ["ثلاثة مسلحين"]),
        ("قتل ثلاثة جنود في هجوم قرب كركوك.", "ASSAULT", [], ["ثلاثة جنود"]),
        ("أعلنت قيادة شرطة كركوك القبض على ثلاثة متهمين.", "COERCE", ["قيادة شرطة كركوك"], ["ثلاثة متهمين"]),
        ("أعلن المسلحون الذين هاجموا الدورية انسحابهم.", "ASSAULT", ["المسلحون"], ["الدورية"]),
    ],
)
def test_who_did_it_to_whom(text: str, event_type: str, actors: list[str], recipients: list[str]) -> None:
    assert roles(first(text, event_type)) == (actors, recipients)


@pytest.mark.parametrize("when", ["أمس", "صباح اليوم", "فجر يوم الأحد"])
def test_a_date_stands_between_subject_and_object(when: str) -> None:
    (event,) = by_rules(f"هاجم مسلحون {when} دورية للشرطة.", datetime(2026, 3, 2, tzinfo=UTC))
    assert roles(event) == (["مسلحون"], ["دورية"])


def test_a_date_stands_before_an_aside() -> None:
    text = "دعت وزارة الصحة اليوم الأحد في بيان، وسائل الإعلام إلى الدقة."
    (event,) = by_rules(text, datetime(2026, 3, 1, tzinfo=UTC))
    assert roles(event) == (["وزارة الصحة"], ["وسائل الإعلام"])


@pytest.mark.parametrize("text", ["اعتقل الناشط أمس وزوجته.", "اعتقل رئيس البلدية يوم الأحد ومسؤولون آخرون."])
def test_what_is_joined_behind_a_date_is_no_object(text: str) -> None:
    (event,) = by_rules(text, datetime(2026, 3, 2, tzinfo=UTC))
    actors, recipients = roles(event)
    assert actors == []
    assert recipients in (["الناشط"], ["رئيس البلدية"])


def test_who_is_described_in_the_same_words_may_be_another() -> None:
    assert roles(first("قتل جندي برصاص جندي قرب كركوك.", "ASSAULT")) == (["جندي"], ["جندي"])


def test_the_speaker_of_the_sentence_before_is_not_whom_he_asks() -> None:
    actors, recipients = roles(first("قالت حماس إنها تدين الهجوم على حماس.", "ACCUSE"))
    assert (actors, recipients) == (["حماس"], [])


@pytest.mark.parametrize(
    "text",
    [
        "وأدانت مصر الهجوم في بيانات منفصلة.",
        "قال المصدر إن الهجوم استهدف ثكنة للجيش العراقي.",
        "وقع هجوم مسلح على دورية للشرطة.",
    ],
)
def test_acts_and_papers_take_no_part_and_nobody_plays_both(text: str) -> None:
    for event in by_rules(text):
        actors, recipients = roles(event)
        assert not set(actors) & set(recipients)
        assert not {"الهجوم", "بيانات منفصلة", "مسلح"} & {*actors, *recipients}


def test_a_short_form_is_the_nearest_name_that_fits() -> None:
    text = "زار وفد من وزارة التجارة شركة نفط الجنوب. ودعت الوزارة المواطنين إلى الصبر."
    assert roles(first(text, "REQUEST")) == (["وزارة التجارة"], ["المواطنين"])


def test_a_short_form_without_a_name_stays() -> None:
    assert roles(first("دعت الوزارة المواطنين إلى الصبر.", "REQUEST")) == (["الوزارة"], ["المواطنين"])


def test_a_verb_of_speech_goes_on_with_the_last_speaker() -> None:
    text = "قال وزير الخارجية فؤاد حسين إن الموسم جيد. ودعا المزارعين إلى تسليم المحصول."
    assert roles(first(text, "REQUEST")) == (["فؤاد حسين"], ["المزارعين"])


def test_a_place_that_begins_like_a_given_name_is_the_place() -> None:
    event = first("داهمت قوة أمنية مزرعة في قضاء علي الغربي.", "COERCE")
    assert event.location is not None
    assert (event.location.text, event.location.admin1) == ("علي الغربي", "place:iq-maysan")
