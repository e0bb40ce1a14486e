import pytest

from marsad.annotate.annotator import Annotator

ANNOTATOR = Annotator()


def names(text: str) -> list[tuple[str, str]]:
    mentions = ANNOTATOR.annotate(text).mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return [(m.text, m.type) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سافر الوفد لإيران وسوريا", [("إيران", "LOC"), ("سوريا", "LOC")]),
        ("قدمت واشنطن دعماً للحوثيين", [("واشنطن", "LOC"), ("للحوثيين", "ORG")]),
        ("في محافظة ديالى وقضاء الرمادي", [("ديالى", "LOC"), ("الرمادي", "LOC")]),
        ("أعلنت وزارة التجارة العراقية ذلك", [("وزارة التجارة العراقية", "ORG")]),
        ("قررت وزارة التعليم العالي والبحث العلمي ذلك", [("وزارة التعليم العالي والبحث العلمي", "ORG")]),
        ("عضو مجلس محافظة البصرة ثائر الصالحي", [("مجلس محافظة البصرة", "ORG"), ("ثائر الصالحي", "PER")]),
        ("ضبط جهاز الأمن الوطني العراقي مخزناً", [("جهاز الأمن الوطني العراقي", "ORG")]),
        ("شفق نيوز- بابل", [("شفق نيوز", "ORG"), ("بابل", "LOC")]),  # no «آبل» behind ب
        ("أعلنت وزارة الماليةوالتخطيط في العراق", [("وزارة الماليةوالتخطيط", "ORG"), ("العراق", "LOC")]),
        ("لوكالةشفق نيوز فيالبصرة", [("شفق نيوز", "ORG"), ("البصرة", "LOC")]),
        ("مقاتلو حزب الله اللبناني", [("حزب الله", "ORG")]),
        ("وصل إلى مطار النجف الدولي", [("مطار النجف الدولي", "LOC")]),
        ("قال الرئيس الأمريكي دونالد ترامب", [("دونالد ترامب", "PER")]),
        ("السفارة الأميركية في بغداد", [("السفارة الأميركية", "ORG"), ("بغداد", "LOC")]),
        ("نقلت وكالة رويترز عنه", [("رويترز", "ORG")]),
        ("على الحدود السعودية", []),
        ("القوات الأمريكية والشعب الإيراني", []),
        ("في العصر الحديث وحديثة هي الفكرة", []),
        ("تم العثور على جثة", []),
    ],
)
def test_mentions_follow_the_guide(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_surname_repeats_the_full_name() -> None:
    text = "قال النائب حيدر المطيري إن القرار صدر. وأضاف المطيري أنه نافذ."
    mentions = [m for m in ANNOTATOR.annotate(text).mentions if m.type == "PER"]
    assert [m.text for m in mentions] == ["حيدر المطيري", "المطيري"]
    assert mentions[0].entity_id == mentions[1].entity_id
    assert mentions[0].entity_id is not None
    assert mentions[0].entity_id.startswith("local:")
    assert {m.link_status for m in mentions} == {"nil"}


def test_known_names_are_linked() -> None:
    (iran,) = ANNOTATOR.annotate("إيران").mentions
    assert (iran.entity_id, iran.wikidata_id, iran.link_status) == ("country:IR", "Q794", "linked")


def test_an_ambiguous_name_is_decided_by_the_text_or_left_open() -> None:
    (alone,) = ANNOTATOR.annotate("وصل إلى عمان").mentions
    assert (alone.link_status, alone.entity_id) == ("ambiguous", None)
    decided = ANNOTATOR.annotate("عاد من الأردن وإربد إلى عمان").mentions[-1]
    assert (decided.link_status, decided.entity_id) == ("linked", "place:jo-amman")


def test_another_states_ministry_is_not_linked_to_the_known_one() -> None:
    (council, *_) = ANNOTATOR.annotate("عقد مجلس الوزراء السعودي جلسته").mentions
    assert council.text == "مجلس الوزراء السعودي"
    assert council.entity_id != "org:iq-cabinet"
