"""Whom the text credits: «قال مصدر أمني», «وفق الوزارة», «نقلت X عن Y»; «وأضاف» goes on with the last one."""

from dataclasses import dataclass

from marsad.annotate.phrases import NounPhrase, read_phrase
from marsad.annotate.scene import Scene

_OPENING = 7  # tokens in which a sentence's saying verb stands


@dataclass(frozen=True, slots=True)
class Credit:
    """The source of a sentence; tokens before `since` are the frame, not what is told."""

    phrase: NounPhrase
    since: int


def find_credits(scene: Scene) -> dict[int, Credit]:
    """Sentence index -> its credit, for sentences that have one."""
    found: dict[int, Credit] = {}
    last: NounPhrase | None = None
    for index in range(len(scene.document.sentences)):
        begin, end = scene.document.token_range(index)
        credit = _stated(scene, begin, end) or _said(scene, begin, end, last)
        if credit is not None:
            found[index] = credit
            last = credit.phrase
    return found


def _stated(scene: Scene, begin: int, end: int) -> Credit | None:
    """«وفق X», «بحسب X», anywhere in the sentence."""
    for i in range(begin, end):
        if scene.has_stem(i, scene.grammar.attribution_prepositions):
            phrase = read_phrase(scene, i + 1, end)
            if phrase is not None and _is_source(scene, phrase):
                return Credit(phrase, begin)
    return None


def _said(scene: Scene, begin: int, end: int, last: NounPhrase | None) -> Credit | None:
    for i in range(begin, min(end, begin + _OPENING)):
        if not scene.has_stem(i, scene.grammar.saying_verbs):
            continue
        if scene.key(i).lstrip("وف").startswith("نقل"):
            return _quoted(scene, i, end)
        phrase = read_phrase(scene, i + 1, end)
        if phrase is not None and _is_source(scene, phrase):
            return Credit(_with_complement(scene, phrase), phrase.last)
        opens = scene.has_stem(scene.skip_asides(i + 1, end), scene.grammar.clause_openers)
        return Credit(last, i + 1) if last is not None and opens else None
    return None


def _quoted(scene: Scene, verb: int, end: int) -> Credit | None:
    """«نقلت X عن Y»: X, unless X is an outlet's own reporter."""
    subject = read_phrase(scene, verb + 1, end)
    other = next((i for i in range(verb + 1, min(end, verb + 16)) if scene.key(i) == "عن"), None)
    quoted = read_phrase(scene, other + 1, end) if other is not None else None
    is_reporter = scene.key(verb + 1) == "مراسل" or subject is None or not _is_source(scene, subject)
    chosen = quoted if is_reporter else subject
    return Credit(chosen, max(chosen.last, (other or verb) + 1)) if chosen is not None else None


def _is_source(scene: Scene, phrase: NounPhrase) -> bool:
    if phrase.mention is not None:
        return True
    return scene.has_stem(phrase.first, scene.grammar.source_nouns | scene.lexicon.titles)


def _with_complement(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """«مصدر في مديرية الدفاع المدني»: the office a source belongs to identifies it."""
    mention = scene.mention_at.get(phrase.last + 1)
    if phrase.mention is None and scene.key(phrase.last) == "في" and mention is not None and mention.type == "ORG":
        last = scene.document.token_at(mention.end - 1) + 1
        return NounPhrase(phrase.start, mention.end, phrase.first, last)
    return phrase
