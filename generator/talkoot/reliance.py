"""What a file of the site relies on, noted while it is made: a change makes anew only what relies on it.

Nobody keeps a list of what stands where. Whoever asks the network for something has that noted, and so has
the file that is being made at the time; `network.py` says what each answer was made of.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")

Key = tuple[str, ...]
"""What can be relied on: all records of a kind `("member",)`, one of them `("member", "hirsi-ja-hopea")`,
those that link to something `("linking", "themes", "pricing", "meeting")`; `touched.py` names all."""

_noted: set[Key] | None = None


def rely(*keys: Key) -> None:
    """What is being made now relies on these."""
    if _noted is not None:
        _noted.update(keys)


@contextmanager
def relying() -> Iterator[set[Key]]:
    """Gathers what is relied on in the block; what is made around it is not told."""
    global _noted
    around, _noted = _noted, set()
    try:
        yield _noted
    finally:
        _noted = around


class derived(Generic[T]):  # noqa: N801 - used as cached_property is
    """As `functools.cached_property`; whoever asks relies on all that the value was made of."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = f"_{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> "derived[T]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: Any, owner: type) -> "derived[T] | T":
        if instance is None:
            return self
        known = instance.__dict__
        if self.name not in known:
            with relying() as noted:
                value = self.make(instance)
            known[self.name] = value, frozenset(noted)
        value, keys = known[self.name]
        if _noted is not None:
            _noted.update(keys)
        return value


def remembering(make: Callable[..., T]) -> Callable[..., T]:
    """As `functools.cache`, for positional values; who asks relies on all that the answer was made of."""
    known: dict[tuple[Any, ...], tuple[T, frozenset[Key]]] = {}

    def ask(*given: Any) -> T:
        if given not in known:
            with relying() as noted:
                value = make(*given)
            known[given] = value, frozenset(noted)
        value, keys = known[given]
        rely(*keys)
        return value

    return ask
