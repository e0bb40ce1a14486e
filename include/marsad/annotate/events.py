"""Events: triggers with their arguments, place, date, realis, source and counts."""

from collections.abc import Sequence

from marsad.annotate import arguments
from marsad.annotate.agents import is_official
from marsad.annotate.anaphora import resolve
from marsad.annotate.choice import SPEECH_ACTS, Telling
from marsad.annotate.clause import Breaks
from marsad.annotate.confidence import FLOOR, FLOOR_OF_RULES, HEARD, agrees, by_rules, combined
from marsad.annotate.labels import REALIS
from marsad.annotate.merge import Coded, merge
from marsad.annotate.participants import participant
from marsad.annotate.phrases import NounPhrase, apart, is_taken
from marsad.annotate.places import Places
from marsad.annotate.quantities import find_quantities
from marsad.annotate.realis import is_feared, realis_of
from marsad.annotate.roles import Frame
from marsad.annotate.rules import RuleSet
from marsad.annotate.scene import Scene
from marsad.annotate.sources import Sources
from marsad.annotate.suspects import with_suspects
from marsad.annotate.tagger import Links, Tagging
from marsad.annotate.triggers import NO_HEAD, Trigger, find_triggers, mode_of
from marsad.annotate.when import Dates, lead_sentence
from marsad.model import DateExpression, Event, Span

_COUNTED = frozenset({"ASSAULT", "ACCIDENT", "CRIME", "COERCE", "PROTEST", "HAZARD", "RETREAT", "AID"})
# Below this the network rules out what a rule found; above that it is believed where a rule asks for a participant, or
# takes the act for one that is feared.
_UNLIKELY, _SURE = 0.1, 0.8
_LIKELY_REALIS, _SURE_REALIS = 0.7, 0.95
_LIKELY_RECIPIENT = 0.7


def find_events(scene: Scene, rules: RuleSet, tagging: Tagging | None) -> tuple[Event, ...]:
    """Events in reading order, mentions of the same event merged. Without a tagging, by the rules alone."""
    floor, heard = (FLOOR, HEARD) if tagging else (FLOOR_OF_RULES, FLOOR_OF_RULES)
    return merge(scene, code_events(scene, rules, tagging, heard), floor)


def code_events(scene: Scene, rules: RuleSet, tagging: Tagging | None, floor: float) -> list[Coded]:
    """Every telling of an event that is at least so sure or that a rule agrees with, in reading order."""
    return _Reader(scene, rules, tagging, floor).read()


class _Reader:
    """One text's events."""

    def __init__(self, scene: Scene, rules: RuleSet, tagging: Tagging | None, floor: float) -> None:
        self._scene, self._rules, self._tagging, self._floor = scene, rules, tagging, floor
        breaks = Breaks(scene)
        self._places, self._dates, self._sources = Places(scene, breaks), Dates(scene, breaks), Sources(scene)
        self._lead = lead_sentence(scene)

    def read(self) -> list[Coded]:
        coded: list[Coded] = []
        told: list[Coded] = []  # of them those sure enough to be reported
        for trigger in find_triggers(self._scene, self._rules, self._tagging):
            # The first event of the lead is what the article is about (GUIDE 16).
            is_lead = not told and self._scene.document.sentence_of(trigger.start) <= self._lead
            is_none = trigger.own < _SURE and is_feared(self._scene, trigger)
            found = None if is_none else self._code(trigger, is_lead=is_lead)
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
        is_met = _has_arguments(scene, trigger.rule.required_arguments, actors, recipients)
        if not is_met and trigger.own < _SURE:
            return None
        governor = frame.governor()
        is_real = self._realis(trigger, None, governor) == "asserted"
        telling = Telling(trigger, links, actors, recipients, is_real, is_lead)
        when, where, said_by = self._dates.of(telling), self._places.of(telling), self._sources.of(telling)
        is_near = where is not None and scene.document.in_one_sentence(where.start, trigger.start)
        own_place = where if is_near else None
        counts = find_quantities(scene, trigger) if trigger.rule.type in _COUNTED else ()
        ruled = by_rules(
            frame, has_actors=bool(actors), has_recipients=bool(recipients),
            details=sum(map(bool, (own_place, when, counts))), is_told=bool(when or counts),
        )  # fmt: skip
        event = Event(
            type=trigger.rule.type,
            trigger=Span(trigger.start, trigger.end, scene.document.text[trigger.start : trigger.end]),
            realis=self._realis(trigger, when, governor),
            confidence=round(combined(trigger, ruled) if self._tagging else min(ruled, 0.95), 2),
            mode=mode_of(scene, trigger),
            actors=tuple(participant(scene, p) for p in actors),
            recipients=tuple(participant(scene, p) for p in recipients),
            location=where,
            date=when,
            source=participant(scene, said_by) if said_by is not None else None,
            counts=counts,
        )
        return Coded(telling, event, ruled, own_place)

    def _chosen(
        self, ruled: list[NounPhrase], links: Links | None, role: str, taken: Sequence[NounPhrase]
    ) -> list[NounPhrase]:
        """Actors are those of the rule unless the network rules them out, else those it links that are not `taken`;
        recipients, of which frames know less, the other way round where the network is likely right."""
        if links is None:
            return ruled

        def likelihood(phrase: NounPhrase) -> float:
            return arguments.likelihood(links, role, phrase.first, phrase.last)

        possible = [p for p in ruled if likelihood(p) >= _UNLIKELY]
        if possible and role == "actor":
            return possible
        linked = arguments.participants(self._scene, links, role)
        is_likely = any(likelihood(p) >= _LIKELY_RECIPIENT for p in linked)
        found = apart([resolve(self._scene, p) for p in linked], taken)
        return found if is_likely or not possible else possible

    def _realis(self, trigger: Trigger, when: DateExpression | None, governor: int | None) -> str:
        """What the network says of it if it is likely, and surer than a negation that stands in front; else what the
        words in front and the date say."""
        ruled = realis_of(self._scene, trigger, when, governor)
        if self._tagging is None or trigger.head == NO_HEAD:
            return ruled
        own = self._tagging.realis[trigger.head]
        needed = _SURE_REALIS if ruled == "negated" else _LIKELY_REALIS
        return REALIS[int(own.argmax())] if own.max() >= needed else ruled

    def _elided(self, trigger: Trigger, begin: int) -> list[NounPhrase]:
        """«ودعت المواطنين إلى», «إنها تدين»: the speaker told last, whom the verb of speech does not repeat."""
        scene = self._scene
        is_plural = scene.key(trigger.first).endswith(("وا", "ون"))
        if trigger.rule.type not in SPEECH_ACTS - {"AGREE", "CONCEDE"} or is_plural:
            return []
        is_pronoun = scene.key(trigger.first - 1) in {"انه", "انها", "بانه", "بانها"}
        goes_on = trigger.kind == "verb" and "subject" in trigger.rule.actor and (trigger.conjunction or is_pronoun)
        is_seen = not trigger.rule.triggers  # by the network: no rule says where its actor stands
        if not (goes_on or is_seen or "topic" in trigger.rule.actor):
            return []
        sentence = scene.document.sentence_of(trigger.start)
        credit = self._sources.credits.get(sentence)
        if credit is None and (trigger.first <= begin + 1 or "topic" in trigger.rule.actor):
            credit = self._sources.credits.get(sentence - 1)
        if credit is None or scene.has_stem(credit.phrase.first, scene.grammar.mere_sources):
            return []
        return [resolve(scene, credit.phrase)]


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
