"""A deadline for work that cannot be asked to stop: trafilatura hangs on some pages, and a rule may on some text."""

import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from types import FrameType
from typing import ParamSpec, TypeVar

from marsad.errors import UnreadableError

P = ParamSpec("P")
T = TypeVar("T")


class _Alarm(BaseException):
    """Not an Exception, so that no library's `except Exception` swallows it."""


def run_within(seconds: float, subject: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`work(...)`, or UnreadableError when it takes longer than `seconds`.

    The main thread is interrupted by a timer signal, which costs nothing. In any other thread the work runs in a
    process of its own that is killed in time: `work`, its arguments and its result must pickle.
    """
    try:
        if threading.current_thread() is threading.main_thread():
            with _alarm(seconds):
                return work(*args, **kwargs)
        return _in_process(seconds, work, args, kwargs)
    except _Alarm:
        raise UnreadableError(subject, f"took longer than {seconds:g} s") from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _Alarm here after `seconds`. A timer that was running (Airflow sets one) goes on afterwards."""
    previous = signal.signal(signal.SIGALRM, _ring)
    started = time.monotonic()
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    if outer:
        signal.setitimer(signal.ITIMER_REAL, min(seconds, outer))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if outer:
            signal.setitimer(signal.ITIMER_REAL, max(0.001, outer - (time.monotonic() - started)))


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _Alarm


def _in_process(seconds: float, work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
    # spawn: forking a process that has threads may deadlock the child.
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(writer, work, args, kwargs), daemon=True)
    process.start()
    writer.close()
    try:
        if not reader.poll(seconds):
            raise _Alarm
        error, result = reader.recv()
    except EOFError:
        raise _Alarm from None  # killed from outside, by the kernel for its memory: as good as never ending
    finally:
        process.kill()
        process.join()
        reader.close()
    if error:
        raise error
    return result  # type: ignore[no-any-return]


def _send(writer: Connection, work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    try:
        writer.send((None, work(*args, **kwargs)))
    except Exception as error:  # noqa: BLE001 - every error is raised again on the other side
        writer.send((error, None))
