import threading

import pytest

from deadly_share import KILLER, killed_by
from marsad.annotate.annotator import Annotator, Text
from marsad.errors import UnreadableError
from marsad.model import Annotation
from marsad.pipeline import crew as crew_room
from marsad.pipeline.crew import Crew

NEWS = Text("وصل وزير الخارجية العراقي فؤاد حسين إلى أنقرة يوم الأحد.")
POISON, SLOW = Text("poison"), Text("slow")


class Fragile(Annotator):
    """An annotator that some texts break; in processes of its own it is made anew, so it must pickle by name."""

    def understand(self, reading):
        if reading.given == POISON:
            raise ZeroDivisionError("deep inside")
        while reading.given == SLOW:
            pass
        return super().understand(reading)


def names(answer: object) -> list[str]:
    assert isinstance(answer, Annotation)
    return [m.text for m in answer.mentions]


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_room, "load_annotator", Fragile)


def test_few_texts_are_annotated_here(fragile: None) -> None:
    with Crew(processes=2) as crew:
        good, bad, last = crew.annotate([NEWS, POISON, NEWS])
    assert "فؤاد حسين" in names(good)
    assert good == last
    assert isinstance(bad, ZeroDivisionError)


def test_a_text_that_takes_too_long_is_given_up(fragile: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_room, "DEADLINE", 1.0)
    with Crew() as crew:
        slow, good = crew.annotate([SLOW, NEWS])
    assert isinstance(slow, UnreadableError)
    assert "took longer than 1 s" in str(slow)
    assert "فؤاد حسين" in names(good)


def test_a_reading_that_fails_together_is_done_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class Choosy(Annotator):
        def read(self, texts):
            if POISON in texts:
                raise MemoryError("too much at once")
            return super().read(texts)

    monkeypatch.setattr(crew_room, "load_annotator", Choosy)
    with Crew() as crew:
        bad, good = crew.annotate([POISON, NEWS])
    assert isinstance(bad, MemoryError)
    assert "فؤاد حسين" in names(good)


def test_many_texts_go_to_processes_and_come_back_in_order() -> None:
    texts = [Text(f"وصل {name} إلى بغداد.") for name in ("فؤاد حسين", "محمود عباس", "أحمد أبو الغيط")] * 20
    with Crew(processes=2, many=10) as crew:
        apart = crew.annotate(texts)
    with Crew() as crew:
        here = crew.annotate(texts)
    assert apart == here
    assert names(apart[1]) == ["محمود عباس", "بغداد"]


def test_a_process_that_dies_takes_only_its_text_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_room, "annotate_share", killed_by)
    monkeypatch.setattr(crew_room, "SHARE", 2)
    with Crew(processes=2, many=1) as crew:
        answers = crew.annotate([NEWS, NEWS, NEWS, KILLER])
        assert [isinstance(a, UnreadableError) for a in answers] == [False, False, False, True]
        assert crew.annotate([NEWS]) == [0]


def test_outside_the_main_thread_processes_do_it_so_that_deadlines_hold() -> None:
    answers: list[object] = []

    def work() -> None:
        with Crew(processes=1) as crew:
            answers.extend(crew.annotate([NEWS]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert "فؤاد حسين" in names(answers[0])


def test_nothing_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_room, "load_annotator", None)
    with Crew() as crew:
        assert crew.annotate([]) == []
