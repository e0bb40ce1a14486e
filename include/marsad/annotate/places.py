"""Where an event happened: the place named for it, with country, first-level division and coordinates."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from marsad.annotate import standing
from marsad.annotate.choice import NONE, Candidate, Features, Telling, choose, holding, how_far, how_likely
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


_BEFORE, _AFTER = 300, 150  # tokens in which a place of the event may stand, or among
_BEGINNING = 60  # tokens of the text
_CHAIN = 5  # tokens from a place to the one behind it: «في حي العامل بالعاصمة بغداد»
# What is said has a place less often than what is done.
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "SANCTION"})


@dataclass(frozen=True, slots=True)
class _Standing:
    """A place in the text and the token it begins in: a name, a territory, or what an institution's name ends with."""

    index: int
    mention: Mention
    is_seat: bool = False


class Places:
    """The places of a text."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._lead = scene, lead_sentence(scene)
        named = [_Standing(index, mention) for index, mention in standing.places(scene)]
        seats = [
            _Standing(scene.document.token_at(seat.start), seat, is_seat=True)
            for mention in scene.mentions
            if mention.type == "ORG" and (seat := standing.within(scene, mention)) is not None
        ]
        self._all = sorted((*named, *seats), key=lambda p: p.index)
        self._dateline = _dateline(scene)
        opening_another = scene.grammar.clause_links | scene.grammar.relatives
        tokens = range(len(scene.document.tokens))
        breaks = (scene.key(i) == "؛" or scene.has_stem(i, opening_another) for i in tokens)
        # How many words that open the telling of something else stand before each token.
        self._breaks = list(accumulate(breaks, initial=0))

    def of(self, telling: Telling) -> Place | None:
        """Where it happened, None where the text names no place for it."""
        chosen = choose("place", self.candidates(telling), telling.links)
        return describe(self._scene, chosen) if chosen is not None else None

    def candidates(self, telling: Telling) -> Iterator[Candidate[Mention | None]]:
        """The places around a telling and of the text's beginning, and that it has none."""
        at = telling.trigger.first
        first, last, beginning = (
            bisect_left(self._all, i, key=lambda p: p.index) for i in (at - _BEFORE, at + _AFTER, _BEGINNING)
        )
        for i in (*range(min(beginning, first)), *range(first, last)):
            mention = self._all[i].mention
            yield Candidate(mention, fold_key(mention.text), self._features(telling, i))
        yield Candidate(None, "", self._of_none(telling))

    def _features(self, telling: Telling, number: int) -> Features:
        scene, place = self._scene, self._all[number]
        mention = place.mention
        span = scene.document.token_span(mention.start, mention.end)
        is_lead = scene.document.sentence_of(mention.start) <= self._lead
        is_near = self._is_in_its_sentence(telling, mention)
        following = self._all[number + 1] if number + 1 < len(self._all) else None
        is_actor, is_recipient = (
            any((p.start, p.end) == (mention.start, mention.end) for p in phrases)
            for phrases in (telling.actors, telling.recipients)
        )
        is_within = any(p.start < mention.end and mention.start < p.end for p in (*telling.actors, *telling.recipients))
        is_visited = telling.trigger.rule.type == "CONSULT" and scene.key(place.index - 1) == "الي"
        facts = {
            "lead": is_lead,
            "lead, of the first event": is_lead and telling.is_first,
            "locative": not place.is_seat and _is_locative(scene, place.index, mention),
            "visited": is_visited,
            "actor": is_actor,
            "recipient": is_recipient,
            "within a participant": is_within and not (is_actor or is_recipient),
            "country": (mention.entity_id or "").startswith("country:"),
            "unknown": mention.entity_id not in scene.gazetteer.entities,
            "in an institution's name": place.is_seat,
            "before another one": following is not None and 0 < following.index - place.index <= _CHAIN,
            "cut off": is_near and self._is_cut_off(telling, span),
            "dateline": place.index < self._dateline,
            "dateline, a capital": place.index < self._dateline and fold_key(mention.text) in scene.grammar.capitals,
            "elsewhere, of what is said": not is_near and telling.trigger.rule.type in _VERBAL,
            "elsewhere, of what did not happen": not is_near and not telling.is_real,
        }
        return how_likely(telling, "place", span) | how_far(scene, telling, span) | holding(facts)

    def _is_in_its_sentence(self, telling: Telling, mention: Mention) -> bool:
        sentence_of = self._scene.document.sentence_of
        return sentence_of(mention.start) == sentence_of(telling.trigger.start)

    def _is_cut_off(self, telling: Telling, span: tuple[int, int]) -> bool:
        """Whether a word between the two opens the telling of something else."""
        trigger, (first, last) = telling.trigger, span
        between = (trigger.last, first) if first >= trigger.last else (last, trigger.first)
        return self._breaks[between[1]] > self._breaks[between[0]]

    def _of_none(self, telling: Telling) -> Features:
        kind = telling.trigger.rule.type
        facts = {
            NONE: True,
            f"none, of {kind}": True,
            "none, of what is said": kind in _VERBAL,
            "none, of what did not happen": not telling.is_real,
            "none, of the first event": telling.is_first,
            "none, of a verb": telling.trigger.kind == "verb",
        }
        return holding(facts)


def _dateline(scene: Scene) -> int:
    """How many tokens the line «وكالة - مدينة» before the lead has, 0 without one."""
    return scene.document.token_range(0)[1] if lead_sentence(scene) > 0 else 0


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
