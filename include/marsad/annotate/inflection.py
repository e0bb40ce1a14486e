"""Forms of verbs and nouns as news Arabic writes them, from folded citation forms."""

_SUFFIXES = ("ه", "ها", "هم", "هما", "نا")
_WEAK = ("ا", "ي")


def verb_forms(past: str, present: str) -> frozenset[str]:
    """Third persons, singular and plural, with object pronouns. «التقي» and «دعا» lose their last letter."""
    stem = past[:-1] if past.endswith(_WEAK) else past
    bare = {past, stem + "ت", stem + "وا", stem + "تا", past + "ا"}
    feminine = "ت" + present[1:]
    plural = present[:-1] if present[-1] in "ايو" else present
    bare |= {present, feminine, plural + "ون", plural + "وا", plural + "ان", "ن" + present[1:]}
    with_object = {form + s for form in (past, stem + "ت", present, feminine) for s in ("ه", "ها", "هم", "ني", "نا")}
    return frozenset(bare | with_object)


def noun_forms(noun: str) -> frozenset[str]:
    """The noun, its accusative and dual, and with possessive pronouns. A phrase agrees in its adjective only."""
    if " " in noun:
        head, _, adjective = noun.partition(" ")
        return frozenset({noun, f"{head} ال{adjective}", f"{_accusative(head)} {_accusative(adjective)}"})
    stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
    # «سيول» + ه would be «سيولة», liquidity.
    suffixes = _SUFFIXES if noun.endswith("ه") else _SUFFIXES[1:]
    dual = {stem + "ان", stem + "ين"} if not noun.endswith("ات") else set()
    return frozenset({noun, _accusative(noun), *dual, *(stem + s for s in suffixes)})


def _accusative(word: str) -> str:
    return word if word.endswith(("ه", "ات", "ا")) else word + "ا"
