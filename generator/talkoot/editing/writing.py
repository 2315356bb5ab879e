"""A record's file and what it should say → its new text: what stays the same stays byte for byte.

Only the lines of what has changed are written anew, in the order of the declaration; comments, quotes and
line ends of all the others are none of our business. No library that writes YAML leaves them alone, so
libyaml tells where each key stands and the lines are replaced there.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from json import dumps
from typing import Any

import yaml

from talkoot.editing.scalars import entry, in_order, is_given, item, literal, scalar, without_blanks
from talkoot.records.record import Part, fields
from talkoot.sources.front_matter import FENCE, read_front_matter
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import read_keys

Wanted = Mapping[str, Any]
"""What a file should say, as our reader reads it: groups, lists and texts; empty is not given."""


def new_file(path: str, wanted: Wanted, body: str, model: type[Part], schema: str = "") -> str:
    """The text of a file that was not there; `schema` is where an editor finds what may be written."""
    keys = _keys(without_blanks(wanted), model)
    if path.endswith(".md"):
        below = f"{body.strip()}\n" if body.strip() else ""
        return f"---\n{keys}---\n{below}"
    return f"# yaml-language-server: $schema={schema}\n{keys}" if schema else keys


def changed_file(path: str, text: str, wanted: Wanted, body: str, model: type[Part]) -> str:
    """`text`, the file at `path`, such that it says `wanted` and, below its front matter, `body`.

    Raises `Refused` for a text that our reader refuses.
    """
    if not path.endswith(".md"):
        return changed_keys(text, wanted, model)
    read = read_front_matter(text)
    opening = FENCE.match(text.replace("\r", ""))
    assert opening is not None
    first = text.index("\n") + 1
    lines = text.split("\n")
    closing = read.body_line - 2
    keys = "".join(f"{line}\n" for line in lines[1:closing])
    below = text[len("\n".join(lines[: closing + 1])) + 1 :]
    if read.body.strip() != body.strip():
        end = "\r\n" if lines[0].endswith("\r") else "\n"
        below = "".join(f"{line}{end}" for line in body.strip().split("\n")) if body.strip() else ""
    return f"{text[:first]}{changed_keys(keys, wanted, model)}{lines[closing]}\n{below}"


def changed_keys(text: str, wanted: Wanted, model: type[Part]) -> str:
    """The YAML `text` such that it says `wanted`."""
    told = without_blanks(wanted)
    if without_blanks(read_keys(text)) == told:
        return text
    changed = _Lines(text).changed(told, model)
    try:
        right = without_blanks(read_keys(changed)) == told
    except Refused:
        right = False
    return changed if right else _keys(told, model)


def _keys(wanted: Wanted, model: type[Part]) -> str:
    lines = (line for key, value in in_order(wanted, model) for line in entry(key, value, 0, model))
    return "".join(f"{line}\n" for line in lines)


class _Lines:
    """The lines of a YAML text, and those that are to stand in their place."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if self.lines[-1].strip():
            self.lines.append("")  # a last line without its end
        self.end = "\r" if self.lines[0].endswith("\r") else ""
        self.root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
        self.splices: list[tuple[int, int, list[str]]] = []

    def changed(self, wanted: Wanted, model: type[Part]) -> str:
        last = self.told_until(len(self.lines), 0, 0)
        self.group(self.root, wanted, model, last)
        # From the end; what was put first at a line, the inner groups' own, stands first there.
        for (start, stop), _, lines in sorted(
            ((splice[:2], n, splice[2]) for n, splice in enumerate(self.splices)), reverse=True
        ):
            self.lines[start:stop] = lines
        return "\n".join(self.lines)

    def put(self, start: int, stop: int, lines: Sequence[str]) -> None:
        self.splices.append((start, stop, [line + self.end for line in lines]))

    def told_until(self, stop: int, start: int, column: int) -> int:
        """The line after the last one that tells something; comments above what follows belong to that."""
        while stop - 1 > start:
            line = self.lines[stop - 1]
            is_comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= column
            if line.strip() and not is_comment:
                break
            stop -= 1
        return stop

    def group(self, node: Any, wanted: Wanted, model: type[Part] | None, stop: int) -> None:
        """Change a group of keys, the last of which is told until the line `stop`."""
        column = node.value[0][0].start_mark.column
        rows = [key.start_mark.line for key, _ in node.value] + [stop]
        ends = [self.told_until(after, row, column) for row, after in pairwise(rows)]
        standing = {key.value: end for (key, _), end in zip(node.value, ends, strict=True)}
        for (key, value), end in zip(node.value, ends, strict=True):
            told = wanted.get(key.value)
            if _plain(value) == (told or ""):
                continue
            if not is_given(told):
                self.put(key.start_mark.line, end, [])
            else:
                self.value(key, value, told, model, end)
        added = [key for key, _ in in_order(wanted, model) if key not in standing]
        order = [f.key for f in fields(model)] if model else []
        at: dict[int, list[str]] = {}
        for key in added:
            above = [k for k in order[: order.index(key)] if k in standing] if key in order else [*standing]
            row = standing[above[-1]] if above else rows[0]
            at.setdefault(row, []).extend(entry(key, wanted[key], column, model))
        for row, lines in at.items():
            self.put(row, row, lines)

    def value(self, key: Any, value: Any, told: Any, model: type[Part] | None, end: int) -> None:
        """Change what stands after `key`, told until the line `end`."""
        declared = next((f for f in fields(model) if f.key == key.value), None) if model else None
        part = declared.part if declared else None
        row, column = key.start_mark.line, key.start_mark.column
        lines = entry(key.value, told, column, model)
        is_block = value.id != "scalar" and not value.flow_style
        if isinstance(told, dict) and value.id == "mapping" and is_block:
            self.group(value, told, part, end)
        elif isinstance(told, list) and value.id == "sequence" and is_block:
            self.items(value, told, part, end)
        elif isinstance(told, str) and value.id == "scalar" and value.style == "|" and len(lines) > 1:
            self.put(row + 1, end, literal(told, column + 2) or lines[1:])
        elif not (value.id == "scalar" and len(lines) == 1 and self.in_line(value, told)):
            self.put(row, end, [self.lines[row][:column] + lines[0].lstrip(), *lines[1:]])

    def in_line(self, value: Any, told: str) -> bool:
        """Change a value that stands on one line, whatever is before and after it there."""
        row, column, stop = value.start_mark.line, value.start_mark.column, value.end_mark.column
        if value.end_mark.line != row or value.style in ("|", ">"):
            return False
        line = self.lines[row]
        blank = "" if line[:column].endswith(" ") else " "
        self.splices.append((row, row + 1, [line[:column] + blank + scalar(told) + line[stop:]]))
        return True

    def items(self, node: Any, told: Sequence[Any], part: type[Part] | None, stop: int) -> None:
        """Change a list: items that are still in it stay as they stand."""
        column = node.start_mark.column
        rows = [self.hyphen(one.start_mark.line, column) for one in node.value] + [stop]
        ends = [self.told_until(after, row, column) for row, after in pairwise(rows)]
        was, now = [_spelt(_plain(one)) for one in node.value], [*map(_spelt, told)]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            both = min(i2 - i1, j2 - j1)
            for n in range(both):
                self.item(node.value[i1 + n], told[j1 + n], part, rows[i1 + n], ends[i1 + n], column)
            for n in range(i1 + both, i2):
                self.put(rows[n], ends[n], [])
            after = ends[i1 + both - 1] if i1 + both else rows[0]
            added = [line for one in told[j1 + both : j2] for line in item(one, column, part)]
            if added:
                self.put(after, after, added)

    def hyphen(self, row: int, column: int) -> int:
        """The line of an item's hyphen: its own line, or the one where the hyphen stands alone."""
        while not (self.lines[row][column : column + 1] == "-" and not self.lines[row][:column].strip()):
            row -= 1
        return row

    def item(self, node: Any, told: Any, part: type[Part] | None, row: int, end: int, column: int) -> None:
        """Change one item, from its hyphen on the line `row` until the line `end`."""
        if isinstance(told, str) and node.id == "scalar" and self.in_line(node, told):
            return
        if isinstance(told, dict) and node.id == "mapping" and not node.flow_style:
            first = node.value[0][0].value
            if next((key for key, _ in in_order(told, part)), "") == first:
                self.group(node, told, part, end)
                return
        self.put(row, end, item(told, column, part))


def _plain(node: Any) -> Any:
    """What a node says, as a record takes it."""
    if node.id == "scalar":
        return without_blanks(node.value)
    if node.id == "sequence":
        return [_plain(one) for one in node.value]
    return without_blanks({key.value: _plain(value) for key, value in node.value})


def _spelt(value: Any) -> str:
    return dumps(value, sort_keys=True)
