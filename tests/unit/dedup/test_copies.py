"""One text or two: copies, cuts and light edits against templates and boilerplate."""

import pytest

from marsad.dedup.copies import copy_similarity
from marsad.dedup.text import MANY, boilerplate
from newsdesk import BLAST, BLAST_ELSEWHERE, FAIR, at
from unit.dedup.texts import make_text

TITLE = "إصابة أربعة من الشرطة بانفجار شمالي تكريت"
PRICES = (
    "سجلت أسعار صرف الدولار اليوم {day} في أسواق بغداد {price} دينار لكل مئة دولار، فيما بلغ سعر البيع في محال "
    "الصيرفة {sale} دينار، وسعر الشراء {buy} دينار."
)
PRAYER = (
    "مواقيت الصلاة في مدينة {city} ليوم {day}: الفجر {dawn}، الظهر {noon}، المغرب {dusk}، والله أعلم بما فيه الخير."
)
CONDOLENCE = (
    "يتقدم مجلس إدارة الصحيفة ومنتسبوها بأحر التعازي وصادق المواساة إلى الزميل {name} بوفاة والدته، سائلين المولى عز "
    "وجل أن يتغمد الفقيدة بواسع رحمته وأن يلهم ذويها الصبر والسلوان."
)


def similarity(first: str, second: str, title: str = TITLE, other_title: str = TITLE, **changes: str) -> float | None:
    return copy_similarity(make_text("a", title, first), make_text("b", other_title, second, **changes))


def test_the_same_text_is_a_copy_wherever_it_stands():
    assert similarity(BLAST, BLAST) == 1.0
    assert similarity(BLAST, BLAST, other_title="انفجار يصيب شرطيين شمالي تكريت", source_id="jisr") == 1.0


def test_lightly_edited_with_another_dateline_and_a_credit():
    wired = f"صلاح الدين- الجسر\n{BLAST.replace('نافيا', 'ونفى').replace('صباحا', 'فجرا')}\n(نقلا عن وكالة النهر)"
    assert similarity(BLAST, wired, source_id="jisr") > 0.7


def test_cut_to_its_first_paragraphs():
    assert similarity(f"{BLAST}\n{FAIR}", BLAST) is not None
    assert similarity(f"{BLAST}\n{FAIR}", BLAST.split("\n")[0]) is None


def test_the_same_event_in_other_words_is_no_copy():
    assert similarity(BLAST, BLAST_ELSEWHERE) is None


@pytest.mark.parametrize(
    ("template", "one", "two"),
    [
        (
            PRICES,
            {"day": "الثلاثاء", "price": "142500", "sale": "143000", "buy": "142000"},
            {"day": "الأربعاء", "price": "141750", "sale": "142250", "buy": "141250"},
        ),
        (
            PRAYER,
            {"city": "بغداد", "day": "الثلاثاء", "dawn": "5:02", "noon": "11:49", "dusk": "5:03"},
            {"city": "البصرة", "day": "الثلاثاء", "dawn": "4:51", "noon": "11:36", "dusk": "4:58"},
        ),
    ],
)
def test_a_template_filled_in_anew_is_another_text(template, one, two):
    assert similarity(template.format(**one), template.format(**two), "أسعار ومواقيت", "أسعار ومواقيت") is None
    assert similarity(template.format(**one), template.format(**one), "أسعار ومواقيت", "أسعار ومواقيت") == 1.0


def test_a_template_with_another_name_is_another_text():
    first, second = (CONDOLENCE.format(name=name) for name in ("سعد كريم", "علي حسن"))
    a = make_text("a", "تعزية إلى الزميل", first, names="سعد كريم")
    assert copy_similarity(a, make_text("b", "تعزية إلى الزميل", second, names="علي حسن")) is None
    assert copy_similarity(a, make_text("b", "تعزية إلى الزميل", first, names="سعد كريم")) == 1.0


def test_a_corrected_number_in_a_long_text_is_no_template():
    long = f"{BLAST}\n{BLAST_ELSEWHERE}\n{FAIR}\nوبلغ عدد الزوار 3500 زائر."
    assert similarity(long, long.replace("3500", "3600")) > 0.9


def test_figures_that_an_outlet_broke_are_the_same_figures():
    told = "بلغ حجم القروض 322.8 مليار ريال بزيادة 10.7 في المئة عن العام الماضي بحسب تقرير البنك المركزي السنوي"
    told = f"{told}\n{FAIR}"
    assert similarity(told, told.replace("322.8", "322 8").replace("10.7", "7 ر 10"), told, told) is not None


def test_a_body_that_is_not_about_its_title_joins_nothing():
    page = "نص الخبر متاح للمشتركين في الخدمة فقط ويمكنكم الاشتراك الآن عبر صفحتنا لتصلكم الأخبار كاملة كل صباح"
    assert similarity(page, page, "فوز فريق الجوية", "أمطار في دهوك") is None


def test_a_flash_repeated_is_a_copy_and_five_words_are_nothing():
    assert similarity("عاجل انفجار سيارة مفخخة وسط مدينة تكريت", "عاجل: انفجار سيارة مفخخة وسط مدينة تكريت") == 1.0
    assert similarity("عاجل انفجار وسط مدينة تكريت", "عاجل انفجار وسط مدينة تكريت") is None


def test_boilerplate_is_what_stands_under_many_titles():
    under = [(f"عنوان {i}", (1, 2 + i)) for i in range(MANY)]
    assert boilerplate(under) == {1}
    assert boilerplate(under[:-1]) == frozenset()
    assert boilerplate([("عنوان", (1, 2))] * MANY) == frozenset()


def test_what_only_boilerplate_joins_is_apart():
    footer = "\n".join(["تابعونا على مواقع التواصل الاجتماعي واشتركوا في نشرتنا البريدية اليومية لتصلكم الأخبار"] * 4)
    a = make_text("a", "معرض الكتاب في البصرة", f"{FAIR.splitlines()[0]}\n{footer}")
    b = make_text("b", "تكريت", f"{BLAST.splitlines()[0]}\n{footer}")
    assert copy_similarity(a.without({a.blocks[-1]}), b.without({b.blocks[-1]})) is None


WEATHER = (
    "تتوقع الأرصاد الجوية أن يكون الطقس حارا على وسط البلاد مع رياح {wind} مثيرة للأتربة والغبار وسماء غائمة جزئيا، "
    "وتزداد الرطوبة على الساحل، فيما تنخفض درجات الحرارة ليلا على المرتفعات ويظهر الضباب على أجزاء من {where}."
)


def test_the_weather_of_two_days_is_not_one_text():
    first, second = (WEATHER.format(wind="شمالية", where=where) for where in ("الجبال", "السهول"))
    days = [make_text(str(d), "حالة الطقس", body, published_at=at(9, day=d)) for d, body in ((17, first), (18, second))]
    assert copy_similarity(*days) is not None
    late = make_text("late", "حالة الطقس", second, published_at=at(10, day=18))
    assert copy_similarity(days[0], late) is None
    assert copy_similarity(days[0], make_text("again", "حالة الطقس", first, published_at=at(10, day=18))) == 1.0
