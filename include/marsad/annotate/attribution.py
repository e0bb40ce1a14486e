"""Whom the text credits: «قال مصدر أمني», «وفق الوزارة», «نقلت X عن Y»; «وأضاف» goes on with the last one."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.annotate.anaphora import resolve
from marsad.annotate.phrases import NounPhrase, head_of, read_phrase
from marsad.annotate.scene import Scene
from marsad.text.normalize import fold_key

_OPENING = 7  # tokens in which a sentence's saying verb stands
_DEMONSTRATIVES = frozenset({"هذا", "هذه", "ذلك", "تلك"})
# What somebody published: the somebody is credited.
_PAPERS = frozenset(map(fold_key, ("تقرير", "بيان", "صحيفة", "خبر", "موقع", "قناة", "وكالة", "رسالة", "تغريدة")))


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


def credited(scene: Scene, phrase: NounPhrase, earlier: Sequence[NounPhrase]) -> NounPhrase:
    """Whom a short source stands for (GUIDE 15): «المصدر» for the «مصدر أمني» that spoke before, «الوزارة» for the
    ministry, «التقرير» for the paper last credited; the phrase itself where nobody is found."""
    named = resolve(scene, phrase)
    if named.mention is not None:
        return named
    head = scene.key(head_of(scene, phrase))
    bare = head.removeprefix("ال")
    if bare != head:
        told = next((e for e in reversed(earlier) if scene.key(head_of(scene, e)) == bare), None)
        if told is not None:
            return told
    return next((e for e in reversed(earlier) if e.mention), phrase) if bare in _PAPERS else phrase


def _stated(scene: Scene, begin: int, end: int) -> Credit | None:
    """«وفق X», «بحسب X», anywhere in the sentence."""
    for i in range(begin, end):
        if scene.has_stem(i, scene.grammar.attribution_prepositions):
            phrase = read_phrase(scene, _after_preposition(scene, i, end), end)
            if phrase is not None and _is_source(scene, phrase):
                return Credit(phrase, begin)
    return None


def _after_preposition(scene: Scene, index: int, end: int) -> int:
    """The token where the source begins: «وفق مصدر», «بحسب هذه الوثائق», «وفق ما أكده مصدر», «حسبما أفاد به مصدر»."""
    after = index + 1
    if scene.key(after) in _DEMONSTRATIVES:
        return after + 1
    if scene.key(after) == "ما" or scene.key(index).endswith("ما"):
        after += 1 + (scene.key(after) == "ما")
        after += scene.key(after) in {"به", "بذلك", "عنه"}
    return min(after, end)


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
    heads = scene.grammar.source_nouns | scene.lexicon.titles | scene.lexicon.organization_heads
    return scene.has_stem(phrase.first, heads) or scene.key(phrase.first).removeprefix("ال") in heads


def _with_complement(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """«مصدر في مديرية الدفاع المدني»: the office a source belongs to identifies it."""
    mention = scene.mention_at.get(phrase.last + 1)
    if phrase.mention is None and scene.key(phrase.last) == "في" and mention is not None and mention.type == "ORG":
        last = scene.document.token_at(mention.end - 1) + 1
        return NounPhrase(phrase.start, mention.end, phrase.first, last)
    return phrase
