"""The participant that a clause begins with, and what stands before its verb otherwise."""

from marsad.annotate.agents import is_participant
from marsad.annotate.clause import COMMAS, LIGHT_REACH, Clause
from marsad.annotate.following import has_clitic
from marsad.annotate.phrases import NounPhrase, clause_start, is_preposition, read_phrase

_LONGEST_TOPIC = 30  # tokens between «إن X» and the verb that X is the subject of
_PARTICLES = frozenset({"قد", "لقد", "لم", "لن", "سوف", "لا"})  # between a subject and its verb


def preceding(clause: Clause, verb: int) -> NounPhrase | None:
    """The participant its clause begins with. «وفعل X» begins a clause itself."""
    if verb == clause.trigger.first and clause.trigger.conjunction:
        return None
    while verb - 1 > clause.begin and clause.scene.key(verb - 1) in _PARTICLES:
        verb -= 1
    if verb == clause.trigger.first and has_antecedent(clause):
        return _antecedent(clause, verb - 1)
    first = clause_start(clause.scene, verb, clause.begin)
    if first >= verb:
        return _topic_before(clause, verb)
    if verb - first > LIGHT_REACH:
        return None
    phrase = read_phrase(clause.scene, first, verb)
    return phrase if phrase is not None and is_participant(clause.scene, phrase) else None


def _topic_before(clause: Clause, verb: int) -> NounPhrase | None:
    """«إن مقاتلين، يشتبه بانتمائهم إلى داعش، قتلوا»: the verb comes after an insertion."""
    if clause.scene.key(verb - 1) not in COMMAS:
        return None
    for i in range(verb - 2, max(clause.begin, verb - _LONGEST_TOPIC) - 1, -1):
        if clause.scene.has_stem(i, clause.scene.grammar.saying_verbs):
            return None
        if clause.scene.has_stem(i, frozenset({"ان", "بان"})):
            phrase = read_phrase(clause.scene, i + 1, verb)
            return phrase if phrase is not None and is_participant(clause.scene, phrase) else None
    return None


def _antecedent(clause: Clause, relative: int) -> NounPhrase | None:
    """«المسلحون الذين هاجموا»: the phrase that ends where the relative begins."""
    for first in range(max(clause.begin, relative - 5), relative):
        phrase = read_phrase(clause.scene, first, relative)
        if phrase is not None and phrase.last == relative and is_participant(clause.scene, phrase):
            return phrase
    return None


def has_antecedent(clause: Clause) -> bool:
    """Whether a relative in front holds the subject's place."""
    relative = clause.trigger.first - 1
    is_relative = clause.scene.key(relative)[:3] in {"الذ", "الت", "الل"}  # not «عندما»
    is_time = clause.scene.key(relative - 1) in {"الوقت", "وقت"}
    return (
        is_relative
        and not is_time
        and clause.scene.key(relative) in clause.scene.grammar.relatives
        and not clause.trigger.has_pronoun
    )


def is_after_noun(clause: Clause) -> bool:
    """Whether a noun of the same clause stands before the verb: «قصف جوي استهدف مقراً»."""
    verb = clause.trigger.first
    if clause.trigger.conjunction or not clause.scene.document.tokens[verb - 1].is_word:
        return False
    first = clause_start(clause.scene, verb, clause.begin)
    is_adverbial = clause.scene.has_stem(first, clause.scene.grammar.adverbials) or has_clitic(clause.scene, first)
    if first >= verb or is_adverbial:
        return False
    grammar = clause.scene.grammar
    particles = (
        grammar.phrase_ends | grammar.negators | grammar.clause_openers | grammar.adverbials | grammar.conditionals
        | grammar.planners
    )  # fmt: skip
    return not clause.scene.has_stem(verb - 1, particles) and not is_preposition(clause.scene, first)
