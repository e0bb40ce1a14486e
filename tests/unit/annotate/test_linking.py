from dataclasses import dataclass, field
from datetime import date

import pytest

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import read_document
from marsad.annotate.gazetteer import Entity, Office
from marsad.annotate.lexicon import load_lexicon
from marsad.annotate.linking import link, local_id
from marsad.model import Mention
from marsad.text.normalize import fold_key


def entity(entity_id: str, name: str, country: str | None = None) -> Entity:
    kind = {"per": "PER", "org": "ORG", "place": "LOC"}[entity_id.partition(":")[0]]
    return Entity(entity_id, None, kind, name, "", country, None, None, None, None)


@dataclass
class Authority:
    """A gazetteer of a few entities: (entity_id, name, country)."""

    names: list[tuple[str, str, str | None]]
    offices: dict[str, tuple[Office, ...]] = field(default_factory=dict)
    ordinary: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entities(self) -> dict[str, Entity]:
        return {i: entity(i, name, country) for i, name, country in reversed(self.names)}

    @property
    def owners(self) -> dict[str, tuple[str, ...]]:
        return {fold_key(n): tuple(i for i, m, _ in self.names if fold_key(m) == fold_key(n)) for _, n, _ in self.names}


AUTHORITY = Authority(
    [
        ("per:maliki", "نوري المالكي", "IQ"),
        ("per:maliki", "المالكي", "IQ"),
        ("org:iq-cabinet", "مجلس الوزراء", "IQ"),
        ("org:houthi", "الحوثيين", "YE"),
        ("place:lb-tripoli", "طرابلس", "LB"),
        ("place:ly-tripoli", "طرابلس", "LY"),
        ("place:lb-beirut", "بيروت", "LB"),
        ("per:hakim-a", "محمد الحكيم", "IQ"),
        ("per:hakim-b", "محمد الحكيم", "SY"),
        ("org:kdp", "الحزب الديمقراطي الكوردستاني", "IQ"),
    ],
    {"per:hakim-a": (Office("وزير الخارجية", "IQ", "GOV", "2018-10-25", "2020-05"),)},
)


def linked(text: str, *names: tuple[str, str], published: date | None = None) -> list[Mention]:
    """The mentions of (name, type) pairs, each looked for after the one before it."""
    candidates, at = [], 0
    for name, kind in names:
        start = text.index(name, at)
        at = start + len(name)
        candidates.append(Candidate(start, at, kind))
    return list(link(read_document(text), candidates, AUTHORITY, load_lexicon(), published))  # type: ignore[arg-type]


def test_a_known_name_is_linked_in_any_spelling() -> None:
    (plain,) = linked("قال نورى المالكى", ("نورى المالكى", "PER"))
    (long,) = linked("قال نوري كامل المالكي", ("نوري كامل المالكي", "PER"))
    (lam,) = linked("دعم للحوثيين", ("للحوثيين", "ORG"))
    assert [m.entity_id for m in (plain, long, lam)] == ["per:maliki", "per:maliki", "org:houthi"]


def test_a_surname_is_whom_the_text_named_in_full_before_anybody_famous() -> None:
    text = "حضر المدرب علي المالكي. وقال المالكي إنه راض."
    full, surname = linked(text, ("علي المالكي", "PER"), ("المالكي", "PER"))
    assert full.link_status == surname.link_status == "nil"
    assert full.entity_id == surname.entity_id == local_id(fold_key("علي المالكي"), "PER")
    (alone,) = linked("وقال المالكي إنه راض.", ("المالكي", "PER"))
    assert alone.entity_id == "per:maliki"


def test_a_chain_of_short_forms_ends_at_the_fullest() -> None:
    text = "سالم حسن الجابري وصل. وتحدث حسن الجابري. ثم قال الجابري كلمته."
    found = linked(text, ("سالم حسن الجابري", "PER"), ("حسن الجابري", "PER"), ("الجابري", "PER"))
    assert len({m.entity_id for m in found}) == 1


def test_an_organisations_first_word_repeats_it_and_a_place_does_not() -> None:
    text = "أعلنت مؤسسة رواد الغد ذلك. ثم نفت مؤسسة رواد ذلك في حي الزهور قرب حي الزهور الثاني."
    full, short, *places = linked(
        text, ("مؤسسة رواد الغد", "ORG"), ("مؤسسة رواد", "ORG"), ("حي الزهور", "LOC"), ("حي الزهور الثاني", "LOC")
    )
    assert full.entity_id == short.entity_id == local_id(fold_key("مؤسسة رواد الغد"), "ORG")
    assert {(p.entity_id, p.link_status) for p in places} == {(None, "nil")}


@pytest.mark.parametrize(
    ("name", "expected"), [("مجلس الوزراء العراقي", "org:iq-cabinet"), ("مجلس الوزراء السعودي", None)]
)
def test_a_nationality_is_left_out_only_where_it_is_the_entitys(name: str, expected: str | None) -> None:
    (mention,) = linked(f"أقر {name} القرار", (name, "ORG"))
    assert (mention.entity_id == expected) if expected else mention.link_status == "nil"


def test_two_owners_are_told_apart_by_the_texts_country_or_left_open() -> None:
    (alone,) = linked("في طرابلس", ("طرابلس", "LOC"))
    assert (alone.entity_id, alone.link_status) == (None, "ambiguous")
    *_, decided = linked("من بيروت إلى طرابلس", ("بيروت", "LOC"), ("طرابلس", "LOC"))
    assert decided.entity_id == "place:lb-tripoli"


def test_two_owners_are_told_apart_by_who_was_in_office() -> None:
    text, name = "قال الوزير محمد الحكيم", ("محمد الحكيم", "PER")
    assert linked(text, name, published=date(2019, 3, 1))[0].entity_id == "per:hakim-a"
    assert linked(text, name, published=date(2026, 3, 1))[0].link_status == "ambiguous"


def test_a_name_of_another_type_is_not_the_entity() -> None:
    (team,) = linked("فاز طرابلس", ("طرابلس", "ORG"))
    assert team.link_status == "nil"
