import pytest

from marsad.extract.choose import choose_body
from marsad.model import BodySource

LONG = "جملة طويلة. " * 40


@pytest.mark.parametrize(
    ("page", "feed", "chosen"),
    [
        (LONG, "", (LONG.strip(), BodySource.PAGE)),
        (LONG, LONG + "المزيد", (LONG.strip(), BodySource.PAGE)),
        ("سجّل الدخول للقراءة", LONG, (LONG.strip(), BodySource.FEED)),
        (LONG[: len(LONG) // 2 + 5], LONG, (LONG[: len(LONG) // 2 + 5].strip(), BodySource.PAGE)),
        (LONG[: int(len(LONG) * 0.45)], LONG, (LONG.strip(), BodySource.FEED)),
        ("خبر قصير", "خبر قصير مع تفاصيل أكثر من ضعفه في الخلاصة", ("خبر قصير", BodySource.PAGE)),
        ("", "عاجل: انفجار", ("عاجل: انفجار", BodySource.FEED)),
        ("  \n", "عاجل", ("عاجل", BodySource.FEED)),
        ("", "", ("", BodySource.PAGE)),
    ],
)
def test_the_page_counts_unless_empty_or_clearly_cut(page, feed, chosen):
    assert choose_body(page, feed) == chosen
