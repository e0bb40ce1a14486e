import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.annotate.annotator import Annotator, Text
from marsad.annotate.choice import NONE, Candidate, Telling, likeliest, load_weights, name_of
from marsad.annotate.clause import Breaks
from marsad.annotate.events import code_events
from marsad.annotate.places import Places
from marsad.annotate.rules import load_rules
from marsad.annotate.scene import Scene
from marsad.annotate.sources import Sources
from marsad.annotate.when import Dates
from marsad.errors import ConfigError

ANNOTATOR = Annotator()
TEXT = (
    "أفاد مصدر أمني في محافظة ديالى، اليوم الاثنين، بأن مسلحين مجهولين هاجموا نقطة تفتيش قرب بلدة أم الرمان.\n"
    "وذكرت الشرطة أن ثلاثة من أفرادها قتلوا في الهجوم، وفق بيان لها.\n"
    "ودعا محافظ ديالى عدنان الشمري مجلس القضاء الأعلى إلى التحقيق مع محكمة جنايات كربلاء."
)


@pytest.fixture(scope="module")
def told() -> tuple[Scene, list[Telling]]:
    (reading,) = ANNOTATOR.read([Text(TEXT, "", datetime(2026, 3, 2, tzinfo=UTC), "Asia/Baghdad")])
    scene = ANNOTATOR.scene(reading)
    coded = code_events(scene, load_rules(), reading.tagging, 0.0)
    assert len(coded) >= 3
    return scene, [c.telling for c in coded]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of models without weights."""
    (tmp_path / "tagger").mkdir()
    monkeypatch.setattr("marsad.annotate.data.data_folder", lambda *_: tmp_path)
    load_weights.cache_clear()
    yield tmp_path / "tagger"
    load_weights.cache_clear()


def candidate(answer: str | None, **features: float) -> Candidate[str | None]:
    return Candidate(answer, answer or "", features)


def test_the_answer_whose_features_weigh_most_is_chosen_the_first_of_equals() -> None:
    weights = {"near": 2.0, "far": -1.0, NONE: 1.0}
    none = candidate(None, none=1.0)
    assert likeliest(weights, [candidate("a", near=0.2), candidate("b", near=1.0, far=0.5), none]).answer == "b"
    assert likeliest(weights, [candidate("a", near=1.0, far=3.0, unheard=9.0), none]).answer is None
    assert likeliest(weights, [candidate("a", near=1.0), candidate("b", near=1.0), none]).answer == "a"


def test_words_told_several_times_add_up() -> None:
    twice = [Candidate(1, "ديالى", {"near": 0.5}), Candidate(2, "ديالى", {"near": 0.6})]
    once = Candidate(3, "بغداد", {"near": 1.0})
    assert likeliest({"near": 1.0}, [once, *twice]).answer == 2
    assert likeliest({"near": 1.0}, [once, twice[0]]).answer == 3


@pytest.mark.usefixtures("folder")
def test_a_network_without_weights_of_its_own_has_those_that_ship() -> None:
    assert "network" in load_weights()["place"]


@pytest.mark.parametrize(
    "written", ["{", "[]", "{}", '{"place": 3}', '{"place": {"near": "far"}}', '{"place": {}, "source": {}}']
)
def test_weights_that_cannot_be_read_are_told(folder: Path, written: str) -> None:
    (folder / "choices.json").write_text(written)
    with pytest.raises(ConfigError, match=r"choices\.json"):
        load_weights()


@pytest.mark.parametrize("weight", ["NaN", "Infinity"])
def test_weights_are_finite(folder: Path, weight: str) -> None:
    names = ("place", "place without links", "source", "source without links")
    (folder / "choices.json").write_text(json.dumps({name: {"near": 1.0} for name in names}).replace("1.0", weight))
    with pytest.raises(ConfigError, match="place"):
        load_weights()


@pytest.mark.parametrize("is_read", [True, False])
def test_every_feature_has_its_weight(told: tuple[Scene, list[Telling]], *, is_read: bool) -> None:
    scene, tellings = told
    breaks = Breaks(scene)
    asked = {"place": Places(scene, breaks), "date": Dates(scene, breaks), "source": Sources(scene)}
    for question, answering in asked.items():
        seen: set[str] = set()
        for telling in tellings:
            *answers, none = answering.candidates(telling if is_read else replace(telling, links=None))
            assert none.answer is None
            assert none.features[NONE] == 1.0
            assert all(c.answer is not None for c in answers)
            seen |= {name for c in (*answers, none) for name in c.features}
        assert len(seen) > 8
        assert seen <= set(load_weights()[name_of(question, tellings[0].links if is_read else None)])


def test_how_places_stand_to_a_telling(told: tuple[Scene, list[Telling]]) -> None:
    scene, (attack, *_, last) = told
    found = reversed(list(Places(scene, Breaks(scene)).candidates(replace(attack, links=None))))
    places = {c.answer.text: c.features for c in found if c.answer}
    assert places["أم الرمان"]["after"] == places["أم الرمان"]["same sentence"] == places["أم الرمان"]["locative"] == 1
    assert "after" not in places["ديالى"]
    assert places["ديالى"]["tokens before"] > 0
    assert places["كربلاء"]["in an institution's name"] == 1
    assert places["كربلاء"]["sentences after"] > 0
    assert {f["unlinked"] for f in places.values()} == {1.0}
    linked = {c.answer.text: c.features for c in Places(scene, Breaks(scene)).candidates(last) if c.answer}
    assert "network" in linked["كربلاء"]


def test_places_far_from_a_telling_are_not_looked_at() -> None:
    (reading,) = ANNOTATOR.read([Text(" ".join(["اعتقلت الشرطة متهماً في بغداد."] * 400))])
    scene = ANNOTATOR.scene(reading)
    *_, last = code_events(scene, load_rules(), None, 0.0)
    assert len(list(Places(scene, Breaks(scene)).candidates(last.telling))) < 100


def sources(text: str, event_type: str) -> dict[str, Mapping[str, float]]:
    """Whom the first event of a type may be credited to, each with its last such candidate's features."""
    (reading,) = ANNOTATOR.read([Text(text)])
    scene = ANNOTATOR.scene(reading)
    telling = next(c.telling for c in code_events(scene, load_rules(), None, 0.0) if c.trigger.rule.type == event_type)
    found = Sources(scene).candidates(replace(telling, links=None))
    return {text[c.answer.start : c.answer.end]: c.features for c in found if c.answer}


def test_who_goes_on_speaking_is_credited_in_the_sentence_itself() -> None:
    text = (
        "أفاد مصدر أمني بوقوع حادث في بغداد.\nوأضاف أن الحركة توقفت.\n"
        "وأضاف أن مسلحين هاجموا دورية للجيش قرب ديالى.\nوقال شهود عيان إن الطريق قطع."
    )
    found = sources(text, "ASSAULT")
    assert found["مصدر أمني"]["credited, of its sentence"] == 1
    assert "sentences before" not in found["مصدر أمني"]
    assert found["شهود عيان"]["sentences after"] > 0


def test_the_speaker_of_a_speech_act_does_not_stand_for_choice() -> None:
    text = (
        "قالت وزارة الداخلية إن الشرطة اعتقلت ثلاثة متهمين في بغداد.\n"
        "وقال شهود عيان إن الطريق قطع.\nوطالبت وزارة الداخلية مجلس النواب بإقرار القانون."
    )
    assert "وزارة الداخلية" in sources(text, "COERCE")
    found = sources(text, "REQUEST")
    assert "شهود عيان" in found
    assert "وزارة الداخلية" not in found
