"""What is counted of newspapers, and what is printed of it."""

TEXTS = ["كتب الوزير رسالة. وصل الوزير، رسالة", "كتب الوزير رسالة " * 5]


def test_words_that_stand_there_often_enough_are_counted_folded(modules: None) -> None:
    from words import LEAST, counted

    assert counted(TEXTS) == {"كتب": 6, "الوزير": 7, "رساله": 7}
    assert counted(TEXTS[:1]) == {}
    assert LEAST == 5


def test_words_are_side_by_side_with_nothing_but_a_blank_between_them(modules: None) -> None:
    from words import pairs

    assert pairs(TEXTS[:1]) == {("كتب", "الوزير"): 1, ("الوزير", "رساله"): 1, ("وصل", "الوزير"): 1}


def test_the_report_is_of_articles_that_were_not_counted(modules: None) -> None:
    from words import report

    known = "كتب الوزير بيانا طويلا " * 9
    texts = ["كتب الوزير وقالالوزير"] + [known] * 11
    assert report(texts) == "of 3 words 0 are cut; of 1 pairs 1.000 right, 0.000 elsewhere, 0.000 one"
    assert report(["كتبالوزير بيانا"] + [known] * 11).startswith("of 2 words 1 are cut")
