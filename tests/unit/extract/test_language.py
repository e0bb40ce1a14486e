import pytest

from marsad.extract.language import language_of

EXAMPLES = {
    "ar": [
        "عاجل",
        "قصف",
        "رئيس الوزراء العراقي يلتقي نظيره التركي",
        "عاجل.. پيشمرگة",
        "زار رئيس إقليم كوردستان نيچيرڤان بارزاني بغداد والتقى رئيس الجمهورية في القصر",
        # typed on a Persian keyboard
        "قال المتحدث باسم الحکومة العراقیة إن المجلس سیعقد جلسته فی بغداد یوم الأحد المقبل",
        "١٢ قتيلاً و٣٠ جريحاً",
        "أعلنت شركة Microsoft في بيان لها افتتاح مكتب في بغداد",
    ],
    "fa": [
        "وزیر امور خارجه ایران با همتای عراقی خود در تهران دیدار و گفتگو کرد",
        "سخنگوی دولت گفت این طرح تا پایان سال اجرا می شود",
    ],
    "ku": ["سەرۆکی هەرێمی کوردستان لەگەڵ باڵیۆزی ئەمریکا کۆبووەوە"],
    "ur": ["وزیر اعظم نے آج اسلام آباد میں پریس کانفرنس سے خطاب کیا"],
    "en": ["The prime minister met his Turkish counterpart in Baghdad on Tuesday."],
    "fr": ["Le premier ministre a rencontré son homologue turc mardi à Bagdad."],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in EXAMPLES.items() for text in texts])
def test_languages_are_told_apart(code, text):
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "  ", "123 - 456", "Hello", "🇮🇶"])
def test_too_little_text_has_no_language(text):
    assert language_of(text) is None
