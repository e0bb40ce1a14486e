"""Events: triggers with their arguments, place, date, realis, source and counts.

Confidence is the rule's own, raised by what was found around the trigger (.1 each for actor and recipient, .05 each
for place, date and counts), and lowered by .15 for each sign of background: a definite noun without arguments, a
conflict's noun without date, counts or a verb that governs it, a verb in a relative clause. It is a rank, not a
calibrated probability. Below FLOOR nothing is reported.
"""

from collections.abc import Sequence

from marsad.annotate.agents import is_official
from marsad.annotate.anaphora import resolve
from marsad.annotate.attribution import Credit, find_credits
from marsad.annotate.merge import Coded, merge
from marsad.annotate.participants import participant
from marsad.annotate.phrases import NounPhrase
from marsad.annotate.places import locate
from marsad.annotate.quantities import find_quantities
from marsad.annotate.realis import is_feared, realis_of
from marsad.annotate.roles import Frame
from marsad.annotate.rules import RuleSet
from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger, find_triggers, mode_of
from marsad.annotate.when import date_of, lead_sentence
from marsad.model import Event, Participant, Span

FLOOR = 0.5
# Saying it is doing it: the speaker is the actor, not the source.
_SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_OFTEN_BACKGROUND = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_COUNTED = frozenset({"ASSAULT", "ACCIDENT", "CRIME", "COERCE", "PROTEST", "HAZARD", "RETREAT", "AID"})


def find_events(scene: Scene, rules: RuleSet) -> tuple[Event, ...]:
    """Events in reading order, mentions of the same event merged."""
    by_sentence = find_credits(scene)
    triggers = [t for t in find_triggers(scene, rules) if not is_feared(scene, t)]
    lead = lead_sentence(scene)
    coded: list[Coded] = []
    for trigger in triggers:
        # The first event of the lead is what the article is about (GUIDE 16).
        is_lead = not coded and scene.document.sentence_of(trigger.start) <= lead
        event = _event(scene, trigger, by_sentence, is_lead=is_lead)
        if event is not None:
            coded.append(Coded(trigger, event))
    return merge(scene, coded)


def _event(scene: Scene, trigger: Trigger, by_sentence: dict[int, Credit], *, is_lead: bool) -> Event | None:
    sentence = scene.document.sentence_of(trigger.start)
    begin, end = scene.around(trigger.first)
    frame = Frame(scene, trigger, begin, end)
    recipients = frame.recipients()
    actors = frame.actors(recipients) or _elided(scene, trigger, begin, by_sentence)
    if not _has_arguments(scene, trigger.rule.required_arguments, actors, recipients):
        return None
    when = date_of(scene, trigger, (begin, end), is_lead=is_lead)
    where = locate(scene, trigger, actors, recipients, is_lead=is_lead)
    counts = find_quantities(scene, trigger) if trigger.rule.type in _COUNTED else ()
    evidence = sum(map(bool, (where, when, counts)))
    confidence = trigger.rule.confidence + 0.1 * bool(actors) + 0.1 * bool(recipients) + 0.05 * evidence
    confidence -= 0.15 * background(frame, has_arguments=bool(actors or recipients), is_told=bool(when or counts))
    if confidence < FLOOR:
        return None
    return Event(
        type=trigger.rule.type,
        trigger=Span(trigger.start, trigger.end, scene.document.text[trigger.start : trigger.end]),
        realis=realis_of(scene, trigger, when, frame.governor()),
        confidence=round(min(confidence, 0.95), 2),
        mode=mode_of(scene, trigger),
        actors=tuple(participant(scene, p) for p in actors),
        recipients=tuple(participant(scene, p) for p in recipients),
        location=where,
        date=when,
        source=_source(scene, trigger, by_sentence.get(sentence), actors),
        counts=counts,
    )


def _has_arguments(scene: Scene, required: str | None, actors: list[NounPhrase], recipients: list[NounPhrase]) -> bool:
    """Whether the rule's `require.args` is met."""
    both = (*actors, *recipients)
    met = {
        None: True,
        "any": bool(both),
        "actor": bool(actors),
        "recipient": bool(recipients),
        "named": _is_any_named(both),
        "both_named": _is_any_named(actors) and _is_any_named(recipients),
        "recipient_named": _is_any_named(recipients),
        "official": any(p.mention or is_official(scene, p) for p in both),
    }
    return met[required]


def _is_any_named(phrases: Sequence[NounPhrase]) -> bool:
    return any(p.mention for p in phrases)


def background(frame: Frame, *, has_arguments: bool, is_told: bool) -> int:
    """How many signs say that the trigger is mentioned in passing (GUIDE 8)."""
    trigger, scene = frame.trigger, frame.scene
    if not (trigger.rule.actor or trigger.rule.recipient):
        return 0
    is_told_anew = scene.has_stem(trigger.first - 1, scene.grammar.occurrence_verbs)  # «تجددت المظاهرات»
    resumes = trigger.is_definite and not has_arguments and not is_told_anew
    if trigger.rule.type not in _OFTEN_BACKGROUND:
        return int(resumes)
    if trigger.kind == "verb":
        is_relative = scene.key(trigger.first - 1) in scene.grammar.relatives or trigger.has_pronoun
        return int(resumes) + int(is_relative)
    return int(resumes) + int(not is_told and not frame.is_governed())


def _elided(scene: Scene, trigger: Trigger, begin: int, by_sentence: dict[int, Credit]) -> list[NounPhrase]:
    """«ودعت المواطنين إلى», «إنها تدين»: the speaker told last, whom the verb of speech does not repeat."""
    is_plural = scene.key(trigger.first).endswith(("وا", "ون"))
    if trigger.rule.type not in _SPEECH_ACTS - {"AGREE", "CONCEDE"} or is_plural:
        return []
    is_pronoun = scene.key(trigger.first - 1) in {"انه", "انها", "بانه", "بانها"}
    goes_on = trigger.kind == "verb" and "subject" in trigger.rule.actor and (trigger.conjunction or is_pronoun)
    if not (goes_on or "topic" in trigger.rule.actor):
        return []
    sentence = scene.document.sentence_of(trigger.start)
    credit = by_sentence.get(sentence)
    if credit is None and (trigger.first <= begin + 1 or "topic" in trigger.rule.actor):
        credit = by_sentence.get(sentence - 1)
    if credit is None or scene.has_stem(credit.phrase.first, scene.grammar.mere_sources):
        return []
    return [resolve(scene, credit.phrase)]


def _source(scene: Scene, trigger: Trigger, credit: Credit | None, actors: list[NounPhrase]) -> Participant | None:
    if credit is None or trigger.first < credit.since:
        return None
    phrase = credit.phrase
    if any(a.start < phrase.end and phrase.start < a.end for a in actors) and trigger.rule.type in _SPEECH_ACTS:
        return None
    return participant(scene, phrase)
