from datetime import UTC, datetime

import numpy as np
import pytest

from marsad.annotate import arguments
from marsad.annotate.annotator import Annotator, Text
from marsad.annotate.labels import ROLES
from marsad.annotate.scene import Scene
from marsad.annotate.tagger import Links

ANNOTATOR = Annotator()
TEXT = "وقال مصدر أمني إن مسلحين مجهولين وعناصر من داعش هاجموا دورية للشرطة في كركوك يوم الأحد، ثم انسحبوا إلى ديالى."


@pytest.fixture(scope="module")
def scene() -> Scene:
    (reading,) = ANNOTATOR.read([Text(TEXT, "", datetime(2026, 3, 2, tzinfo=UTC))])
    return ANNOTATOR.scene(reading)


def links(scene: Scene, **roles: str) -> Links:
    """Links in which the words of each role are certain; a bar begins another participant."""
    scores = np.zeros((len(scene.document.tokens), len(ROLES)), np.float32)
    for role, words in roles.items():
        for part in words.split("|"):
            start = TEXT.index(part)
            first, last = scene.document.token_at(start), scene.document.token_at(start + len(part) - 1)
            scores[first : last + 1, ROLES.index(role)] = 0.9
            if f"begin {role}" in ROLES:
                scores[first, ROLES.index(f"begin {role}")] = 0.9
    return Links(0, scores)


def test_participants_side_by_side_are_told_apart_by_where_they_begin(scene: Scene) -> None:
    found = arguments.participants(scene, links(scene, actor="مسلحين مجهولين|وعناصر من داعش"), "actor")
    assert [TEXT[p.start : p.end] for p in found] == ["مسلحين مجهولين", "عناصر من داعش"]
    assert arguments.participants(scene, links(scene, actor="مسلحين"), "recipient") == []
    assert arguments.participants(scene, None, "actor") == []


def test_where_none_is_likely_the_likeliest_takes_part(scene: Scene) -> None:
    both = links(scene, actor="مسلحين مجهولين|وعناصر من داعش")
    doubtful = Links(0, both.roles * np.float32(0.5))
    doubtful.roles[scene.document.token_at(TEXT.index("داعش")), ROLES.index("actor")] = 0.48
    (found,) = arguments.participants(scene, doubtful, "actor")
    assert TEXT[found.start : found.end] == "عناصر من داعش"
    assert arguments.participants(scene, Links(0, both.roles * np.float32(0.3)), "actor") == []


def test_a_phrase_plays_the_likelier_of_two_parts_as_a_whole(scene: Scene) -> None:
    both = links(scene, actor="مسلحين مجهولين", recipient="مسلحين مجهولين|دورية للشرطة")
    second = scene.document.token_at(TEXT.index("مجهولين"))
    both.roles[second - 1, ROLES.index("recipient")] = 0.6
    both.roles[second, ROLES.index("actor")] = 0.7
    (found,) = arguments.participants(scene, both, "recipient")
    assert TEXT[found.start : found.end] == "دورية للشرطة"
    (found,) = arguments.participants(scene, both, "actor")
    assert TEXT[found.start : found.end] == "مسلحين مجهولين"


def test_a_participant_goes_on_over_words_that_are_a_little_less_likely(scene: Scene) -> None:
    given = links(scene, actor="مسلحين مجهولين")
    second = scene.document.token_at(TEXT.index("مجهولين"))
    found = []
    for likely in (0.4, 0.2):
        given.roles[second, [ROLES.index("actor"), ROLES.index("begin actor")]] = likely, 0
        (phrase,) = arguments.participants(scene, given, "actor")
        found.append(TEXT[phrase.start : phrase.end])
    assert found == ["مسلحين مجهولين", "مسلحين"]


def test_no_participant_ends_in_a_preposition(scene: Scene) -> None:
    (found,) = arguments.participants(scene, links(scene, recipient="دورية للشرطة في"), "recipient")
    assert TEXT[found.start : found.end] == "دورية للشرطة"


def test_a_participant_that_is_a_name_is_its_mention(scene: Scene) -> None:
    (found,) = arguments.participants(scene, links(scene, recipient="كركوك"), "recipient")
    assert found.mention is not None
    assert found.mention.text == "كركوك"


def test_punctuation_alone_is_no_participant(scene: Scene) -> None:
    assert arguments.participants(scene, links(scene, actor="،"), "actor") == []


def test_the_likeliest_source_is_taken(scene: Scene) -> None:
    source = arguments.source(scene, links(scene, source="مصدر أمني"))
    assert source is not None
    assert TEXT[source.start : source.end] == "مصدر أمني"


def test_what_is_unlikely_is_not_taken(scene: Scene) -> None:
    nothing = Links(0, np.full((len(scene.document.tokens), len(ROLES)), 0.1, np.float32))
    assert arguments.source(scene, nothing) is None


def test_the_opening_is_asked_where_the_window_has_nobody(scene: Scene) -> None:
    told = links(scene, actor="مسلحين مجهولين", source="مصدر أمني").roles
    border = scene.document.token_at(TEXT.index("هاجموا"))
    own = np.zeros_like(told[border:])
    (found,) = arguments.participants(scene, Links(border, own, told[:border]), "actor")
    assert TEXT[found.start : found.end] == "مسلحين مجهولين"
    source = arguments.source(scene, Links(border, own, told[:border]))
    assert source is not None
    assert TEXT[source.start : source.end] == "مصدر أمني"
    police = scene.document.token_at(TEXT.index("للشرطة")) - border
    own[police, [ROLES.index("actor"), ROLES.index("begin actor")]] = 0.6
    (found,) = arguments.participants(scene, Links(border, own, told[:border]), "actor")
    assert TEXT[found.start : found.end] == "للشرطة"


def test_a_preposition_begins_no_participant(scene: Scene) -> None:
    (found,) = arguments.participants(scene, links(scene, recipient="في كركوك"), "recipient")
    assert TEXT[found.start : found.end] == "كركوك"
    scores = np.zeros((len(scene.document.tokens), len(ROLES)), np.float32)
    scores[scene.document.token_at(TEXT.index(" من ") + 1), ROLES.index("actor")] = 0.9
    assert arguments.participants(scene, Links(0, scores), "actor") == []


def test_likelihood_is_that_of_the_words_that_are_linked() -> None:
    part = Links(3, np.full((2, len(ROLES)), 0.5, np.float32), np.full((2, len(ROLES)), 0.25, np.float32))
    assert arguments.likelihood(part, "actor", 4, 9) == pytest.approx(0.5)
    assert arguments.likelihood(part, "actor", 0, 2) == pytest.approx(0.25)
    assert arguments.likelihood(part, "actor", 6, 9) == 0.0
    assert arguments.likelihood(None, "actor", 3, 4) == 0.0
    assert [arguments.is_linked(part, i) for i in range(6)] == [True, True, False, True, True, False]
    assert not arguments.is_linked(None, 3)
