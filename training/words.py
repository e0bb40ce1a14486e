"""How often newspapers have each word: what tells words that ran together apart (annotate/spacing.py).

    python words.py --shared SHARED --out ../include/gazetteers/word_counts.csv

Counted are the words of SaudiNewsNet and ANT, where few run together, and of the recorded Shafaq items those that are
no two of these which stand side by side as often. Printed is, of words counted in all but every twelfth newspaper
article, what becomes of the words of those, and of every thirtieth pair of them with the blank taken out, where the
first does not end in ة or ى, which part words anyway.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from examples import newspaper_texts, shafaq_texts
from marsad.annotate.spacing import COLUMNS, Words, likely_cut
from marsad.text.normalize import fold, without_marks
from marsad.text.tokens import LONGEST_WORD

LEAST = 5  # occurrences of a word that is kept
_WORD = re.compile(rf"(?<![ء-ي])[ء-ي]{{2,{LONGEST_WORD}}}(?![ء-ي])")
_PAIR = re.compile(rf"(?<![ء-ي])([ء-ي]{{2,{LONGEST_WORD}}}) (?=([ء-ي]{{2,{LONGEST_WORD}}})(?![ء-ي]))")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument("--out", type=Path, required=True, help="include/gazetteers/word_counts.csv")
    options = parser.parse_args()
    news, feed = list(newspaper_texts(options.shared)), list(shafaq_texts(options.shared))
    counts = counted(news)
    words, joined, apart = Words(counts), counted(feed), pairs(feed)
    for word, count in joined.items():
        cut = likely_cut(words, word, word)
        if not cut or apart[word[:cut], word[cut:]] < count:
            counts[word] += count
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(counts.items()))
    print(f"{len(counts):,} words of {counts.total():,}")
    print(report(news))


def counted(texts: Iterable[str]) -> Counter[str]:
    """The folded words that stand there LEAST times or more."""
    found = Counter(word for text in texts for word in _WORD.findall(fold(text).text))
    return Counter({word: count for word, count in found.items() if count >= LEAST})


def pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often one folded word stands right before another, a blank between them."""
    return Counter((fold(first).text, fold(second).text) for text in texts for first, second in side_by_side(text))


def side_by_side(text: str) -> list[tuple[str, str]]:
    """Words, as written but for vowel marks, with a blank between them."""
    return _PAIR.findall(without_marks(text))


def report(texts: list[str]) -> str:
    """How many words that are one are cut, and how many that are two are cut where they should, or elsewhere."""
    words = Words(counted(text for i, text in enumerate(texts) if i % 12))
    own = Counter(word for text in texts[::12] for word in _WORD.findall(without_marks(text)))
    wrong = sum(count for word, count in own.items() if likely_cut(words, fold(word).text, word))
    joined = {pair: None for text in texts[::12] for pair in side_by_side(text) if pair[0][-1] not in "ةى"}
    fates = Counter[str]()
    for first, second in list(joined)[::30]:
        cut = likely_cut(words, fold(first + second).text, first + second)
        fates["right" if cut == len(first) else "elsewhere" if cut else "one"] += 1
    shares = ", ".join(f"{fates[fate] / fates.total():.3f} {fate}" for fate in ("right", "elsewhere", "one"))
    return f"of {own.total():,} words {wrong:,} are cut; of {fates.total():,} pairs {shares}"


if __name__ == "__main__":
    main()
