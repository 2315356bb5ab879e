"""Working in parallel: the same results in the same order, and no failure goes missing."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock

import pytest

from talkoot.parallel import AT_ONCE, WorkerLost, in_parallel, shared_out


class Complaint(Exception):
    def __init__(self, about: str, number: int) -> None:
        super().__init__(about, number)
        self.number = number


class Stubborn(Exception):
    """Can't be made again from its message, as pickling wants."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("count", [0, 1, 2, 10, 101])
def test_the_parts_are_in_order_and_nothing_is_lost_or_doubled(jobs: int, count: int) -> None:
    parts = in_parallel(list, range(count), jobs)

    assert [item for part in parts for item in part] == list(range(count))
    assert len(parts) == min(jobs, count)
    assert max(map(len, parts), default=0) - min(map(len, parts), default=0) <= 1


def test_every_part_has_a_process_of_its_own_and_the_first_is_this_one() -> None:
    pids = in_parallel(lambda _: os.getpid(), range(4), 3)

    assert pids[0] == os.getpid()
    assert len(set(pids)) == 3


def test_one_job_works_here() -> None:
    assert in_parallel(lambda _: os.getpid(), range(4), 1) == [os.getpid()]


def test_work_may_know_what_cannot_be_copied_and_return_much() -> None:
    lock = Lock()

    results = in_parallel(lambda part: (lock.locked(), b"x" * 5_000_000, list(part)), "abcd", 2)

    assert [(locked, len(much), part) for locked, much, part in results] == [
        (False, 5_000_000, ["a", "b"]),
        (False, 5_000_000, ["c", "d"]),
    ]


@pytest.mark.parametrize("jobs", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [0, 1, 2, AT_ONCE, 2 * AT_ONCE + 1, 1001])
def test_every_item_is_taken_once_whoever_takes_it(jobs: int, count: int) -> None:
    assert sorted(shared_out(iter, range(count), jobs)) == [*range(count)]


def test_one_begins_at_the_front_and_the_other_at_the_back_until_they_meet() -> None:
    both_began = multiprocessing.get_context("fork").Barrier(2)

    def work(items: Iterable[int]) -> Iterator[list[int]]:
        taken = iter(items)
        first = next(taken)
        both_began.wait(60)
        yield [first, *taken]

    front, back = shared_out(work, range(100 * AT_ONCE), 2)

    assert front == [*range(len(front))]
    assert back[:AT_ONCE] == [*range(100 * AT_ONCE - 1, 99 * AT_ONCE - 1, -1)]


def test_what_is_heavy_is_taken_one_at_a_time() -> None:
    fork = multiprocessing.get_context("fork")
    both_began, others_done = fork.Barrier(2), fork.Event()

    def work(items: Iterable[int]) -> Iterator[list[int]]:
        taken = iter(items)
        done = [next(taken)]
        both_began.wait(60)
        if done == [0]:
            assert others_done.wait(60)
        for item in taken:
            done.append(item)
            if item == 1:
                others_done.set()
        yield done

    front, back = shared_out(work, range(AT_ONCE), 2, at_once=1)

    assert (front, back) == ([0], [*range(AT_ONCE - 1, 0, -1)])


def test_what_was_yielded_comes_before_what_went_wrong_then() -> None:
    def work(items: Iterable[int]) -> Iterator[int]:
        for item in items:
            yield item
            if item == 9:
                raise Complaint("no room", item)

    seen = []
    with pytest.raises(Complaint):
        for one in shared_out(work, range(10), 2, at_once=10):
            seen.append(one)

    assert seen == [*range(10)]


@pytest.mark.parametrize("where", [0, 1, 2])
def test_an_exception_comes_back_whole(where: int) -> None:
    def work(part: Sequence[int]) -> None:
        if where in part:
            raise Complaint("no room", where)

    with pytest.raises(Complaint) as raised:
        in_parallel(work, range(3), 3)

    assert raised.value.args == ("no room", where)
    assert raised.value.number == where
    if where:
        assert 'raise Complaint("no room", where)' in raised.value.__notes__[0]


def test_an_exception_that_cannot_be_copied_still_says_what_happened() -> None:
    def work(part: Sequence[int]) -> None:
        if 1 in part:
            raise Stubborn("no ", "room")

    with pytest.raises(RuntimeError, match="Stubborn: no room"):
        in_parallel(work, range(2), 2)


def test_a_result_that_cannot_be_copied_is_an_exception() -> None:
    with pytest.raises(Exception, match="pickle"):
        in_parallel(lambda _: lambda: 1, range(2), 2)


@pytest.mark.parametrize(
    "end",
    [
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os._exit(3),
        lambda: sys.exit(3),
        lambda: os._exit(0),
    ],
)
def test_a_process_that_ends_early_is_an_error_not_a_wait(end: object) -> None:
    def work(part: Sequence[int]) -> int:
        if 1 in part and callable(end):
            end()
        return 1

    with pytest.raises(WorkerLost, match=r"exit code (-9|3|0)"):
        in_parallel(work, range(2), 2)


def test_the_others_are_ended_when_one_part_fails() -> None:
    reader, writer = os.pipe()

    def work(part: Sequence[int]) -> None:
        if 0 in part:
            raise Complaint("stop", 0)
        os.write(writer, str(os.getpid()).encode())
        signal.pause()

    with pytest.raises(Complaint):
        in_parallel(work, range(2), 2)

    os.close(writer)
    pid = os.read(reader, 20)
    os.close(reader)
    assert not pid or not os.path.exists(f"/proc/{int(pid)}")  # noqa: PTH110
