"""Parts of a test that run in a process of their own: to be killed, to be another user, to look on."""

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
NOBODY = 65534


class Killed(Exception):
    """The child ended by a signal."""


def in_child(act: Callable[[], T], as_nobody: bool = False) -> T:
    """What `act` returns, or the error it raises, when run in a forked child; Killed when a signal ended it.

    `as_nobody`: as a user without rights of his own, if we have the right to become one; else as we are.
    """
    return in_background(act, as_nobody)()


def in_background(act: Callable[[], T], as_nobody: bool = False) -> Callable[[], T]:
    """As `in_child`, but at once gives a function that waits for the end and tells what came of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            if as_nobody and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            answer: tuple[bool, object] = (True, act())
        except BaseException as error:
            answer = (False, error)
        # Whatever happens here, the child never goes on as a second copy of the test run.
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(answer, pipe)
        finally:
            os._exit(0)
    os.close(writing)

    def outcome() -> T:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            raise Killed
        good, answer = pickle.loads(told)
        if not good:
            raise answer
        return answer

    return outcome
