"""One event once: later mentions of an event add what the first one lacked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from marsad.annotate.choice import Telling
from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
from marsad.model import Event, Participant, Place
from marsad.text.date_values import values_agree
from marsad.text.normalize import fold_key

_SURE = 0.95  # the network marks the first telling of an event only; of which it is so sure is one, if in other words
_SHORTEST_STEM = 4  # letters, as in training
_REACH = 60  # earlier events a mention is compared with; more than any article holds


@dataclass(frozen=True, slots=True)
class Coded:
    """An event, the telling it was read from, how sure the rules alone are, and the place its own sentence names."""

    telling: Telling
    event: Event
    ruled: float
    place: Place | None

    @property
    def trigger(self) -> Trigger:
        """The words that tell it."""
        return self.telling.trigger


def merge(scene: Scene, coded: Sequence[Coded], floor: float) -> tuple[Event, ...]:
    """Events in reading order. A later mention is the same event if it can be read as one and nothing conflicts.

    A telling less sure than `floor` is no event by itself; it only adds to one told before it.
    """
    kept: list[Coded] = []
    for later in coded:
        first = max(0, len(kept) - _REACH)
        index = next((i for i in range(first, len(kept)) if _is_same(scene, kept[i], later)), None)
        if index is not None:
            place = _finer(kept[index].place, later.place)
            kept[index] = replace(kept[index], event=_joined(kept[index].event, later, place), place=place)
        elif later.event.confidence >= floor:
            kept.append(later)
    return tuple(c.event for c in kept)


def _is_same(scene: Scene, earlier: Coded, later: Coded) -> bool:
    a, b = earlier.event, later.event
    if a.type != b.type or (a.realis != b.realis and "negated" in (a.realis, b.realis)):
        return False
    if _tells(scene, earlier.trigger, later.trigger):
        return True
    if _begins_anew(scene, earlier.trigger, later.trigger) or not _resumes(scene, earlier.trigger, later.trigger):
        return False
    if a.date and b.date and not values_agree(a.date.value, b.date.value):
        return False
    if earlier.place and later.place and earlier.place.country != later.place.country:
        return False
    is_near = _is_near(scene, earlier.trigger, later.trigger)
    pairs = ((a.actors, b.actors), (a.recipients, b.recipients))
    return all(_agree(first, second, is_near=is_near) for first, second in pairs)


def _tells(scene: Scene, earlier: Trigger, later: Trigger) -> bool:
    """«الهجوم الذي استهدف»: the verb of the relative clause right after the noun is the noun's own."""
    return later.first - 1 == earlier.last and scene.key(earlier.last) in scene.grammar.relatives


def _begins_anew(scene: Scene, earlier: Trigger, later: Trigger) -> bool:
    """Whether the network is sure that the later words tell an event that was not told before; of a word that comes
    again it never learnt whether they do."""
    return later.own >= _SURE and _stems(scene, earlier).isdisjoint(_stems(scene, later))


def _stems(scene: Scene, trigger: Trigger) -> set[str]:
    """Of all its words, with and without what may be proclitics."""
    tokens = scene.document.tokens[trigger.first : trigger.last]
    return {s.key.removeprefix("ال") for token in tokens for s in token.stems if len(s.key) >= _SHORTEST_STEM}


def _resumes(scene: Scene, earlier: Trigger, later: Trigger) -> bool:
    """The same kind of act again, a definite noun, another word in the same sentence, or one that no rule has."""
    is_ruled = bool(earlier.rule.triggers and later.rule.triggers)
    is_near = _is_near(scene, earlier, later)
    return later.rule is earlier.rule or later.is_definite or is_near or not is_ruled


def _is_near(scene: Scene, earlier: Trigger, later: Trigger) -> bool:
    return scene.document.in_one_sentence(later.start, earlier.start)


def _agree(a: Sequence[Participant], b: Sequence[Participant], *, is_near: bool) -> bool:
    """Whether two sets of participants may be the same: one unknown, a name in common, or words where one is described.

    In one sentence what is described otherwise may be the same: «هجوم على دورية», «مقتل ثلاثة جنود».
    """
    first, second = _names(a), _names(b)
    if first and second:
        return bool(first & second)
    return is_near or not a or not b or any(_is_in(p, q) for p in a for q in b)


def _is_in(one: Participant, other: Participant) -> bool:
    """Whether the words of one are among the other's: «الحوثي», «جماعة الحوثي»."""
    return one.text in other.text or other.text in one.text


def _names(participants: Iterable[Participant]) -> set[str]:
    """Entities by id, and described participants of a known country."""
    return {p.entity_id or fold_key(p.text) for p in participants if p.entity_id or p.country}


def _finer(first: Place | None, later: Place | None) -> Place | None:
    """The more specific of two places in one country: a country or province gives way to a place in it."""
    if first is None or later is None or first.country != later.country:
        return first or later
    is_broad = (first.entity_id or "").startswith("country:") or first.entity_id == first.admin1
    return later if is_broad and later.entity_id != later.admin1 and later.admin1 in (None, first.admin1) else first


def _others(participants: Sequence[Participant], taken: Sequence[Participant]) -> tuple[Participant, ...]:
    """Those that play no other part in the event yet, by their name or their words."""
    names = _names(taken)
    return tuple(p for p in participants if not (_names([p]) & names or any(_is_in(p, q) for q in taken)))


def _joined(first: Event, coded: Coded, place: Place | None) -> Event:
    """`place` is the one that their own sentences name, if any: it goes before one from elsewhere in the text."""
    later = coded.event
    known = {(q.kind, q.value) for q in first.counts}
    return replace(
        first,
        mode=first.mode or later.mode,
        actors=first.actors or _others(later.actors, first.recipients),
        recipients=first.recipients or _others(later.recipients, first.actors),
        location=place or first.location or later.location,
        date=first.date or (later.date if coded.trigger.is_definite else None),
        source=first.source or later.source,
        counts=(*first.counts, *(q for q in later.counts if (q.kind, q.value) not in known)),
        confidence=max(first.confidence, later.confidence),
    )
