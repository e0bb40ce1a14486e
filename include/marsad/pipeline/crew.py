"""Who annotates: this process for a few texts, one process a core for many.

A text that breaks its annotator, or keeps it longer than DEADLINE, is answered with the error; the others with what
was found in them.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from marsad.annotate.annotator import Annotator, Text, load_annotator
from marsad.deadline import run_within
from marsad.errors import UnreadableError
from marsad.model import Annotation

DEADLINE = 30.0  # seconds a text; the longest articles of the news take less than one
MANY = 150  # texts; below, starting processes takes longer than they save
LARGEST = 4  # processes; each holds its own model and gazetteer, about 200 MB
SHARE = 25  # texts a process takes at a time; their sentences are read by like length

T = TypeVar("T")
Answer = Annotation | Exception


class Crew:
    """Annotates texts until it is left. The model is loaded at the first text, once in each process.

    With an `annotator`, a folder as MARSAD_ANNOTATOR names one, that one works, in processes of its own: what this
    process has loaded stays what it was.
    """

    def __init__(self, processes: int | None = None, many: int = MANY, annotator: Path | None = None) -> None:
        self._processes = processes or min(LARGEST, len(os.sched_getaffinity(0)))
        self._many = 0 if annotator else many
        self._environment = {"MARSAD_ANNOTATOR": str(annotator)} if annotator else {}
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def annotate(self, texts: Sequence[Text]) -> list[Answer]:
        """An answer for each text, in order."""
        # Only the main thread can be interrupted when a text takes too long.
        is_here = len(texts) < self._many and threading.current_thread() is threading.main_thread()
        if is_here:
            return annotate_share(texts) if texts else []
        shares = [texts[i : i + SHARE] for i in range(0, len(texts), SHARE)]
        futures = [self._started().submit(annotate_share, share) for share in shares]
        return [
            answer for share, future in zip(shares, futures, strict=True) for answer in self._answers(share, future)
        ]

    def _started(self) -> ProcessPoolExecutor:
        self._pool = self._pool or self._made(self._processes)
        return self._pool

    def _made(self, processes: int) -> ProcessPoolExecutor:
        # spawn: forking a process that has threads, as onnxruntime and Airflow do, may deadlock the child.
        return ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (self._environment,))

    def _answers(self, share: Sequence[Text], future: "Future[list[Answer]]") -> list[Answer]:
        try:
            return future.result()
        except BrokenProcessPool:
            # A process was killed, and with it all shares under way: this one may be the cause or not.
            self._close()
            return self._again(share)

    def _again(self, share: Sequence[Text]) -> list[Answer]:
        """With no other share beside it; if it dies once more, text by text, so that only one dies of itself."""
        try:
            return self._started().submit(annotate_share, share).result()
        except BrokenProcessPool:
            self._close()
            return [answer for text in share for answer in self._alone(text)]

    def _alone(self, text: Text) -> list[Answer]:
        with self._made(1) as pool:
            try:
                return pool.submit(annotate_share, [text]).result()
            except BrokenProcessPool:
                return [UnreadableError("annotator", "its process died over this text")]

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _prepare(environment: dict[str, str]) -> None:
    """In a new process, before it loads anything."""
    os.environ.update(environment)


def annotate_share(texts: Sequence[Text]) -> list[Answer]:
    """An answer for each text, in order, by this process's annotator."""
    annotator = load_annotator()
    together = _try(DEADLINE, partial(annotator.read, texts))
    if not isinstance(together, Exception):
        return [_try(DEADLINE, partial(annotator.understand, reading)) for reading in together]
    return list(_one_by_one(annotator, texts))


def _one_by_one(annotator: Annotator, texts: Sequence[Text]) -> Iterator[Answer]:
    for text in texts:
        yield _try(DEADLINE, partial(annotator.annotate_text, text))


def _try(seconds: float, work: Callable[[], T]) -> T | Exception:
    try:
        return run_within(seconds, "annotator", work)
    except Exception as error:  # noqa: BLE001 - a text that breaks the annotator is answered with what broke it
        return error
