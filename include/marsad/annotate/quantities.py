"""How many were killed, injured, arrested ...: numbers, duals and single victims with the noun they count."""

from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
from marsad.model import Quantity
from marsad.text.counted import dual_of
from marsad.text.numbers import read_number

_REACH = 5  # tokens before a number in which its verb or noun stands
_LARGEST = 10**15  # «(17,000,000,000) مليار دينار»: what is more than any sum of the news is a slip, not a number
_ONE_AFTER = 2


def find_quantities(scene: Scene, trigger: Trigger) -> tuple[Quantity, ...]:
    """The counted people and sums of the trigger's sentence, in order."""
    begin, end = scene.around(trigger.first)
    found: list[Quantity] = []
    i = begin
    while i < end:
        quantity, i = _read(scene, i, begin, end)
        if quantity is not None and not any(q.start == quantity.start for q in found):
            found.append(quantity)
    return tuple(found)


def _read(scene: Scene, i: int, begin: int, end: int) -> tuple[Quantity | None, int]:
    tokens = scene.document.tokens
    if i in scene.date_tokens:
        return None, i + 1
    after, value = read_number(tokens, i)
    if i < after < end and value and value < _LARGEST:
        noun = after + (scene.key(after) == "من")
        if noun < end and scene.has_stem(noun, scene.grammar.money):
            return _quantity(scene, "money", value, i, noun + 1), noun + 1
        kind = _kind(scene, i, noun, begin)
        if kind is not None and noun < end and scene.has_stem(noun, scene.grammar.people):
            return _quantity(scene, kind, value, i, noun + 1), noun + 1
        return None, after
    single = dual_of(scene.key(i))
    if scene.key(i) in scene.grammar.people or single in scene.grammar.people:
        kind = _kind(scene, i, i, max(begin, i - _ONE_AFTER + 1))
        count = 2 if single else 1 if _is_single(scene, i) else 0
        if kind is not None and count:
            return _quantity(scene, kind, count, i, i + 1), i + 1
    return None, max(after, i + 1)


def _kind(scene: Scene, first: int, noun: int, begin: int) -> str | None:
    """What befell the counted: the noun itself says it («قتيلاً»), or the nearest word before."""
    for i in (noun, *range(first - 1, max(begin, first - _REACH) - 1, -1)):
        for kind, words in scene.grammar.count_words.items():
            if any(s.key in words for s in scene.document.tokens[i].stems) if i < len(scene.document.tokens) else False:
                return kind
    return None


def _is_single(scene: Scene, i: int) -> bool:
    """«مصرع عامل»: an indefinite singular right after its noun or verb."""
    key = scene.key(i)
    is_plural = key.endswith(("ون", "ين", "ات", "ا")) or key in _BROKEN_PLURALS
    return not is_plural and not key.startswith("ال")


_BROKEN_PLURALS = frozenset(
    {"اشخاص", "جنود", "عناصر", "رجال", "نساء", "اطفال", "عمال", "ضباط", "ركاب", "طلاب", "طلبه", "سجناء", "رهاين",
     "عوايل", "افراد", "شبان", "ضحايا", "قتلي", "جرحي", "جثث", "اسري", "شرطه", "اخر", "حاله", "اسره", "عايله"}
)  # fmt: skip


def _quantity(scene: Scene, kind: str, value: int, first: int, last: int) -> Quantity:
    tokens = scene.document.tokens
    start = tokens[first].start + (1 if tokens[first].key == "و" else 0)
    end = tokens[last - 1].end
    return Quantity(kind, value, start, end, scene.document.text[start:end])
