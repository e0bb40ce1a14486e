"""Who a noun is told of: the subject of the verb that carries, announces or says it."""

from marsad.annotate.agents import is_target
from marsad.annotate.clause import LIGHT_REACH, Clause
from marsad.annotate.following import read_following
from marsad.annotate.phrases import NounPhrase, is_preposition, read_phrase
from marsad.annotate.preceding import preceding
from marsad.annotate.scene import Scene
from marsad.annotate.subjects import is_subject
from marsad.annotate.triggers import Trigger

_ANNOUNCED = frozenset({"اعلن", "اعلنت", "قرر", "قررت", "تعلن", "يعلن", "تمكن", "تمكنت", "تمكنوا"})


def find_governor(scene: Scene, trigger: Trigger, begin: int, verbs: frozenset[str]) -> int | None:
    """The nearest such verb in front of a noun or first in its phrase, with the future's س or without."""
    reach = LIGHT_REACH
    for i in range(trigger.first, begin - 1, -1):
        reach -= i not in scene.date_tokens
        if reach < 0:
            return None
        stems = scene.document.tokens[i].stems
        if any(s.key in verbs and s.preposition in {"", "س"} and not s.is_definite for s in stems):
            return i
    return None


def governed_by(clause: Clause, verbs: frozenset[str]) -> NounPhrase | None:
    """The subject of a light verb, or of «تعرض», in front of a verbal noun."""
    if clause.trigger.kind != "noun":
        return None
    i = find_governor(clause.scene, clause.trigger, clause.begin, verbs)
    if i is None:
        return None
    after = read_phrase(clause.scene, i + 1, clause.trigger.first) if i < clause.trigger.first else None
    if after is not None and not is_preposition(clause.scene, after.first) and is_target(clause.scene, after):
        return after
    return preceding(clause, i)


def announcer_of(clause: Clause) -> NounPhrase | None:
    """«أعلنت الشرطة القبض على», «تمكنت قوة من اعتقال»: who tells an act of their own."""
    if clause.trigger.kind != "noun":
        return None
    for i in range(clause.trigger.first - 1, max(clause.begin, clause.trigger.first - 2 * LIGHT_REACH) - 1, -1):
        if clause.scene.has_stem(i, clause.scene.grammar.relatives | {"ان", "بان", "عن"}):
            return None
        if clause.scene.has_stem(i, _ANNOUNCED):
            return read_following(clause.scene, i + 1, clause.trigger.first)
    return None


def topic_of(clause: Clause) -> NounPhrase | None:
    """Who speaks in the sentence: «قال X إن الوضع هادئ، داعياً إلى», «أعرب X عن دعمه»."""
    if clause.trigger.kind != "noun":
        return None
    verbs = clause.scene.grammar.saying_verbs | clause.scene.grammar.declaring_verbs
    for i in range(clause.trigger.first - 1, clause.begin - 1, -1):
        if clause.scene.has_stem(i, verbs):
            phrase = read_following(clause.scene, i + 1, clause.trigger.first)
            is_mere = phrase is not None and clause.scene.has_stem(phrase.first, clause.scene.grammar.mere_sources)
            if phrase is not None and not is_mere and is_subject(clause, phrase):
                return phrase
    return None
