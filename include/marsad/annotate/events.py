"""Events: triggers with their arguments, place, date, realis, source and counts.

Confidence is the rule's own, raised by what was found around the trigger (.1 each for actor and recipient, .05 each
for place, date and counts), and lowered by .15 for each sign of background: a definite noun without arguments, a
conflict's noun without date, counts or a verb that governs it, a verb in a relative clause. It is a rank, not a
calibrated probability. Below FLOOR nothing is reported.
"""

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
from marsad.model import DateExpression, Event, Participant, Span

FLOOR = 0.5
# Saying it is doing it: the speaker is the actor, not the source.
_SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_OFTEN_BACKGROUND = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_RELATIVES = frozenset({"التي", "الذي", "الذين", "عندما"})
_COUNTED = frozenset({"ASSAULT", "ACCIDENT", "CRIME", "COERCE", "PROTEST", "HAZARD", "RETREAT", "AID"})


def find_events(scene: Scene, rules: RuleSet) -> tuple[Event, ...]:
    """Events in reading order, mentions of the same event merged."""
    by_sentence = find_credits(scene)
    triggers = [t for t in find_triggers(scene, rules) if not is_feared(scene, t)]
    found = ((t, _event(scene, t, by_sentence)) for t in triggers)
    return merge(scene, [Coded(t, e) for t, e in found if e is not None])


def _event(scene: Scene, trigger: Trigger, by_sentence: dict[int, Credit]) -> Event | None:
    sentence = scene.document.sentence_of(trigger.start)
    begin, end = scene.around(trigger.first)
    frame = Frame(scene, trigger, begin, end)
    recipients = frame.find(trigger.rule.recipient)
    actors = frame.find(trigger.rule.actor, tuple(recipients))
    if not _has_arguments(trigger.rule.required_arguments, actors, recipients):
        return None
    when = _date(scene, trigger, begin, end)
    where = locate(scene, trigger, actors, recipients)
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


def _has_arguments(required: str | None, actors: list[NounPhrase], recipients: list[NounPhrase]) -> bool:
    match required:
        case None:
            return True
        case "any":
            return bool(actors or recipients)
        case "named":
            return any(p.mention for p in (*actors, *recipients))
        case "both_named":
            return any(p.mention for p in actors) and any(p.mention for p in recipients)
        case "actor":
            return bool(actors)
        case _:
            return bool(recipients)


def background(frame: Frame, *, has_arguments: bool, is_told: bool) -> int:
    """How many signs say that the trigger is mentioned in passing (GUIDE 8)."""
    trigger, scene = frame.trigger, frame.scene
    if not (trigger.rule.actor or trigger.rule.recipient):
        return 0
    resumes = trigger.is_definite and not has_arguments
    if trigger.rule.type not in _OFTEN_BACKGROUND:
        return int(resumes)
    if trigger.kind == "verb":
        is_relative = scene.key(trigger.first - 1) in _RELATIVES or trigger.has_pronoun
        return int(resumes) + int(is_relative)
    return int(resumes) + int(not is_told and not frame.is_governed())


def _date(scene: Scene, trigger: Trigger, begin: int, end: int) -> DateExpression | None:
    """The nearest date of the sentence that no relative clause keeps apart.

    One after the trigger is nearer than one before it; a verb with و or ف opens a clause, so only what follows counts.
    """
    inside = [d for i in range(begin, end) if (d := scene.date_at.get(i)) is not None]
    own = [d for d in inside if not _is_apart(scene, trigger, d)]
    return min(own, key=lambda d: _distance(d, trigger), default=None)


def _is_apart(scene: Scene, trigger: Trigger, date: DateExpression) -> bool:
    index = scene.document.token_at(date.start)
    between = [scene.key(i) for i in range(min(trigger.last, index) + 1, max(trigger.first, index))]
    if "؛" in between:
        return True
    if index < trigger.first:
        return trigger.kind == "verb" and bool(trigger.conjunction)
    return not _RELATIVES.isdisjoint(between)


def _distance(date: DateExpression, trigger: Trigger) -> float:
    return date.start - trigger.end if date.start >= trigger.end else (trigger.start - date.end) * 1.5


def _source(scene: Scene, trigger: Trigger, credit: Credit | None, actors: list[NounPhrase]) -> Participant | None:
    if credit is None or trigger.first < credit.since:
        return None
    phrase = credit.phrase
    if any(a.start < phrase.end and phrase.start < a.end for a in actors) and trigger.rule.type in _SPEECH_ACTS:
        return None
    return participant(scene, phrase)
