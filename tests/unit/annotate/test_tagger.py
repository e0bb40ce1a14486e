import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from marsad.annotate.decode import TAGS
from marsad.annotate.document import read_document
from marsad.annotate.labels import NO_EVENT, REALIS, ROLES, event_types
from marsad.annotate.tagger import Tagger, load_tagger
from marsad.annotate.windows import LONGEST, OPENING
from marsad.errors import ConfigError

TEXT = (
    "وصل وزير الخارجية العراقي فؤاد حسين إلى أنقرة يوم الأحد، والتقى نظيره التركي.\n"
    "وقالت وزارة الدفاع في بيان إن قوة من الجيش انتشرت في محافظة كركوك وببغداد.\n"
)


def test_names_have_types_offsets_and_scores() -> None:
    (tagging,) = load_tagger().tag([read_document(TEXT)])
    found = {TEXT[n.start : n.end]: n for n in tagging.names}
    assert {name: found[name].type for name in ("فؤاد حسين", "كركوك")} == {"فؤاد حسين": "PER", "كركوك": "LOC"}
    assert all(0 < n.score <= 1 for n in tagging.names)
    assert [n.start for n in tagging.names] == sorted(n.start for n in tagging.names)


def test_the_probability_of_no_name_is_low_in_names_and_high_elsewhere() -> None:
    document = read_document(TEXT)
    (tagging,) = load_tagger().tag([document])
    assert len(tagging.outside) == len(document.tokens)
    assert tagging.outside[document.token_at(TEXT.index("فؤاد"))] < 0.5
    assert tagging.outside[document.token_at(TEXT.index("يوم"))] > 0.9


def test_a_proclitic_is_left_out() -> None:
    text = "وسافر الوفد من طهران وببغداد توقف ساعة، ثم عاد لإيران."
    (tagging,) = load_tagger().tag([read_document(text)])
    names = [text[n.start : n.end] for n in tagging.names]
    assert "إيران" in names


def test_texts_read_together_are_read_as_alone() -> None:
    texts = [TEXT, "", "لا أسماء هنا.", TEXT * 3, "بغداد"]
    together = load_tagger().tag([read_document(t) for t in texts])
    for text, tagging in zip(texts, together, strict=True):
        (alone,) = load_tagger().tag([read_document(text)])
        assert alone.names == tagging.names
        assert np.array_equal(alone.types, tagging.types)
    assert together[1].names == ()


@pytest.mark.parametrize("word", ["xqzjkwvxqzjkwv", "قثضصذظغ"])
def test_a_text_of_words_that_fall_into_many_pieces_is_read(word: str) -> None:
    text = " ".join([word] * 450)
    (tagging,) = load_tagger().tag([read_document(text)])
    assert len(tagging.types) == 450


def test_a_word_that_tells_an_event_has_its_type_and_is_linked_with_its_window() -> None:
    text = "أفاد مصدر أمني باندلاع حريق كبير داخل مخزن للأخشاب وسط كركوك يوم الأحد."
    document = read_document(text)
    (tagging,) = load_tagger().tag([document])
    index = document.token_at(text.index("حريق"))
    assert event_types()[1:][tagging.types[index, 1:].argmax()] == "ACCIDENT"
    assert tagging.types.sum(1) == pytest.approx(1, abs=1e-4)
    assert tagging.realis.sum(1) == pytest.approx(1, abs=1e-4)
    links = tagging.links[index]
    assert (links.first, len(links.roles)) == (0, len(document.tokens))
    source = links.roles[:, ROLES.index("source")]
    assert source.argmax() in {document.token_at(text.index(word)) for word in ("مصدر", "أمني")}


OUTPUTS = ["tags", "cuts", "types", "realis", "told", "links"]
BEFORE = [name for name in OUTPUTS if name != "told"]  # of a network before 4.7.0


class _Session:
    """A network that sees one name in all it reads, and an event in its third word, linked with the word itself; it
    keeps what it was given."""

    given: dict[str, NDArray[np.float32]]

    def run(self, names: list[str], given: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        self.given = given
        shape = given["first"].shape
        tags = np.zeros((*shape, len(TAGS)), np.float32)
        tags[..., TAGS.index("I-PER")] = 9
        tags[:, 0, TAGS.index("B-PER")] = 18
        types = np.zeros((*shape, len(event_types())), np.float32)
        types[..., NO_EVENT] = 18
        types[:, 2:3, NO_EVENT] = -18
        links = np.full((*shape, shape[1], len(ROLES)), -18, np.float32)
        links[0, 2:3, 2:3] = 18
        found = {"tags": tags, "types": types, "links": links if "told" not in names else links[0, 2:3]}
        found |= {"cuts": np.zeros((*shape, 3), np.float32), "realis": np.zeros((*shape, len(REALIS)), np.float32)}
        return [found.get(name, np.array([2])) for name in names]


@pytest.mark.parametrize("outputs", [OUTPUTS, BEFORE])
def test_only_a_word_that_may_tell_an_event_is_linked(outputs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_tagger(), "_session", _Session())
    monkeypatch.setattr(load_tagger(), "_outputs", outputs)
    (tagging,) = load_tagger().tag([read_document("وصل وزير الخارجية إلى أنقرة")])
    (index,) = tagging.links
    assert index == 2
    assert tagging.links[2].roles.argmax(0).tolist() == [2] * len(ROLES)


def test_no_word_of_the_opening_is_linked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_tagger(), "_session", _Session())
    (tagging,) = load_tagger().tag([read_document("كلمة " * 250)])
    assert list(tagging.links) == [2]  # the third word of every later window is one of the opening


def test_no_name_goes_on_from_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_tagger(), "_session", _Session())
    document = read_document("كلمة " * 250)
    (tagging,) = load_tagger().tag([document])
    assert all(a.end <= b.start for a, b in pairwise(tagging.names))
    assert document.tokens[LONGEST].start in {name.start for name in tagging.names}


@pytest.mark.parametrize("inputs", [{"ids", "first"}, {"ids", "mask", "first", "words"}])
def test_a_model_is_given_what_it_asks_for(inputs: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    session = _Session()
    monkeypatch.setattr(load_tagger(), "_session", session)
    monkeypatch.setattr(load_tagger(), "_inputs", inputs)
    load_tagger().tag([read_document("وصل الوزير إلى أنقرة")])
    assert set(session.given) == inputs
    assert all(session.given[name].all() for name in inputs & {"mask", "words"})
    assert session.given["first"].shape == (1, 4)


def test_a_later_window_links_its_own_words_and_those_of_the_opening() -> None:
    lead = "أعلن مجلس محافظة كركوك في بيان تأجيل جلسته الاعتيادية إلى الأسبوع المقبل لعدم اكتمال النصاب القانوني. " * 8
    text = f"{lead}وأفاد مصدر أمني باندلاع حريق كبير داخل مخزن للأخشاب وسط كركوك يوم الأحد."
    document = read_document(text)
    (tagging,) = load_tagger().tag([document])
    index = document.token_at(text.index("حريق"))
    links = tagging.links[index]
    assert links.first > OPENING
    assert links.first + len(links.roles) == len(document.tokens)
    assert len(links.opening) == OPENING
    place = links.first + links.roles[:, ROLES.index("place")].argmax()
    assert place in {document.token_at(text.index(word)) for word in ("مخزن", "للأخشاب", "كركوك يوم")}


def test_a_model_that_was_not_taught_to_links_nothing_with_the_opening(tmp_path: Path) -> None:
    shipped = load_tagger()
    for name in ("tagger.onnx", "tokenizer.json"):
        (tmp_path / name).symlink_to(shipped.folder / name)
    facts = {name: value for name, value in shipped.facts.items() if name != "links_opening"}
    (tmp_path / "model.json").write_text(json.dumps(facts))
    document = read_document("أفاد مصدر أمني باندلاع حريق كبير داخل مخزن للأخشاب وسط كركوك يوم الأحد. " * 20)
    (tagging,) = Tagger(tmp_path).tag([document])
    later = [links for links in tagging.links.values() if links.first]
    assert later
    assert {len(links.opening) for links in later} == {0}


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=120), st.text("ابتوفبلك ءأإآىةه\u064b\u0640\n.", max_size=200)))
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    (tagging,) = load_tagger().tag([read_document(text)])
    reached = 0
    for name in tagging.names:
        assert reached <= name.start < name.end <= len(text)
        reached = name.end


@pytest.mark.parametrize("piece", ["ا" * 50_000, "كلمة " * 3_000, "،" * 5_000])
def test_long_words_and_sentences_are_cut_into_windows(piece: str) -> None:
    (tagging,) = load_tagger().tag([read_document(piece)])
    assert len(tagging.outside) == len(read_document(piece).tokens)


def test_a_missing_or_foreign_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no model"):
        Tagger(tmp_path / "nowhere")
    shipped = Path(load_tagger().folder)
    for name in ("tokenizer.json", "tagger.onnx"):
        (tmp_path / name).write_bytes((shipped / name).read_bytes())
    facts = json.loads((shipped / "model.json").read_text(encoding="utf-8"))
    for name in ("tags", "types", "realis", "roles"):
        (tmp_path / "model.json").write_text(json.dumps(facts | {name: ["O", "B-X"]}), encoding="utf-8")
        with pytest.raises(ConfigError, match=f"{name} are"):
            Tagger(tmp_path)
