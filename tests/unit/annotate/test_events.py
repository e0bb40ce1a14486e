from dataclasses import replace
from datetime import UTC, datetime

import pytest

from marsad.annotate.annotator import Annotator, Text
from marsad.annotate.events import code_events, find_events
from marsad.annotate.merge import Coded, merge
from marsad.annotate.rules import RuleSet, load_rules
from marsad.model import Event, Participant

ANNOTATOR, RULES = Annotator(), load_rules()
PUBLISHED = datetime(2026, 3, 2, 18, tzinfo=UTC)  # a Monday


def events(text: str) -> list[Event]:
    found = ANNOTATOR.annotate(text, "", PUBLISHED, "Asia/Baghdad").events
    for event in found:
        spans = [event.trigger, *event.actors, *event.recipients, *event.counts]
        spans += [s for s in (event.location, event.source, event.date) if s is not None]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert 0 < event.confidence <= 1
    return list(found)


def test_an_attack_with_everything_told() -> None:
    text = (
        "أفاد مصدر أمني في كركوك، اليوم الاثنين، بأن مسلحين مجهولين شنوا هجوماً على دورية للجيش في قضاء الحويجة، "
        "ما أسفر عن مقتل ثلاثة جنود وإصابة خمسة آخرين."
    )
    (event,) = events(text)
    assert (event.type, event.realis, event.trigger.text) == ("ASSAULT", "asserted", "هجوماً")
    assert [p.text for p in event.recipients] == ["دورية للجيش"]
    assert event.location is not None
    assert (event.location.text, event.location.country, event.location.admin1) == ("الحويجة", "IQ", "place:iq-kirkuk")
    assert event.date is not None
    assert event.date.value == "2026-03-02"
    assert event.source is not None
    assert event.source.text == "مصدر أمني"
    assert {(q.kind, q.value) for q in event.counts} == {("killed", 3), ("injured", 5)}


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("شنت القوات التركية هجوماً على مواقع حزب العمال الكوردستاني.", "asserted"),
        ("نفت الشرطة اعتقال أي متظاهر في كركوك.", "negated"),
        ("سيلتقي وزير الخارجية فؤاد حسين نظيره التركي هاكان فيدان.", "planned"),
        ("من المقرر أن يزور عباس عراقجي بغداد الأسبوع المقبل.", "planned"),
    ],
)
def test_realis(text: str, realis: str) -> None:
    assert [e.realis for e in events(text)][:1] == [realis]


def test_what_is_feared_or_prevented_is_no_event() -> None:
    assert events("وسط مخاوف من هجوم جديد على دورية للجيش.") == []


def test_the_speaker_acts_and_is_not_the_source() -> None:
    (event,) = events("استنكرت الجامعة العربية تصريحات الوزير الإسرائيلي.")
    assert [p.text for p in event.actors] == ["الجامعة العربية"]
    assert event.source is None


def test_a_source_goes_on_over_sentences() -> None:
    text = "قال مصدر أمني إن الوضع هادئ. وأضاف أن مسلحين هاجموا دورية للشرطة في ديالى."
    (event,) = events(text)
    assert event.source is not None
    assert event.source.text == "مصدر أمني"


def test_later_mentions_of_an_event_are_merged() -> None:
    text = "اندلع حريق داخل سوق شعبي وسط كركوك. وأوضح المصدر أن الحريق أدى إلى إصابة عاملين."
    (event,) = events(text)
    assert event.trigger.text == "حريق"
    assert [(q.kind, q.value) for q in event.counts] == [("injured", 2)]


def test_an_unsure_telling_adds_to_the_event_before_it_and_is_none_by_itself() -> None:
    text = "اندلع حريق داخل سوق شعبي وسط كركوك. وأوضح المصدر أن الحريق أدى إلى إصابة عاملين."
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    scene = ANNOTATOR.scene(reading)
    told = {c.event.trigger.text: c for c in code_events(scene, RULES, reading.tagging, 0.0)}
    sure, unsure = told["حريق"], told["الحريق"]
    assert sure.event.confidence > 0.5 > unsure.event.confidence
    (both,) = merge(scene, [sure, unsure], 0.5)
    assert [(q.kind, q.value) for q in both.counts] == [("injured", 2)]
    assert merge(scene, [unsure], 0.5) == ()
    assert merge(scene, [unsure, sure], 0.5) == (sure.event,)


@pytest.mark.parametrize(("value", "count"), [("2026-02-28", 1), ("2026-02", 1), ("2026-03-02", 2)])
def test_a_telling_with_a_day_of_the_event_s_days_is_the_same(value: str, count: int) -> None:
    text = "اندلع حريق داخل سوق شعبي وسط كركوك بين 27 شباط و1 آذار. وأوضح المصدر أن الحريق أدى إلى إصابة عاملين."
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    scene = ANNOTATOR.scene(reading)
    told = {c.event.trigger.text: c for c in code_events(scene, RULES, reading.tagging, 0.0)}
    first, later = told["حريق"], told["الحريق"]
    assert first.event.date is not None
    dates = (replace(first.event.date, value="2026-02-27/2026-03-01"), replace(first.event.date, value=value))
    pair = [replace(c, event=replace(c.event, date=d)) for c, d in zip((first, later), dates, strict=True)]
    assert len(merge(scene, pair, 0.0)) == count


GROUP = Participant(21, 27, "الحوثي", "org:houthi", "YE")
FORCE = Participant(86, 98, "القوة الجوية")


@pytest.mark.parametrize(
    "again",
    [
        replace(GROUP, start=60, end=66),
        replace(GROUP, start=60, end=69, text="أنصار الله"),
        Participant(15, 27, "جماعة الحوثي"),
    ],
)
def test_a_later_telling_gives_nobody_a_second_part(again: Participant) -> None:
    text = "قصف الجيش مواقع جماعة الحوثي في صعدة. وأكد بيان أن القصف على الحوثي شاركت فيه طائرات القوة الجوية."
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    scene = ANNOTATOR.scene(reading)
    told = {c.event.trigger.text: c for c in code_events(scene, RULES, reading.tagging, 0.0)}
    first, later = told["قصف"], told["القصف"]

    def event(telling: Coded, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> Coded:
        return replace(telling, event=replace(telling.event, actors=actors, recipients=recipients))

    (suffered,) = merge(scene, [event(first, (), (GROUP,)), event(later, (again, FORCE), ())], 0.0)
    assert (suffered.actors, suffered.recipients) == ((FORCE,), (GROUP,))
    (acted,) = merge(scene, [event(first, (GROUP,), ()), event(later, (), (again, FORCE))], 0.0)
    assert (acted.actors, acted.recipients) == ((GROUP,), (FORCE,))


@pytest.mark.parametrize(
    ("text", "trigger", "realis"),
    [
        ("لو قصفت الطائرات الإسرائيلية المنشآت النووية لردت إيران بقصف حيفا.", "قصفت", "hypothetical"),
        ("إذا هاجمت إسرائيل إيران فسترد طهران.", "هاجمت", "hypothetical"),
        ("ولم ينفذ المسلحون أي هجوم على الدورية في كركوك.", "هجوم", "negated"),
    ],
)
def test_realis_of_what_is_too_unsure_to_be_reported(text: str, trigger: str, realis: str) -> None:
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    first, *_ = code_events(ANNOTATOR.scene(reading), RULES, reading.tagging, 0.0)
    assert (first.event.trigger.text, first.event.realis) == (trigger, realis)


def test_the_noun_of_a_negated_light_verb_is_negated() -> None:
    text = "لم تشن القوات التركية هجوماً على مواقع حزب العمال الكوردستاني."
    (reading,) = ANNOTATOR.read([Text(text, "", PUBLISHED)])
    told = {c.event.trigger.text: c.event for c in code_events(ANNOTATOR.scene(reading), RULES, reading.tagging, 0.0)}
    assert (told["هجوماً"].type, told["هجوماً"].realis) == ("ASSAULT", "negated")


def test_two_attacks_on_different_countries_stay_two() -> None:
    text = "هاجمت إسرائيل إيران يوم السبت. وقصفت تركيا سوريا يوم الأحد."
    assert [[p.text for p in e.recipients] for e in events(text)] == [["إيران"], ["سوريا"]]


def test_described_actors_have_country_and_sector() -> None:
    (event,) = events("هاجم مسلحون سوريون دورية للجيش في ديالى.")
    assert [(p.text, p.country, p.sector) for p in event.actors] == [("مسلحون سوريون", "SY", "REB")]


def test_a_sum_beyond_all_sums_is_no_quantity() -> None:
    told, *_ = events("اعتقلت الشرطة موظفاً في بغداد بتهمة اختلاس 17,000,000 دينار.")
    assert [(count.kind, count.value) for count in told.counts] == [("money", 17_000_000)]
    slips = events("اعتقلت الشرطة موظفاً في بغداد بتهمة اختلاس (17,000,000,000) مليار دينار.")
    assert slips
    assert all(slip.counts == () for slip in slips)


def test_the_example_of_the_explanation_is_coded_as_it_says() -> None:
    text = (
        "قال مصدر أمني إن مسلحين مجهولين قتلوا شرطيين قرب ناحية القيارة اليوم الثلاثاء.\n"
        "وطالب النائب سالم العبيدي وزارة الداخلية بإرسال تعزيزات.\n"
        "ومن المقرر أن يلتقي محافظ نينوى وفداً من شيوخ العشائر يوم الخميس."
    )
    found = ANNOTATOR.annotate(text, "", datetime(2026, 11, 24, 15, tzinfo=UTC), "Asia/Baghdad").events
    rows = [
        (
            e.type, e.realis, [p.text for p in e.actors], [p.text for p in e.recipients],
            e.location and e.location.text, e.date and e.date.value, e.source and e.source.text,
        )
        for e in found
    ]  # fmt: skip
    assert rows == [
        ("ASSAULT", "asserted", ["مسلحين مجهولين"], ["شرطيين"], "القيارة", "2026-11-24", "مصدر أمني"),
        ("REQUEST", "asserted", ["سالم العبيدي"], ["وزارة الداخلية"], None, None, None),
        ("CONSULT", "planned", ["محافظ نينوى"], ["وفداً"], "نينوى", "2026-11-26", "مصدر أمني"),
    ]
    assert [(q.kind, q.value) for q in found[0].counts] == [("killed", 2)]


def test_without_a_rule_the_network_alone_may_find_an_event() -> None:
    rules = load_rules()
    (reading,) = ANNOTATOR.read([Text("أفاد مصدر أمني باندلاع حريق كبير داخل مخزن للأخشاب وسط كركوك يوم الأحد.")])
    none = RuleSet((), {}, rules.plain)
    assert find_events(ANNOTATOR.scene(reading), none, None) == ()
    assert [e.type for e in find_events(ANNOTATOR.scene(reading), none, reading.tagging)]
