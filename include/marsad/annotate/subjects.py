"""Subject of a verb, in verb-first and subject-first clauses."""

from marsad.annotate.agents import is_participant, may_be_subject
from marsad.annotate.clause import Clause
from marsad.annotate.following import next_phrase
from marsad.annotate.phrases import NounPhrase
from marsad.annotate.preceding import has_antecedent, is_after_noun, preceding

_MASCULINE = frozenset({"قاده", "اساتذه", "طلبه", "ساسه", "قضاه", "حمله", "خليفه", "عده"})  # plurals of men in ة


def subject_of(clause: Clause) -> NounPhrase | None:
    """«فعل X», «X فعل», «X، وهو كذا، فعل»."""
    if clause.trigger.kind != "verb":
        return None
    opening = preceding(clause, clause.trigger.first)
    if opening is not None:
        return opening
    is_plural = clause.scene.key(clause.trigger.first).endswith("وا")  # its subject came before
    if is_plural or is_after_noun(clause) or has_antecedent(clause):
        return None
    phrase = next_phrase(clause, clause.trigger.last)
    return phrase if phrase is not None and is_subject(clause, phrase) else None


def opening_name(clause: Clause) -> NounPhrase | None:
    """A name that its clause begins with: what stands there otherwise may be a verb."""
    phrase = preceding(clause, clause.trigger.first)
    return phrase if phrase is not None and phrase.mention is not None else None


def is_subject(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether the phrase behind the verb can be its subject: a participant that agrees with it."""
    if not is_participant(clause.scene, phrase) or not may_be_subject(clause.scene, phrase):
        return False
    return phrase.mention is not None or not _disagrees(clause, phrase)


def _disagrees(clause: Clause, phrase: NounPhrase) -> bool:
    """«وطالب قوات التحالف»: a masculine verb right before a feminine noun has another subject."""
    verb = clause.scene.key(clause.trigger.first)[len(clause.trigger.conjunction) :]
    is_masculine = verb[0] != "ت" and not verb.endswith(("ت", "تا", "تها", "ته", "تهم"))
    is_adjacent = phrase.first == clause.trigger.last and clause.trigger.kind == "verb"
    head = clause.scene.document.tokens[phrase.first]
    is_feminine = head.key.endswith("ات") or head.text.endswith("ة")
    return is_masculine and is_adjacent and is_feminine and head.key.removeprefix("ال") not in _MASCULINE
