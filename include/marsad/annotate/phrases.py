"""Noun phrases, by the light of closed word classes: the shortest span with the head and what identifies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.annotate.scene import Scene
from marsad.model import Mention

_LONGEST = 6  # tokens
_LONGEST_OFFICE = 9  # tokens between a title and the person's name
_CLAUSE_BREAKS = frozenset({":", "؛", ".", "!", "?", "،", ",", '"', "("})
_AGREEING = ("ون", "ين", "ات", "ان", "ه")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """[start, end) in the source, tokens [first, last). `mention` where the phrase is a name."""

    start: int
    end: int
    first: int
    last: int
    mention: Mention | None = None


def is_taken(phrase: NounPhrase, taken: Sequence[NounPhrase]) -> bool:
    """Whether one of `taken` shares words with the phrase, or is the same name or another name of its entity.

    Who is described in the same words at another place may be another: «قتل شخص بهجوم شنه شخص».
    """
    return any((p.start < phrase.end and phrase.start < p.end) or _is_same_name(p, phrase) for p in taken)


def apart(phrases: Sequence[NounPhrase], taken: Sequence[NounPhrase] = ()) -> list[NounPhrase]:
    """The phrases that are neither taken nor repeat one before them."""
    return [p for i, p in enumerate(phrases) if not is_taken(p, (*taken, *phrases[:i]))]


def _is_same_name(one: NounPhrase, other: NounPhrase) -> bool:
    first, second = one.mention, other.mention
    if first is None or second is None:
        return False
    return first.text == second.text or (first.entity_id is not None and first.entity_id == second.entity_id)


def read_phrase(scene: Scene, index: int, end: int) -> NounPhrase | None:
    """The noun phrase that begins at token `index`, before token `end`."""
    index = scene.skip_asides(index, end)
    if index >= end:
        return None
    named = _named(scene, index) or _titled(scene, index, end)
    if named is not None:
        return named
    head = _skip_quantity(scene, index, end)
    if head >= end or not _can_head(scene, head):
        return None
    last = _extend(scene, head, end, is_counted=head > index)
    tokens = scene.document.tokens
    return NounPhrase(after_conjunction(scene, index), tokens[last - 1].end, index, last, None)


def after_conjunction(scene: Scene, index: int) -> int:
    """The source offset where a phrase begins that begins in token `index`."""
    return scene.document.tokens[index].start + (1 if _has_conjunction(scene, index) else 0)


def is_joined(scene: Scene, index: int) -> bool:
    """Whether «و» joins the word or the name in token `index` to what stands before."""
    mention = scene.mention_at.get(index)
    if mention is not None:
        return scene.key(index).startswith("و") and mention.start > scene.document.tokens[index].start
    return index < len(scene.document.tokens) and _has_conjunction(scene, index)


def head_of(scene: Scene, phrase: NounPhrase) -> int:
    """The token of the phrase's head, after numbers and quantities."""
    head = _skip_quantity(scene, phrase.first, phrase.last)
    return head if head < phrase.last else phrase.first


def read_coordinated(scene: Scene, phrase: NounPhrase, end: int) -> list[NounPhrase]:
    """The phrase and the names joined to it by و or a comma: «العراق وسوريا، ولبنان»."""
    found = [phrase]
    while phrase.mention is not None and len(found) < 6:
        index = phrase.last + (scene.key(phrase.last) in {"،", ","})
        mention = scene.mention_at.get(index)
        if index >= end or mention is None or not is_joined(scene, index) or mention.type != phrase.mention.type:
            break
        phrase = _of_mention(scene, mention, index)
        found.append(phrase)
    return found


def clause_start(scene: Scene, index: int, begin: int) -> int:
    """The first token of the clause that token `index` is in, not before `begin`."""
    i = index
    while i > begin:
        before = i - 1
        is_break = scene.has_stem(before, scene.grammar.clause_openers) or scene.key(before) in _CLAUSE_BREAKS
        if is_break and before not in scene.date_tokens and not _is_date_comma(scene, before):
            break
        i = before
    return scene.skip_asides(i, index)


def is_preposition(scene: Scene, index: int) -> bool:
    """Whether the token is a preposition, an adverb or a particle that no noun phrase begins with or goes over."""
    return scene.has_stem(index, scene.grammar.phrase_ends)


def _named(scene: Scene, index: int) -> NounPhrase | None:
    mention = scene.mention_at.get(index)
    if mention is None:
        return None
    prefix = scene.key(index)[: mention.start - scene.document.tokens[index].start]
    return _of_mention(scene, mention, index) if prefix in {"", "و", "ف", "ل", "ب"} else None


def _of_mention(scene: Scene, mention: Mention, index: int) -> NounPhrase:
    return NounPhrase(mention.start, mention.end, index, scene.document.token_at(mention.end - 1) + 1, mention)


def _titled(scene: Scene, index: int, end: int) -> NounPhrase | None:
    """«وزير الخارجية الإيراني عباس عراقجي» is the person."""
    titles = scene.lexicon.titles
    if not scene.has_stem(index, titles):
        return None
    for i in range(index + 1, min(end, index + _LONGEST_OFFICE)):
        mention = scene.mention_at.get(i)
        if mention is not None and mention.type == "PER":
            return _of_mention(scene, mention, i)
        stops = scene.grammar.saying_verbs | (scene.grammar.phrase_ends - {"في", "عن"})
        if scene.has_stem(i, stops) or scene.key(i) in _CLAUSE_BREAKS - {"،", '"'}:
            break
    return None


def _skip_quantity(scene: Scene, index: int, end: int) -> int:
    """Over «عدد من», «ثلاثة», «أكثر من 20»."""
    i = index
    while i < end:
        key = scene.key(i)
        if (
            i in scene.number_tokens
            or key[0].isdigit()
            or scene.has_stem(i, scene.grammar.quantifiers)
            or (key == "من" and i > index)
        ):
            i += 1
        else:
            break
    return i


def _can_head(scene: Scene, index: int) -> bool:
    key = scene.key(index)
    if not key.startswith("ال") and _is_nominative(scene, index + 1):
        return False  # «رفع الموظفون»: a verb; a noun's owner would be «الموظفين»
    grammar = scene.grammar
    barred = (
        grammar.phrase_ends | grammar.clause_openers | grammar.saying_verbs | grammar.light_verbs | grammar.negators
    )
    return scene.document.tokens[index].is_word and len(key) > 2 and not scene.has_stem(index, barred)


def _is_nominative(scene: Scene, index: int) -> bool:
    """«المحتجون», «الحرفيون»: a definite sound plural of persons that can only be a subject."""
    key = scene.key(index)
    is_plural = key.startswith("ال") and key.endswith("ون") and (key[2:3] == "م" or key.endswith("يون"))
    return is_plural and key.removeprefix("ال") not in scene.grammar.not_people


def _extend(scene: Scene, head: int, end: int, *, is_counted: bool) -> int:
    """One past the last token of the phrase whose head is at `head`."""
    last = head + 1
    is_definite = scene.key(head).startswith("ال") or scene.key(head).endswith(("تها", "تهم", "ته", "ها", "هم"))
    while (
        last < end and last - head < _LONGEST and scene.document.is_adjacent(last - 1) and last not in scene.date_tokens
    ):
        mention = scene.mention_at.get(last)
        prefix = mention.start - scene.document.tokens[last].start if mention is not None else 0
        is_owner = mention is not None and ((prefix == 0 and not is_definite) or scene.key(last)[:prefix] == "ل")
        if mention is not None and is_owner:
            return scene.document.token_at(mention.end - 1) + 1
        if not _continues(scene, head, last, is_definite=is_definite, is_counted=is_counted):
            break
        last += 1
    return last


def _continues(scene: Scene, head: int, index: int, *, is_definite: bool, is_counted: bool) -> bool:
    key = scene.key(index)
    if not scene.document.tokens[index].is_word or is_preposition(scene, index) or not _can_head(scene, index):
        return False
    follows_definite = is_definite or (index - 1 > head and scene.key(index - 1).startswith("ال"))
    if follows_definite and (
        scene.has_stem(index, scene.grammar.quantifiers) or _begins_another(scene, index - 1, index)
    ):
        return False
    if key.startswith("ال") or scene.lexicon.is_nationality(key):
        return True
    if is_definite or (key[0] in "وبل" and scene.lexicon.is_common(key[1:])):
        return False
    agrees = any(key.endswith(e) and scene.key(head).endswith(e) for e in _AGREEING)
    return agrees or (index == head + 1 and not is_counted and scene.key(head) not in scene.grammar.people)


def _begins_another(scene: Scene, before: int, index: int) -> bool:
    """«المسؤولان المواطنين»: of two definite nouns of persons that do not agree the second is another phrase."""
    key, word = scene.key(index).removeprefix("ال"), scene.key(before)
    if key.endswith(("ي", "يه")):
        return False
    return key in scene.participants and not any(word.endswith(e) and key.endswith(e) for e in _AGREEING)


def _has_conjunction(scene: Scene, index: int) -> bool:
    key = scene.key(index)
    if key in scene.grammar.clitic_lookalikes:
        return False
    return key[0] == "و" and len(key) > 3 and scene.lexicon.is_common(key[1:])


def _is_date_comma(scene: Scene, index: int) -> bool:
    return scene.key(index) in {"،", ","} and (index + 1 in scene.date_tokens or index - 1 in scene.date_tokens)
