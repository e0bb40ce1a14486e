import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.markup import one_line, plain_text, storable


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>استأنف</p><p>مطار</p>", "استأنف\nمطار"),
        ("استأنف<br>مطار<br/>بغداد", "استأنف\nمطار\nبغداد"),
        ("<b>ال</b>بصرة و<a href='x'>ميسان</a>", "البصرة وميسان"),
        ("<ul><li>أول</li><li>ثان</li></ul>", "أول\nثان"),
        ("<td>1</td><td>2</td>", "1\n2"),
        ("<p>سطر\n  ملفوف</p>", "سطر ملفوف"),
        ("<p><b>سطر</b>\n<i>ملفوف</i></p>", "سطر ملفوف"),
        ("<p>حرف\x01تحكم</p>", "حرف\x01تحكم"),
        ("سطر أول\r\n\r\nسطر ثان", "سطر أول\nسطر ثان"),
        ("نص<script>if (a < b) x()</script><style>p{}</style> آخر", "نص آخر"),
        ("نص<!-- تعليق -->", "نص"),
        ("5 < 6 &amp; 7 > 6", "5 < 6 & 7 > 6"),
        ("a < b <i>c</i>", "a < b c"),
        ("&#1576;&#x63A;داد&nbsp;&laquo;x&raquo;", "بغداد «x»"),
        ("&amp;#1576;&amp;#1594; - 12", "بغ - 12"),
        ("يكتب &amp;#1576; هكذا", "يكتب &#1576; هكذا"),
        ("<p>&amp;#1576;</p>", "ب"),
        ("", ""),
        ("<br>", ""),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "text", ["مُحَمَّدٌ", "مجتـمع", "كتاب\N{ZERO WIDTH NON-JOINER}ها", "\N{RIGHT-TO-LEFT MARK}نص", "١٢٣ ﻻ ى ة"]
)
def test_letters_are_never_altered(text):
    assert plain_text(text) == text
    assert plain_text(f"<p>{text}</p>") == text


def test_one_line_has_no_breaks():
    assert one_line("<p>عنوان</p>\n<p>فرعي</p>") == "عنوان فرعي"


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "a\udfff\0b"])
def test_what_postgres_refuses_is_removed(text):
    assert storable(text) == "ab"


@given(st.text(alphabet="<>&#;/![]-'\"=pb012xأب \n\0\ud800", max_size=60))
def test_it_never_fails_and_is_always_storable(markup):
    text = plain_text(markup)
    assert storable(text) == text == text.strip()


@pytest.mark.parametrize("tag", ["div", "b", "table", "li"])
def test_deep_nesting_ends(tag):
    plain_text(f"<{tag}>" * 100_000 + "x")
