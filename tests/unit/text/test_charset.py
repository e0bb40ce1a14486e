import pytest

from marsad.text.charset import charset_of, decode, label_in_document, label_in_header

NEWS = "قال المتحدث باسم الحكومة إن المجلس سيعقد جلسته في بغداد الأسبوع المقبل"


@pytest.mark.parametrize(
    "labels", [(), ("iso-8859-1",), ("utf-8",), ("windows-1252", "utf-8"), ("hex",), ("nosuch",), (None,)]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6"])
def test_arabic_is_read_whatever_the_labels_say(encoding, labels):
    assert decode(NEWS.encode(encoding), *labels) == NEWS


@pytest.mark.parametrize(
    ("label", "encoding"), [("windows-1251", "cp1251"), ("KOI8-R", "koi8-r"), ("iso-8859-9", "iso8859-9")]
)
def test_a_label_is_believed_where_the_bytes_allow_it(label, encoding):
    text = "Привет" if "125" in label or "KOI" in label else "İstanbul'da güneş"
    assert decode(text.encode(encoding), label) == text


def test_a_better_label_goes_before_a_worse_one():
    body = "Привет".encode("koi8-r")
    assert charset_of(body, "koi8-r", "windows-1251") == "koi8-r"


def test_a_label_that_cannot_read_the_bytes_is_passed_over():
    assert decode("Привет".encode("cp1251"), "utf-8", "windows-1251") == "Привет"


def test_french_is_not_arabic():
    assert charset_of("Ça alors, où étaient-ils passés à Orléans".encode("cp1252")) == "cp1252"


def test_a_cut_end_is_still_utf8():
    assert decode(NEWS.encode()[:-1]).startswith(NEWS[:-1])


@pytest.mark.parametrize("label", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7"])
def test_codecs_that_are_no_charset_are_refused(label):
    assert charset_of(b"\xff\xfd\x80", label) == "cp1252"


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (b'<?xml version="1.0" encoding="windows-1256"?>', "windows-1256"),
        (b"<html><head><META charset=UTF-8>", "UTF-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', "windows-1256"),
        (b"<html>" + b" " * 5000 + b"<meta charset=utf-8>", None),
        (b"", None),
    ],
)
def test_a_document_names_its_charset_near_its_head(body, label):
    assert label_in_document(body) == label


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/xml;CHARSET="Windows-1256"', "Windows-1256"),
        ("text/html", None),
        (None, None),
    ],
)
def test_a_header_names_a_charset(header, label):
    assert label_in_header(header) == label


@pytest.mark.parametrize("damage", [b"\xff", b"\xed\xa0\xbd", b"\xd8"])
def test_short_utf8_with_a_bad_character_stays_utf8(damage):
    body = "<title>رئيس الوزراء ".encode() + damage + b"</title>"
    assert decode(body, "utf-8").startswith("<title>رئيس الوزراء \ufffd")


@pytest.mark.parametrize("name", ["windows-1256", "iso-8859-6"])
def test_short_text_of_one_byte_letters_is_no_damaged_utf8(name):
    text = "قال، نعم؛ لا، حسناً؟ «الوزير»" if name == "windows-1256" else "قال نعم، الوزير"
    assert decode(text.encode(name), "utf-8") == text
