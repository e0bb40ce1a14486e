"""The words around names, from include/rules/mentions.yml, folded."""

from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache

import yaml

from marsad.annotate.data import data_folder
from marsad.annotate.gazetteer import word_list
from marsad.errors import ConfigError
from marsad.text.normalize import fold_key

# Endings of a nationality adjective whose stem ends in ي: عراقي, عراقية, عراقيون, عراقيين, عراقيان, عراقيتين.
_ADJECTIVE_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات", "ا")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Folded word sets; mentions.yml says what each is for.

    Equal only to itself, so that what is worked out from a lexicon and a word can be cached.
    """

    titles: frozenset[str]
    reporting_verbs: frozenset[str]
    weak_given_names: frozenset[str]
    name_connectors: frozenset[str]
    organization_heads: frozenset[str]
    loose_heads: frozenset[str]
    dropped_heads: frozenset[str]
    dropped_place_heads: frozenset[str]
    kept_place_heads: frozenset[str]
    strict_place_heads: frozenset[str]
    place_tails: frozenset[str]
    directions: frozenset[str]
    ordinary_place_names: frozenset[str]
    ordinary_organization_names: frozenset[str]
    ordinary_person_names: frozenset[str]
    nationalities: dict[str, str]  # adjective stem -> country
    regional_adjectives: frozenset[str]
    brigade_heads: frozenset[str]
    relational_heads: frozenset[str]
    definite_heads: frozenset[str]
    organization_complements: frozenset[str]
    not_organizations: frozenset[str]
    compound_given_names: frozenset[str]
    not_name_words: frozenset[str]

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names, folded (gazetteers/given_names.txt)."""
        return word_list("given_names")

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Ordinary words of the news, folded (gazetteers/common_words.txt)."""
        return word_list("common_words")

    def is_common(self, key: str) -> bool:
        """Whether a folded word, as written, is an ordinary word of the news."""
        return key in self.common_words

    def is_nationality(self, key: str) -> bool:
        """«العراقية», «عراقيين»: an adjective or noun of nationality, folded, with or without the article."""
        stems = _adjective_stems(key)
        return any(s in self.nationalities for s in stems) or not self.regional_adjectives.isdisjoint(stems)

    def country_of(self, key: str) -> str | None:
        """ISO code of the nationality a folded adjective names; None for any other word."""
        return next((self.nationalities[s] for s in _adjective_stems(key) if s in self.nationalities), None)


@lru_cache(maxsize=16384)
def _adjective_stems(key: str) -> tuple[str, ...]:
    stem = key.removeprefix("ال")
    return tuple(stem.removesuffix(e) for e in _ADJECTIVE_ENDINGS if stem.endswith(e))


@cache
def load_lexicon() -> Lexicon:
    """Read mentions.yml. Raises ConfigError for a missing or unknown list."""
    path = data_folder("rules") / "mentions.yml"
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = {f.name for f in fields(Lexicon)}
    if set(lists) != expected:
        raise ConfigError(path.name, f"lists differ from the lexicon's: {sorted(expected ^ set(lists))}")
    nationalities = {fold_key(stem): country for stem, country in lists.pop("nationalities").items()}
    words = {name: frozenset(fold_key(word) for word in entries) for name, entries in lists.items()}
    return Lexicon(nationalities=nationalities, **words)
