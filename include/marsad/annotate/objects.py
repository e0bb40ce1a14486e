"""Object of a verb, and the two that a verb has whose writing leaves the passive open."""

from marsad.annotate.agents import is_target
from marsad.annotate.clause import LIGHT_REACH, Clause
from marsad.annotate.following import next_phrase
from marsad.annotate.phrases import NounPhrase, is_preposition, read_phrase
from marsad.annotate.preceding import has_antecedent, is_after_noun, preceding
from marsad.annotate.subjects import is_subject, subject_of


def object_of(clause: Clause) -> NounPhrase | None:
    """What follows the verb, or the subject where that follows; never what a preposition carries."""
    if clause.trigger.kind != "verb":
        return None
    first = next_phrase(clause, clause.trigger.last)
    is_elsewhere = (
        preceding(clause, clause.trigger.first) is not None or is_after_noun(clause) or has_antecedent(clause)
    )
    if first is None or is_elsewhere or not is_subject(clause, first):
        return first
    return next_phrase(clause, first.last)


def agent_of(clause: Clause) -> NounPhrase | None:
    """The subject of a verb whose writing leaves the passive open: it must have an object."""
    subject = subject_of(clause)
    if subject is None:
        return None
    is_first = subject.start < clause.trigger.start
    target = next_phrase(clause, clause.trigger.last if is_first else subject.last)
    return subject if target is not None and is_target(clause.scene, target) else None


def patient_of(clause: Clause) -> NounPhrase | None:
    """Whom such a verb was done to: its object where it has an agent, else what follows it."""
    agent = agent_of(clause)
    phrase = next_phrase(clause, clause.trigger.last)
    if agent is None or phrase is None or phrase.start != agent.start:
        return phrase
    return next_phrase(clause, agent.last)


def named_object_of(clause: Clause) -> NounPhrase | None:
    """«استنكر تصريحات الوزير»: the first name in the object, the owner of what is blamed."""
    first = next_phrase(clause, clause.trigger.last)
    subject = subject_of(clause)
    if first is not None and subject is not None and subject.start == first.start:
        first = next_phrase(clause, first.last)
    acts = clause.scene.grammar.blamed_acts
    if first is None or clause.scene.key(first.first).removeprefix("ال") not in acts:
        return None
    for i in range(first.first, min(clause.end, first.first + LIGHT_REACH)):
        if i in clause.scene.mention_at:
            return read_phrase(clause.scene, i, clause.end)
        if is_preposition(clause.scene, i) or not clause.scene.document.tokens[i].is_word:
            return None
    return None
