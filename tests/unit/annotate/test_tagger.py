import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.annotate.document import read_document
from marsad.annotate.tagger import NameTagger, load_tagger
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
        assert [(n.start, n.end, n.type) for n in alone.names] == [(n.start, n.end, n.type) for n in tagging.names]
    assert together[1].names == ()


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
    with pytest.raises(ConfigError, match="no name model"):
        NameTagger(tmp_path / "nowhere")
    shipped = Path(load_tagger().folder)
    for name in ("tokenizer.json", "names.onnx"):
        (tmp_path / name).write_bytes((shipped / name).read_bytes())
    (tmp_path / "model.json").write_text(json.dumps({"tags": ["O", "B-X"]}), encoding="utf-8")
    with pytest.raises(ConfigError, match="tags are"):
        NameTagger(tmp_path)
