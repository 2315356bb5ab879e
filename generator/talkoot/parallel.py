"""The same work on several parts of a list at once, each in a process of its own."""

import mmap
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(Exception):
    """A process ended without an answer; `code` is its exit code, negative for a signal (−9: killed)."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"a process ended before its work was done (exit code {self.code})"


def in_parallel(work: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> list[R]:
    """What `work` returns for each of at most `jobs` parts of `items`, in their order.

    The first part is worked on here, every other in a forked process: `work` may be a closure and nothing
    is copied on the way in; what it returns comes back pickled (bytes travel cheapest), by a file, so that a
    process that is done goes and takes its memory with it. An exception in any part is raised here, with its
    own traceback as a note; a killed process raises `WorkerLost`.
    Without items nothing is called. Where forking is unsafe (macOS) or missing, all is done here as one part.
    """
    parts = _parts(items, jobs if sys.platform == "linux" else 1)
    return [*_in_processes(lambda part: iter([work(part)]), parts)]


def shared_out(
    work: Callable[[Iterable[T]], Iterator[R]], items: Sequence[T], jobs: int, at_once: int | None = None
) -> Iterator[R]:
    """What `work` yields in each of at most `jobs` processes, who take the `items` as they get on.

    One begins at the front, the others at the back, so that neighbours in `items` mostly meet the same
    process, and all end together, however long each item takes: `at_once` says how many are taken together,
    one where each is heavy. What `work` has yielded weighs nothing any more in a process of its own.
    Nothing begins before the first is asked for; everything else is as in `in_parallel`.
    """
    if jobs < 2 or len(items) < 2 or sys.platform != "linux":
        yield from work(items) if items else ()
        return
    import multiprocessing

    # How many have been taken at the front and at the back, where every process sees it.
    taken, lock = mmap.mmap(-1, _COUNTS.size), multiprocessing.get_context("fork").Lock()

    def take(at_front: bool) -> Iterator[T]:
        while True:
            with lock:
                front, back = _COUNTS.unpack(taken[:])
                few = min(at_once or AT_ONCE, len(items) - front - back)
                if not few:
                    return
                taken[:] = _COUNTS.pack(front + few * at_front, back + few * (not at_front))
            yield from items[front : front + few] if at_front else items[-back - 1 : -back - few - 1 : -1]

    yield from _in_processes(lambda part: work(take(at_front=part[0] == 0)), _parts(range(jobs), jobs))


AT_ONCE = 16
"""Items that a process takes before it asks for more."""

_COUNTS = struct.Struct("=QQ")


def _in_processes(work: Callable[[Sequence[T]], Iterator[R]], parts: Sequence[Sequence[T]]) -> Iterator[R]:
    """What `work` yields for the first part here, then what it has yielded for the others elsewhere."""
    if len(parts) < 2:
        yield from (one for part in parts for one in work(part))
        return
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    _give_back()
    workers = []
    try:
        for part in parts[1:]:
            answer = TemporaryFile()  # noqa: SIM115 - closed below
            process = fork.Process(target=_answer, args=(answer, work, part), daemon=True)
            process.start()
            workers.append((process, answer))
        yield from work(parts[0])
        for process, answer in workers:
            yield from _answered(process, answer)
    finally:
        for process, answer in workers:
            process.kill()
            process.join()
            answer.close()


def _parts(items: Sequence[T], jobs: int) -> list[Sequence[T]]:
    count = max(1, min(jobs, len(items)))
    bounds = [len(items) * part // count for part in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds) if start < end]


def _give_back() -> None:
    """Free memory goes back to the system, or every process would fill a copy of it (glibc, malloc_trim).

    What is large from now on is taken from the system by itself and goes back as soon as it is free. Left to
    itself, glibc would keep the room of the largest file made so far (mallopt, M_MMAP_THRESHOLD).
    """
    import ctypes

    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim") and hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, LARGE)
        libc.malloc_trim(0)


LARGE = 1 << 20
"""Bytes."""

_M_MMAP_THRESHOLD = -3  # in glibc's malloc.h


def _answer(file: IO[bytes], work: Callable[[Sequence[T]], Iterator[R]], part: Sequence[T]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the parent, which ends us
    whole = 0
    try:
        for one in work(part):
            pickle.dump((_MORE, one), file, pickle.HIGHEST_PROTOCOL)
            whole = file.tell()
        pickle.dump((_DONE, None), file)
    except Exception as error:
        file.seek(whole)
        file.truncate()
        file.write(_pack_error(error))
    file.flush()  # a process that was forked ends without it


_MORE, _DONE, _FAILED = "more", "done", "failed"


def _pack_error(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    error.add_note(f"In a forked process:\n{trace}")
    try:
        answer = pickle.dumps((_FAILED, error))
        pickle.loads(answer)
        return answer
    except Exception:  # an exception that can't be packed still has its words
        return pickle.dumps((_FAILED, RuntimeError(trace)))


def _answered(process: Any, answer: IO[bytes]) -> Iterator[Any]:
    process.join()
    answer.seek(0)
    while True:
        try:
            state, one = pickle.load(answer)
        except (EOFError, pickle.UnpicklingError):  # none, or half of one
            raise WorkerLost(process.exitcode) from None
        if state == _FAILED:
            raise one
        if state == _DONE:
            return
        yield one
