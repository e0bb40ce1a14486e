"""Where an event happened: the place named for it, with country, first-level division and coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from marsad.annotate import standing
from marsad.annotate.choice import (
    VERBAL,
    Candidate,
    Features,
    Telling,
    choose,
    holding,
    how_far,
    how_likely,
    of_none,
    within_reach,
)
from marsad.annotate.clause import Breaks
from marsad.annotate.scene import Scene
from marsad.annotate.surroundings import whereabouts
from marsad.annotate.when import lead_sentence
from marsad.model import Mention, Place
from marsad.text.normalize import fold_key

_LOCATIVES = frozenset(
    fold_key(w)
    for w in (
        "في", "داخل", "قرب", "وسط", "شمال", "شمالي", "جنوب", "جنوبي", "شرق", "شرقي",
        "غرب", "غربي", "بمدينة", "بمحافظة", "بقضاء", "محافظة", "قضاء", "ناحية", "مدينة", "قرية",
        "منطقة", "بلدة", "العاصمة", "بالعاصمة", "حي", "شارع", "ضمن", "أمام", "عند", "بناحية",
        "بمنطقة", "شمالى", "ضواحي", "محيط", "جنوبى", "إقليم", "ولاية", "بلدتي", "محافظتي", "بالقرب",
        "شهد", "شهدت", "حدود", "الحدود", "بولاية", "بقرية", "ببلدة", "بإقليم", "منطقتي", "مدينتي",
        "أهالي", "قضاءي", "بقضاءي", "ناحيتي", "حيي", "مدن", "قرى", "بلدات", "مناطق", "محافظات", "ريف", "بريف", "ساحل",
        "خارج", "مشارف", "جبال", "بجبال", "مخيم", "بمخيم", "غربى", "شرقى", "سواحل", "قبالة",
    )
)  # fmt: skip


_CHAIN = 5  # tokens from a place to the one behind it: «في حي العامل بالعاصمة بغداد»


@dataclass(frozen=True, slots=True)
class _Standing:
    """A place in the text: its tokens [first, last), its words folded, and what holds of it whatever is told."""

    mention: Mention
    first: int
    last: int
    words: str
    is_lead: bool
    features: Features


class Places:
    """The places of a text: names and territories, and what the names of institutions end with."""

    def __init__(self, scene: Scene, breaks: Breaks) -> None:
        self._scene, self._breaks, self._lead = scene, breaks, lead_sentence(scene)
        named = [(mention, False) for mention in standing.places(scene)]
        organizations = (m for m in scene.mentions if m.type == "ORG")
        seats = [(seat, True) for m in organizations if (seat := standing.within(scene, m)) is not None]
        found = sorted((*named, *seats), key=lambda p: scene.document.token_at(p[0].start))
        behind = (mention for mention, _ in found[1:])
        self._all = [self._stand(m, after, is_seat=is_seat) for (m, is_seat), after in zip_longest(found, behind)]

    def of(self, telling: Telling) -> Place | None:
        """Where it happened, None where the text names no place for it."""
        chosen = choose("place", self.candidates(telling), telling.links)
        return describe(self._scene, chosen) if chosen is not None else None

    def candidates(self, telling: Telling) -> Iterator[Candidate[Mention | None]]:
        """The places around a telling and of the text's beginning, and that it has none."""
        for place in within_reach(self._all, telling.trigger.first):
            yield Candidate(place.mention, place.words, self._features(telling, place))
        yield Candidate(None, "", of_none(telling))

    def _stand(self, mention: Mention, behind: Mention | None, *, is_seat: bool) -> _Standing:
        """A place and the one behind it."""
        scene = self._scene
        first, last = scene.document.token_span(mention.start, mention.end)
        words = fold_key(mention.text)
        is_lead = scene.document.sentence_of(mention.start) <= self._lead
        # «وكالة - مدينة» before the lead
        is_dateline = self._lead > 0 and first < scene.document.token_range(0)[1]
        facts = {
            "lead": is_lead,
            "locative": not is_seat and _is_locative(scene, first, mention),
            "country": (mention.entity_id or "").startswith("country:"),
            "unknown": mention.entity_id not in scene.gazetteer.entities,
            "in an institution's name": is_seat,
            "before another one": behind is not None and 0 < scene.document.token_at(behind.start) - first <= _CHAIN,
            "dateline": is_dateline,
            "dateline, a capital": is_dateline and words in scene.grammar.capitals,
        }
        return _Standing(mention, first, last, words, is_lead, holding(facts))

    def _features(self, telling: Telling, place: _Standing) -> Features:
        mention, span = place.mention, (place.first, place.last)
        trigger = telling.trigger
        is_near = self._scene.document.in_one_sentence(mention.start, trigger.start)
        is_actor, is_recipient = (
            any((p.start, p.end) == (mention.start, mention.end) for p in phrases)
            for phrases in (telling.actors, telling.recipients)
        )
        is_within = any(p.start < mention.end and mention.start < p.end for p in (*telling.actors, *telling.recipients))
        facts = {
            "lead, of the first event": place.is_lead and telling.is_first,
            "visited": trigger.rule.type == "CONSULT" and self._scene.key(place.first - 1) == "الي",
            "actor": is_actor,
            "recipient": is_recipient,
            "within a participant": is_within and not (is_actor or is_recipient),
            "cut off": is_near and self._breaks.are_between(trigger, span),
            "elsewhere, of what is said": not is_near and trigger.rule.type in VERBAL,
            "elsewhere, of what did not happen": not is_near and not telling.is_real,
        }
        near = how_far(self._scene, telling, span)
        return {**how_likely(telling, "place", span), **near, **place.features, **holding(facts)}


def describe(scene: Scene, mention: Mention) -> Place:
    """The place with what the authority knows; an unknown one, and a river, has its country from its surroundings."""
    entity = scene.gazetteer.entities.get(mention.entity_id or "")
    if entity is None or entity.entity_id.startswith("place:river-"):
        country, admin1 = whereabouts(scene, mention) or (None, None)
        return Place(mention.start, mention.end, mention.text, mention.entity_id if entity else None, country, admin1)
    return Place(
        mention.start, mention.end, mention.text, entity.entity_id, entity.country, entity.admin1,
        entity.latitude, entity.longitude,
    )  # fmt: skip


def _is_locative(scene: Scene, index: int, mention: Mention) -> bool:
    if standing.is_territory(scene, index):
        return True
    token = scene.document.tokens[index]
    prefix = scene.key(index)[: mention.start - token.start]
    return prefix.endswith("ب") or scene.has_stem(index - 1, _LOCATIVES)
