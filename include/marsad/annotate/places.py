"""Where an event happened: the place named for it, with country, first-level division and coordinates."""

from marsad.annotate.phrases import NounPhrase
from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
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

_NEAR = 14  # tokens
_DATELINE = 8
_KNOWN_REACH = 200  # tokens
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
    places = [(i, m) for i in range(begin, end) if (m := scene.mention_at.get(i)) is not None and m.type == "LOC"]
    stands = [(i, m) for i, m in places if _is_locative(scene, i, m) and m.start not in taken]
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
    """The place with what the authority knows; an unknown place takes the country of the next known one."""
    entity = scene.gazetteer.entities.get(mention.entity_id or "")
    if entity is None:
        near = _nearest_known(scene, mention)
        return Place(mention.start, mention.end, mention.text, None, *(near or (None, None)))
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
    token = scene.document.tokens[index]
    prefix = scene.key(index)[: mention.start - token.start]
    return prefix.endswith("ب") or scene.has_stem(index - 1, _LOCATIVES)


def _nearest_known(scene: Scene, mention: Mention) -> tuple[str | None, str | None] | None:
    """Country and division of the known place nearest to an unknown one, those after it first."""
    index = scene.document.token_at(mention.start)
    around = (scene.mention_at.get(i) for i in range(max(0, index - _KNOWN_REACH), index + _KNOWN_REACH))
    known = [
        (m.start < mention.start, abs(m.start - mention.start), e)
        for m in around
        if m and m.type == "LOC" and (e := scene.gazetteer.entities.get(m.entity_id or "")) and e.country
    ]
    if not known:
        return None
    _, _, entity = min(known, key=lambda k: (k[1] + 200 * k[0], k[0]))
    return entity.country, entity.admin1
