"""A file with a line for every record: after a change only the lines of changed records are made anew."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """Such a file: what stands before, between and after its lines, and each record's.

    `id_of` is the id that a line begins with.
    """

    kind: str
    head: Callable[[], bytes]
    between: bytes
    tail: bytes
    ids: Sequence[str]
    line: Callable[[str], bytes]
    id_of: Callable[[bytes], bytes]

    def mended(self, before: bytes, changed: Collection[str]) -> bytes | None:
        """The file now, from what it was `before` the records `changed`; None where that can't be told.

        All others must tell what they told, and there must be as many as there were.
        """
        head, tail = self.head(), self.tail
        if not self.ids or not before.startswith(head) or not before.endswith(tail):
            return None
        lines = before[len(head) : -len(tail)].split(self.between)
        if len(lines) != len(self.ids):
            return None  # also where a text holds what stands between lines
        known = {self.id_of(line).decode(): line for line in lines}
        if known.keys() != {*self.ids}:
            return None
        told = [self.line(id_) if id_ in changed else known[id_] for id_ in self.ids]
        told[0] = head + told[0]  # joined once: such a file may be large
        told[-1] += tail
        return self.between.join(told)
