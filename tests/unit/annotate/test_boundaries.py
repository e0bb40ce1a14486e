import pytest

from marsad.annotate.boundaries import trim
from marsad.annotate.candidates import Candidate
from marsad.annotate.document import read_document
from marsad.annotate.gazetteer import load_gazetteer
from marsad.annotate.lexicon import load_lexicon

GAZETTEER, LEXICON = load_gazetteer(), load_lexicon()


def trimmed(read: str, kind: str, text: str = "") -> str | None:
    text = text or f"قيل {read} أمس."
    start = text.index(read)
    name = trim(read_document(text), Candidate(start, start + len(read), kind), GAZETTEER, LEXICON)
    assert name is None or name.type == kind
    return None if name is None else text[name.start : name.end]


@pytest.mark.parametrize(
    ("read", "kind", "expected"),
    [
        ("محافظة ديالى", "LOC", "ديالى"),
        ("لقضاء الفلوجة", "LOC", "الفلوجة"),
        ("نادي الزوراء", "ORG", "الزوراء"),
        ("لوكالة رويترز", "ORG", "رويترز"),
        ("حي العامل", "LOC", "حي العامل"),
        ("وزارة التجارة", "ORG", "وزارة التجارة"),
    ],
)
def test_generic_heads_go_and_named_kinds_stay(read: str, kind: str, expected: str) -> None:
    assert trimmed(read, kind) == expected


@pytest.mark.parametrize(
    ("read", "kind", "expected"),
    [
        ("بإيران", "LOC", "إيران"),
        ("وبغداد", "LOC", "بغداد"),
        ("بغداد", "LOC", "بغداد"),
        ("واشنطن", "LOC", "واشنطن"),
        ("وَلِتركيا", "LOC", "تركيا"),
        ("وحيدر حنون", "PER", "حيدر حنون"),
        ("بلال حسن", "PER", "بلال حسن"),
        ("للحوثيين", "ORG", "للحوثيين"),
    ],
)
def test_proclitics_go_where_what_is_left_is_known(read: str, kind: str, expected: str) -> None:
    assert trimmed(read, kind) == expected


def test_a_proclitic_that_the_model_cut_wrongly_comes_back() -> None:
    assert trimmed("غداد", "LOC", "في بغداد.") == "بغداد"


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("أستورا التركية", "أستورا"),
        ("وزارة التجارة العراقية", "وزارة التجارة العراقية"),
        ("الجيش الإيراني", "الجيش الإيراني"),
        ("حزب العمال الكردستاني", "حزب العمال الكردستاني"),
    ],
)
def test_a_nationality_goes_after_a_proper_name_and_stays_with_an_institution(read: str, expected: str) -> None:
    assert trimmed(read, "ORG") == expected


@pytest.mark.parametrize(("read", "kind"), [("محافظة", "LOC"), ("لوزارة", "ORG"), ("نادي", "ORG")])
def test_a_head_without_a_name_is_none(read: str, kind: str) -> None:
    assert trimmed(read, kind) is None
