"""Where an event happened: the place named for it, with country, first-level division and coordinates."""

from marsad.annotate import standing
from marsad.annotate.phrases import NounPhrase
from marsad.annotate.scene import Scene
from marsad.annotate.surroundings import whereabouts
from marsad.annotate.triggers import Trigger
from marsad.model import Event, Mention, Place
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

_NEAR = 14  # tokens
_DATELINE = 8
_OPENING = 2  # sentences after the first
# What is said has a place only where the text puts it beside the act.
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "SANCTION"})


def locate(
    scene: Scene, trigger: Trigger, actors: list[NounPhrase], recipients: list[NounPhrase], *, is_lead: bool
) -> Place | None:
    """The first place soon after the trigger in a locative position, else a recipient that is a place («غارات على
    العراق»), else the place its sentence began with, else the first one further on; for the article's first event
    any other place of the lead, and last the place of the dateline."""
    begin, end = scene.around(trigger.first)
    taken = {a.mention.start for a in (*actors, *recipients) if a.mention is not None}
    places = standing.places(scene, begin, end)
    is_visit = trigger.rule.type == "CONSULT"
    stands = [
        (i, m)
        for i, m in places
        if m.start not in taken and (_is_locative(scene, i, m) or (is_visit and scene.key(i - 1) == "الي"))
    ]
    after = [(i, m) for i, m in stands if i >= trigger.last]
    before = [(i, m) for i, m in reversed(stands) if i < trigger.first]
    near = next((m for i, m in after if i - trigger.last <= _NEAR and not _is_cut_off(scene, trigger.last, i)), None)
    recipient = next((r.mention for r in recipients if r.mention and r.mention.type == "LOC"), None)
    if trigger.rule.type in _VERBAL:
        chosen = near
    else:
        links = scene.grammar.clause_links | scene.grammar.relatives
        cut = next((i for i in range(trigger.last, end) if scene.has_stem(i, links)), end)
        others = [m for i, m in places if m.start not in taken and trigger.first < i < cut] if is_lead else []
        chosen = near or recipient or _chain_head(before) or (after[0][1] if after else None)
        chosen = chosen or next(iter(others), None) or (_dateline(scene) if is_lead else None)
    return describe(scene, chosen) if chosen is not None else None


def locate_around(scene: Scene, event: Event, opening: Mention | None) -> Place | None:
    """Where an act happened that has no place of its own: the seat of the institution nearest in its sentence, else
    the place of the article's opening before it. What is only said, or did not happen, happened nowhere."""
    is_act = event.type not in _VERBAL or event.mode == "investigate"
    if event.realis != "asserted" or not is_act:
        return None
    setting = opening if opening is not None and opening.start < event.trigger.start else None
    chosen = _seat(scene, scene.document.token_at(event.trigger.start)) or setting
    return describe(scene, chosen) if chosen is not None else None


def opening_place(scene: Scene) -> Mention | None:
    """The place that the article's opening stands in, for what it goes on to tell. No country: that says too little."""
    if not scene.document.sentences:
        return None
    _, end = scene.document.token_range(min(_OPENING, len(scene.document.sentences) - 1))
    stands = (m for i, m in standing.places(scene, 0, end) if _is_locative(scene, i, m))
    return next((m for m in stands if not (m.entity_id or "").startswith("country:")), None)


def _seat(scene: Scene, index: int) -> Mention | None:
    """The place in the name of the sentence's nearest institution: «محكمة جنايات كربلاء»."""
    named = [(abs(i - index), m) for i in range(*scene.around(index)) if (m := scene.mention_at.get(i)) is not None]
    nearest = (m for _, m in sorted(named, key=lambda n: n[0]) if m.type == "ORG")
    return next((place for m in nearest if (place := standing.within(scene, m)) is not None), None)


def _dateline(scene: Scene) -> Mention | None:
    """The place of «وكالة - مدينة» before the lead."""
    if not scene.document.sentences:
        return None
    first, last = scene.document.token_range(0)
    if last - first > _DATELINE:
        return None
    place = next((m for i in range(first, last) if (m := scene.mention_at.get(i)) and m.type == "LOC"), None)
    return None if place is None or fold_key(place.text) in scene.grammar.capitals else place


def _is_cut_off(scene: Scene, start: int, index: int) -> bool:
    return any(scene.key(i) in {"؛", "التي", "الذي"} for i in range(start + 2, index))


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


def _chain_head(before: list[tuple[int, Mention]]) -> Mention | None:
    """Of «في حي العامل بالعاصمة بغداد», standing before the trigger, the first and smallest."""
    if not before:
        return None
    index, mention = before[0]
    for earlier, candidate in before[1:]:
        if index - earlier > 5:
            break
        index, mention = earlier, candidate
    return mention


def _is_locative(scene: Scene, index: int, mention: Mention) -> bool:
    if standing.is_territory(scene, index):
        return True
    token = scene.document.tokens[index]
    prefix = scene.key(index)[: mention.start - token.start]
    return prefix.endswith("ب") or scene.has_stem(index - 1, _LOCATIVES)
