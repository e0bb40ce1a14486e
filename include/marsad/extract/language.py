"""Which language a text is in. Statistics confuse the languages of the Arabic script; their letters do not."""

import re

_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters that Arabic does not write; names and dialect bring some of them into Arabic text.
_FOREIGN = re.compile("[پچژگکیڤێۆەڕڵٹڈڑںےہھټډړږښڼې]")
_OWN = re.compile("[ةيكأإؤ]")  # and letters that only Arabic writes, except on old Persian pages
_OTHERS = {"ku": re.compile("[ێۆەڕڵڤ]"), "ur": re.compile("[ٹڈڑںےہھ]"), "ps": re.compile("[ټډړږښڼې]")}
# The article, alone or behind a proclitic: every fourth or fifth word of Arabic, hardly one of Persian or Urdu.
_ARTICLE = re.compile(r"(?:[وفبك]?ال|و?لل)\w{2,}")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of most of `text`; None when there is too little to tell."""
    letters = len(_LETTER.findall(text))
    in_arabic_script = len(_ARABIC_SCRIPT.findall(text))
    if in_arabic_script * 2 > letters:
        return _of_arabic_script(text, in_arabic_script)
    if letters < 20:
        return None
    # Loading its model takes a third of a second; Arabic never needs it.
    from py3langid import classify  # noqa: PLC0415 - for the reason above

    code: str = classify(_ARABIC_SCRIPT.sub(" ", text))[0]
    return code


def _of_arabic_script(text: str, letters: int) -> str:
    """ar, fa, ku (Sorani), ur or ps."""
    words = [word for word in _WORD.findall(text) if _ARABIC_SCRIPT.match(word)]
    articles = sum(bool(_ARTICLE.fullmatch(word)) for word in words)
    foreign = len(_FOREIGN.findall(text))
    # Persian has 15 % and more of them, Arabic news under 1 %; Persian that writes ي and ك has 2 %.
    if articles * 10 >= len(words) or foreign * 50 < letters:
        return "ar"
    if len(words) < 20 and len(_OWN.findall(text)) >= foreign:
        return "ar"  # a headline without an article, about Guevara or the Peshmerga
    counts = {code: len(pattern.findall(text)) for code, pattern in _OTHERS.items()}
    likeliest = max(counts, key=lambda code: counts[code])
    return likeliest if counts[likeliest] * 50 >= letters else "fa"
