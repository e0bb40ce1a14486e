"""Variants of a sentence that keep its annotation true: other names, proclitics, spellings, lost spaces."""

import random
from dataclasses import replace

from examples import CUTS, IGNORED, TAGS, Sentence, tag_name

_SPELLINGS = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ي": "ى"}
_PROCLITICS = {1: ("و", "ل", "ب", "ف", "ك"), 2: ("ول", "وب", "فل")}
_UNCUTTABLE = tuple("وفبلك")


class Augmenter:
    """Draws variants. `names[type]` are word tuples of names to put in place of a sentence's own."""

    def __init__(self, names: dict[str, list[tuple[str, ...]]], seed: int) -> None:
        self._names, self._random = names, random.Random(seed)

    def __call__(self, sentence: Sentence) -> Sentence:
        """A variant, most often the sentence as it is."""
        chance = self._random.random
        if chance() < 0.25:
            sentence = self._rename(sentence)
        sentence = self.respelt(sentence)
        if chance() < 0.06:
            sentence = self._lose_space(sentence)
        return sentence

    def respelt(self, sentence: Sentence) -> Sentence:
        """A variant of as many words."""
        chance = self._random.random
        if chance() < 0.25:
            sentence = self._glue_proclitic(sentence)
        return self._respell(sentence) if chance() < 0.1 else sentence

    def _rename(self, sentence: Sentence) -> Sentence:
        words: list[str] = []
        tags: list[int] = []
        cuts: list[int] = []
        i = 0
        while i < len(sentence.words):
            end = _name_end(sentence.tags, i)
            kind = tag_name(sentence.tags[i])[2:]
            if end > i + (kind == "PER") and self._random.random() < 0.5 and sentence.cuts[i] in (0, IGNORED):
                name = self._random.choice(self._names[kind])
                words += name
                tags += [sentence.tags[i], *[TAGS.index("I-" + kind)] * (len(name) - 1)]
                cuts += [0, *[IGNORED] * (len(name) - 1)]
                i = end
            else:
                words.append(sentence.words[i])
                tags.append(sentence.tags[i])
                cuts.append(sentence.cuts[i])
                i += 1
        return Sentence(tuple(words), tuple(tags), tuple(cuts))

    def _glue_proclitic(self, sentence: Sentence) -> Sentence:
        starts = [
            i for i, t in enumerate(sentence.tags)
            if tag_name(t)[0] == "B" and sentence.cuts[i] == 0 and not sentence.words[i].startswith(_UNCUTTABLE)
        ]  # fmt: skip
        if not starts:
            return sentence
        at, cut = self._random.choice(starts), self._random.choice((1, 1, 1, 2))
        proclitic = self._random.choice(_PROCLITICS[cut])
        word = sentence.words[at]
        if word.startswith("ال") and proclitic.endswith("ل"):
            return sentence  # «لل» takes the article's alef: nothing can be cut
        return replace(
            sentence,
            words=(*sentence.words[:at], proclitic + word, *sentence.words[at + 1 :]),
            cuts=(*sentence.cuts[:at], cut, *sentence.cuts[at + 1 :]),
        )

    def _respell(self, sentence: Sentence) -> Sentence:
        table = str.maketrans({c: to for c, to in _SPELLINGS.items() if self._random.random() < 0.5})
        return replace(sentence, words=tuple(w.translate(table) for w in sentence.words))

    def _lose_space(self, sentence: Sentence) -> Sentence:
        """Two ordinary words run into one, or an ordinary word into the name after it is left alone."""
        pairs = [
            i for i in range(len(sentence.words) - 1)
            if sentence.tags[i] == sentence.tags[i + 1] == 0 and "".join(sentence.words[i : i + 2]).isalpha()
        ]  # fmt: skip
        if not pairs:
            return sentence
        at = self._random.choice(pairs)
        words = (*sentence.words[:at], sentence.words[at] + sentence.words[at + 1], *sentence.words[at + 2 :])
        return Sentence(
            words, sentence.tags[:at] + sentence.tags[at + 1 :], sentence.cuts[:at] + sentence.cuts[at + 1 :]
        )


def _name_end(tags: tuple[int, ...], at: int) -> int:
    """The end of the name that begins at `at`, or `at` where none does."""
    if tag_name(tags[at])[0] != "B":
        return at
    end = at + 1
    while end < len(tags) and tag_name(tags[end])[0] == "I":
        end += 1
    return end


assert max(_PROCLITICS) < CUTS
