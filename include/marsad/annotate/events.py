"""Events: triggers with their arguments, place, date, realis, source and counts."""

from collections.abc import Sequence
from dataclasses import replace

from marsad.annotate import arguments
from marsad.annotate.agents import is_official
from marsad.annotate.anaphora import resolve
from marsad.annotate.attribution import credited, find_credits
from marsad.annotate.confidence import FLOOR, FLOOR_OF_RULES, HEARD, agrees, by_rules, combined
from marsad.annotate.merge import Coded, merge
from marsad.annotate.participants import participant
from marsad.annotate.phrases import NounPhrase, apart, is_taken
from marsad.annotate.places import describe, locate, locate_around, opening_place
from marsad.annotate.quantities import find_quantities
from marsad.annotate.realis import is_feared, realis_of
from marsad.annotate.roles import Frame
from marsad.annotate.rules import RuleSet
from marsad.annotate.scene import Scene
from marsad.annotate.suspects import with_suspects
from marsad.annotate.tagger import Links, Tagging
from marsad.annotate.triggers import Trigger, find_triggers, mode_of
from marsad.annotate.when import date_of, lead_sentence, together
from marsad.model import DateExpression, Event, Participant, Place, Span

# Saying it is doing it: the speaker is the actor, not the source.
_SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_COUNTED = frozenset({"ASSAULT", "ACCIDENT", "CRIME", "COERCE", "PROTEST", "HAZARD", "RETREAT", "AID"})
# Below this the network rules out what a rule found.
_UNLIKELY = 0.1
_CREDITS_KEPT = 60  # sentences back to which «المصدر» may point


def find_events(scene: Scene, rules: RuleSet, tagging: Tagging | None) -> tuple[Event, ...]:
    """Events in reading order, mentions of the same event merged. Without a tagging, by the rules alone."""
    floor, heard = (FLOOR, HEARD) if tagging else (FLOOR_OF_RULES, FLOOR_OF_RULES)
    merged = merge(scene, code_events(scene, rules, tagging, heard), floor)
    # Only now: an event without a place may be the one told before, whatever the article is about.
    opening = opening_place(scene)
    return tuple(e if e.location else replace(e, location=locate_around(scene, e, opening)) for e in merged)


def code_events(scene: Scene, rules: RuleSet, tagging: Tagging | None, floor: float) -> list[Coded]:
    """Every telling of an event that is at least so sure or that a rule agrees with, in reading order."""
    return _Reader(scene, rules, tagging, floor).read()


class _Reader:
    """One text's events."""

    def __init__(self, scene: Scene, rules: RuleSet, tagging: Tagging | None, floor: float) -> None:
        self._scene, self._rules, self._tagging, self._floor = scene, rules, tagging, floor
        self._credits = find_credits(scene)
        self._lead = lead_sentence(scene)

    def read(self) -> list[Coded]:
        coded: list[Coded] = []
        told: list[Coded] = []  # of them those sure enough to be reported
        for trigger in find_triggers(self._scene, self._rules, self._tagging):
            # The first event of the lead is what the article is about (GUIDE 16).
            is_lead = not told and self._scene.document.sentence_of(trigger.start) <= self._lead
            found = None if is_feared(self._scene, trigger) else self._code(trigger, is_lead=is_lead)
            if found is None or not (found.event.confidence >= self._floor or agrees(trigger, found.ruled)):
                continue
            coded.append(with_suspects(self._scene, found, told))
            if found.event.confidence >= FLOOR:
                told.append(coded[-1])
        return coded

    def _code(self, trigger: Trigger, *, is_lead: bool) -> Coded | None:
        scene = self._scene
        frame = Frame(scene, trigger, *scene.around(trigger.first))
        links = self._tagging.links.get(trigger.head) if self._tagging else None
        recipients = self._chosen(frame.recipients(), links, "recipient", ())
        actors = self._chosen(frame.actors(recipients), links, "actor", recipients)
        if not actors:
            actors = self._elided(trigger, frame.begin)
            recipients = [r for r in recipients if not is_taken(r, actors)]
        if not _has_arguments(scene, trigger.rule.required_arguments, actors, recipients):
            return None
        when = self._when(trigger, links, is_lead=is_lead)
        realis = realis_of(scene, trigger, when, frame.governor())
        where = self._where(trigger, links, actors, recipients, realis=realis, is_lead=is_lead)
        counts = find_quantities(scene, trigger) if trigger.rule.type in _COUNTED else ()
        ruled = by_rules(
            frame, has_actors=bool(actors), has_recipients=bool(recipients),
            details=sum(map(bool, (where, when, counts))), is_told=bool(when or counts),
        )  # fmt: skip
        event = Event(
            type=trigger.rule.type,
            trigger=Span(trigger.start, trigger.end, scene.document.text[trigger.start : trigger.end]),
            realis=realis,
            confidence=round(combined(trigger, ruled) if self._tagging else min(ruled, 0.95), 2),
            mode=mode_of(scene, trigger),
            actors=tuple(participant(scene, p) for p in actors),
            recipients=tuple(participant(scene, p) for p in recipients),
            location=where,
            date=when,
            source=self._source(trigger, links, actors),
            counts=counts,
        )
        return Coded(trigger, event, ruled)

    def _chosen(
        self, ruled: list[NounPhrase], links: Links | None, role: str, taken: Sequence[NounPhrase]
    ) -> list[NounPhrase]:
        """What the rule finds, unless the network rules it out; else what the network links and is not `taken`."""
        if links is None:
            return ruled
        likely = [p for p in ruled if arguments.likelihood(links, role, p.first, p.last) >= _UNLIKELY]
        if likely:
            return likely
        return apart([resolve(self._scene, p) for p in arguments.participants(self._scene, links, role)], taken)

    def _when(self, trigger: Trigger, links: Links | None, *, is_lead: bool) -> DateExpression | None:
        """The date the rules give, unless the network rules it out; else one it is sure of."""
        scene = self._scene
        ruled = date_of(scene, trigger, scene.around(trigger.first), is_lead=is_lead)
        if ruled is not None and links is not None:
            likely = arguments.likelihood(links, "date", *scene.document.token_span(ruled.start, ruled.end))
            ruled = ruled if likely >= _UNLIKELY else None
        told = ruled or arguments.date(scene, links)
        return together(scene, told) if told is not None else None

    def _where(
        self,
        trigger: Trigger,
        links: Links | None,
        actors: list[NounPhrase],
        recipients: list[NounPhrase],
        *,
        realis: str,
        is_lead: bool,
    ) -> Place | None:
        """The place the rules give, else the one the network links: in its own sentence for what did not happen yet."""
        place = locate(self._scene, trigger, actors, recipients, is_lead=is_lead)
        seen = arguments.place(self._scene, links, self._scene.around(trigger.first)) if place is None else None
        if seen is None or not self._may_take(trigger, seen.start, is_real=realis == "asserted"):
            return place
        return describe(self._scene, seen)

    def _elided(self, trigger: Trigger, begin: int) -> list[NounPhrase]:
        """«ودعت المواطنين إلى», «إنها تدين»: the speaker told last, whom the verb of speech does not repeat."""
        scene = self._scene
        is_plural = scene.key(trigger.first).endswith(("وا", "ون"))
        if trigger.rule.type not in _SPEECH_ACTS - {"AGREE", "CONCEDE"} or is_plural:
            return []
        is_pronoun = scene.key(trigger.first - 1) in {"انه", "انها", "بانه", "بانها"}
        goes_on = trigger.kind == "verb" and "subject" in trigger.rule.actor and (trigger.conjunction or is_pronoun)
        is_seen = not trigger.rule.triggers  # by the network: no rule says where its actor stands
        if not (goes_on or is_seen or "topic" in trigger.rule.actor):
            return []
        sentence = scene.document.sentence_of(trigger.start)
        credit = self._credits.get(sentence)
        if credit is None and (trigger.first <= begin + 1 or "topic" in trigger.rule.actor):
            credit = self._credits.get(sentence - 1)
        if credit is None or scene.has_stem(credit.phrase.first, scene.grammar.mere_sources):
            return []
        return [resolve(scene, credit.phrase)]

    def _source(self, trigger: Trigger, links: Links | None, actors: list[NounPhrase]) -> Participant | None:
        phrase = self._credited(trigger, links)
        if phrase is None:
            return None
        if any(a.start < phrase.end and phrase.start < a.end for a in actors) and trigger.rule.type in _SPEECH_ACTS:
            return None
        return participant(self._scene, phrase)

    def _credited(self, trigger: Trigger, links: Links | None) -> NounPhrase | None:
        """Whom the network links, else whom the sentence credits; a short form read as what it stands for."""
        scene = self._scene
        sentence = scene.document.sentence_of(trigger.start)
        credit = self._credits.get(sentence)
        phrase = arguments.source(scene, links)
        if phrase is None or not self._may_take(trigger, phrase.start):
            phrase = credit.phrase if credit is not None and trigger.first >= credit.since else None
        elif credit is not None and credit.phrase.start == phrase.start:
            phrase = credit.phrase  # the same words, in the borders of a noun phrase
        before = range(max(0, sentence - _CREDITS_KEPT), sentence)
        earlier = [self._credits[i].phrase for i in before if i in self._credits]
        return credited(scene, phrase, earlier) if phrase is not None else None

    def _may_take(self, trigger: Trigger, start: int, *, is_real: bool = True) -> bool:
        """What is done by saying it has no place and no source in other sentences; what is not real, no place."""
        sentence_of = self._scene.document.sentence_of
        is_free = is_real and trigger.rule.type not in _SPEECH_ACTS
        return is_free or sentence_of(start) == sentence_of(trigger.start)


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
