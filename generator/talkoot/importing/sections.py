"""The lines of a file → the sections they stand in, each called by the field that it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from talkoot.importing.blocks import Block
from talkoot.importing.labels import SITE_WORDS, Label, label_in

PROSE = (
    *("description", "problem_addressed", "objectives_reached", "stakeholders"),
    *("challenges", "transfer"),
)
"""What is told in paragraphs."""

SINGLE = frozenset(
    ("title", "published", "level", "country", "region", "location", "project", "start", "end"),
)
"""What is told in one line.

The lines after it belong where the one before its heading did; where headings are marked, to nothing we know.
"""

JOINED = frozenset((*PROSE, "summary", "resources", "evidence", "further_information"))
"""What may stand in more than one place of a file, and is taken one after the other."""

UNKNOWN = "?"
"""The section of questions we do not know."""

LONG = 40
"""Letters of a paragraph that is taken once, however often it stands in its sections."""


@dataclass
class Section:
    """What stands below one heading; `called` is empty before the first."""

    called: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        """Whether this is told in one line, and has been."""
        return self.called in SINGLE and bool(self.blocks)


@dataclass
class Divided:
    """The sections of a file in its order, and what stands in none."""

    sections: list[Section] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """What the site or the form itself says."""
    headings: list[str] = field(default_factory=list)
    """Headings that say more than what they are the heading of."""
    twice: list[str] = field(default_factory=list)
    """Headings of sections that are there already."""
    repeated: int = 0


def divide(blocks: Sequence[Block]) -> Divided:
    """Every line into its section; without marked headings, “Level: local” is a heading with its answer."""
    return _Dividing(blocks).divided()


class _Dividing:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        marked = [block for block in blocks if block.heading]
        self.inline = not marked  # else a colon is only a colon
        self.is_form = sum(bool(label_in(block.text, True).field) for block in marked) >= 3
        self.made = Divided()
        self.seen: dict[str, set[str]] = {}
        self.here = self.before = self._begin("")

    def divided(self) -> Divided:
        for block in self.blocks:
            if block.text.casefold() in SITE_WORDS:
                self.made.left_out.append(block.text)
                continue
            label, answer = self._label(block)
            if label.field:
                self._open(label)
            elif self.is_form and self.here.called and block.heading and block.level < 3:
                self.here = self._begin(UNKNOWN)  # Nobody's answer to the question before it.
            elif self.here.is_answered:
                goes_on = self.inline or not self.before.called
                self.here = self.before if goes_on else self._begin(UNKNOWN)
            if answer.text:
                self._keep(answer)
        return self.made

    def _label(self, block: Block) -> tuple[Label, Block]:
        """What a line is the heading of, and what of it answers."""
        label = label_in(block.text, block.heading)
        if label.field:
            leads = block.links and label.field == "further_information"
            return label, block if leads else replace(block, text="")
        name, _, rest = block.text.partition(":")
        if self.inline and rest.strip() and len(name) < 60:
            label = label_in(name, False)
        return label, replace(block, text=rest.strip()) if label.field else block

    def _open(self, label: Label) -> None:
        called = label.field
        if called == "date":
            called = "opinion_date" if self.here.called.startswith("opinion") else "published"
        if label.is_forms_own:
            self.made.left_out.append(label.text)
        elif label.says_more:
            self.made.headings.append(label.text)
        there = any(section.called == called and section.blocks for section in self.made.sections)
        if called in JOINED and there and called != self.here.called:
            self.made.twice.append(label.text)
        if self.here.called not in SINGLE:
            self.before = self.here
        self.here = self._begin(called)

    def _begin(self, called: str) -> Section:
        self.made.sections.append(Section(called))
        return self.made.sections[-1]

    def _keep(self, block: Block) -> None:
        """A line of the section, unless the field has the same long one already."""
        seen = self.seen.setdefault(self.here.called, set())
        text = " ".join(block.text.split()).casefold()
        is_long = self.here.called not in SINGLE and not self.here.called.startswith("opinion_")
        if is_long and len(text) >= LONG and text in seen:
            self.made.repeated += 1
            return
        seen.add(text)
        self.here.blocks.append(block)
