"""What somebody has sent, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from talkoot.languages import DEFAULT
from talkoot.problems import Problem


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody has sent: a text, the pictures that came with it, and the account that it came from."""

    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    account: str = ""
    """The account's number, which may become an editor; empty where it is not known."""
    received: bool = False
    """Whether the coordinator has passed it on."""
    language: str = ""
    """What to answer in where the text does not tell."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What becomes of what was sent. Without `files` nothing is to be written; `problems` then say why."""

    kind: str = ""
    id: str = ""
    name: str = ""
    language: str = DEFAULT
    is_new: bool = False
    removes: bool = False
    stays: bool = False
    """The member has left, and its page stays because others lead to it."""
    adds_editor: bool = False
    received: bool = False
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    changed: tuple[tuple[str, ...], ...] = ()
    """The keys of what was answered, in the order of the form."""
    wishes: tuple[str, ...] = ()
    note: str = ""
    problems: tuple[Problem, ...] = ()
    to_settle: tuple[Problem, ...] = ()
    """What a removal leaves for the coordinator to mend elsewhere: a meeting that has lost its host."""
    is_ours: bool = False
    """Whether the network's own files are what needs mending."""

    @property
    def is_right(self) -> bool:
        return not any(problem.severity == "problem" for problem in self.problems)
