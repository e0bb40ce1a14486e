import contextlib
import signal
import threading
import time

import pytest

from marsad.deadline import run_within
from marsad.errors import UnreadableError


def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Exception):  # what a careless library does; it must not stop the alarm
            sum(range(1000))
    return "done"


def fail():
    raise UnreadableError("page", "no good")


def in_thread(work):
    """What `work` returned or raised in a thread that is not the main one."""
    answers = []

    def run():
        try:
            answers.append(work())
        except UnreadableError as error:
            answers.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


def test_work_in_time_gives_its_answer():
    assert run_within(5, "page", spin, 0.01) == "done"


def test_work_out_of_time_is_unreadable_with_its_subject():
    started = time.monotonic()
    with pytest.raises(UnreadableError, match=r"page: took longer than 0.1 s"):
        run_within(0.1, "page", spin, 10)
    assert time.monotonic() - started < 2


def test_errors_of_the_work_pass():
    with pytest.raises(UnreadableError, match="no good"):
        run_within(5, "page", fail)


def test_the_signal_handler_and_an_outer_timer_are_put_back():
    rung = []
    previous = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(UnreadableError):
            run_within(0.1, "page", spin, 10)
        assert not rung
        time.sleep(0.4)
        assert rung == [1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def test_other_threads_use_a_process_that_is_killed():
    started = time.monotonic()
    error = in_thread(lambda: run_within(0.5, "page", time.sleep, 60))
    assert isinstance(error, UnreadableError)
    assert "took longer" in str(error)
    assert time.monotonic() - started < 10


def test_other_threads_get_answers_too():
    assert in_thread(lambda: run_within(30, "page", str.upper, "done")) == "DONE"
