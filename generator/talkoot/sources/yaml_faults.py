"""What libyaml could not read → what its author should mend, judged from the author's own lines.

libyaml says where it stopped and what it had hoped for; a person wants to know which of a dozen common
slips it was. Each function below knows one group of them and returns nothing for the others.
"""

import re
from typing import Any

from yaml import MarkedYAMLError, YAMLError

from talkoot.problems import shorten
from talkoot.sources.refused import Refused

_KEY_ALONE = re.compile(r"""[ ]*(?:-[ ]+)*(?:[^\s'"#\-][^'"#:]*|"[^"]*"|'[^']*'):(?=\s|$)""")
_KEY_STUCK = re.compile(r"[ ]*(?:-[ ]+)*([A-Za-z_][\w-]*):(?!//)([^\s:].*)")
_DASH_STUCK = re.compile(r"[ ]*-([^\s\-].*)")
_OPENS_QUOTE = re.compile(r"""[ ]*(?:-[ ]+)*(?:[^\s'"#:][^'"#:]*:[ ]+)?(["'])""")
_OPENS_TEXT = re.compile(r".*[:\-][ ]+[|>][-+0-9]*[ ]*(?:#.*)?$")


def source_line(text: str, index: int) -> str:
    """The line of `text` at `index`, counted from 0 the way libyaml counts them."""
    lines = _lines(text)
    return lines[index] if index < len(lines) else ""


def explain(error: YAMLError, text: str) -> Refused:
    """The refusal that names the author's slip behind libyaml's `error`."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Refused("line-unclear")
    fault = _Fault(error, error.problem_mark, text)
    for judge in (_tab, _quoted, _block_text, _bracket, _sign, _stuck, _colon, _no_colon, _misplaced):
        if refused := judge(fault):
            return refused
    return fault.refused("line-unclear")


def explain_not_keys(found: Any, text: str) -> Refused:
    """The refusal of a text that is a list, or a sentence, where keys with values were wanted."""
    lines = _lines(text)
    line = next((index for index, line in enumerate(lines) if _says_something(line)), 0)
    if found == "":
        return Refused("file-empty", line + 1)
    if stuck := _key_without_space(lines, line):
        return stuck
    code = "list-instead-of-keys" if isinstance(found, list) else "text-instead-of-keys"
    return Refused(code, line + 1, found=shorten(lines[line]))


class _Fault:
    """One error of libyaml with the lines around it; lines and columns count from 0."""

    def __init__(self, error: MarkedYAMLError, mark: Any, text: str) -> None:
        self.lines: list[str] = _lines(text)
        self.problem = error.problem or ""
        self.context = error.context or ""
        last = len(self.lines) - 1
        began = error.context_mark or mark
        self.line, self.column = min(int(mark.line), last), int(mark.column)
        self.began_line, self.began_column = min(int(began.line), last), int(began.column)

    @property
    def here(self) -> str:
        return self.lines[self.line]

    @property
    def began(self) -> str:
        return self.lines[self.began_line]

    @property
    def sign(self) -> str:
        return self.here[self.column : self.column + 1]

    def above(self, line: int) -> int:
        """The nearest line above `line` that says something, or -1."""
        line -= 1
        while line >= 0 and not _says_something(self.lines[line]):
            line -= 1
        return line

    def refused(self, code: str, line: int | None = None, column: int | None = None, **hints: str) -> Refused:
        line = self.line if line is None else line
        column = self.column if column is None else column
        return Refused(code, line + 1, column + 1, shorten(self.lines[line]), tuple(hints.items()))


def _tab(fault: _Fault) -> Refused | None:
    for line in (fault.line, fault.began_line):
        text = fault.lines[line]
        indent = re.match(r"[ \-]*\t", text)
        if indent and ("tab" in fault.problem or fault.sign == "\t" or text.startswith((" ", "\t"))):
            return fault.refused("tab-at-start", line, indent.end() - 1)
    return None


def _quoted(fault: _Fault) -> Refused | None:
    if "quoted scalar" in fault.context:
        if fault.problem.startswith("found unexpected"):
            return _quote_not_closed(fault, fault.began_line) or fault.refused(
                "quote-not-closed", fault.began_line, fault.began_column, sign=fault.began[fault.began_column]
            )
        backslash = fault.here.rfind("\\", 0, fault.column + 1)
        return fault.refused("backslash-in-quotes", column=max(backslash, 0))
    before = fault.here[: fault.column].rstrip()
    if "did not find expected" in fault.problem and before.endswith(('"', "'", "]", "}")):
        return _quote_not_closed(fault, fault.line) or fault.refused("text-after-value", sign=before[-1])
    return None


def _quote_not_closed(fault: _Fault, last: int) -> Refused | None:
    """A quotation mark left open ends at the next one, often lines below: look for where it opened."""
    for line in range(last - 1, -1, -1):
        opened = _OPENS_QUOTE.match(fault.lines[line])
        if opened and opened[1] not in fault.lines[line][opened.end() :]:
            return fault.refused("quote-not-closed", line, opened.end() - 1, sign=opened[1])
    return None


def _block_text(fault: _Fault) -> Refused | None:
    if "block scalar" in fault.context:
        return fault.refused("text-beside-bar", fault.began_line, fault.began_column)
    return None


def _bracket(fault: _Fault) -> Refused | None:
    if "a flow node" in fault.context and not "".join(fault.lines[fault.line :])[fault.column :].strip():
        above = "\n".join(fault.lines[: fault.line + 1])
        index = max(above.rfind("["), above.rfind("{"))
        line = above.count("\n", 0, index)
        return fault.refused(
            "bracket-not-closed", line, index - above.rfind("\n", 0, index) - 1, sign=above[index]
        )
    if "did not find expected ','" in fault.problem:
        sign = fault.began[fault.began_column : fault.began_column + 1]
        return fault.refused("bracket-not-closed", fault.began_line, fault.began_column, sign=sign)
    return None


def _sign(fault: _Fault) -> Refused | None:
    if fault.here.startswith("%"):
        return fault.refused("directive-line", column=0)
    if "document start" in fault.problem and fault.lines[0].startswith("%"):
        return fault.refused("directive-line", 0, 0)
    if "an alias" in fault.context or "an anchor" in fault.context or "tag" in fault.context + fault.problem:
        sign = fault.began[fault.began_column : fault.began_column + 1]
        return fault.refused("sign-at-start", fault.began_line, fault.began_column, sign=sign)
    if fault.sign == ":" and re.fullmatch(r"[ \-]*", fault.here[: fault.column]):
        return fault.refused("key-empty")
    if "start any token" in fault.problem or "node content" in fault.problem:
        return fault.refused("sign-at-start", sign=fault.sign)
    return None


def _stuck(fault: _Fault) -> Refused | None:
    """A colon or dash that lacks its space: the line reads as plain text to YAML."""
    lines = [fault.began_line] if "simple key" in fault.context else [fault.above(fault.line), fault.line]
    for line in lines:
        if line < 0:
            continue
        if refused := _key_without_space(fault.lines, line):
            return refused
        if stuck := _DASH_STUCK.fullmatch(fault.lines[line]):
            return fault.refused("dash-without-space", line, stuck.start(1), example=shorten(f"- {stuck[1]}"))
    return None


def _key_without_space(lines: list[str], line: int) -> Refused | None:
    if stuck := _KEY_STUCK.fullmatch(lines[line]):
        example = shorten(f"{stuck[1]}: {stuck[2]}")
        return Refused(
            "colon-without-space", line + 1, stuck.start(2) + 1, shorten(lines[line]), (("example", example),)
        )
    return None


def _colon(fault: _Fault) -> Refused | None:
    if "block sequence entries" in fault.problem:
        return fault.refused("list-beside-key")
    if "mapping keys are not allowed" in fault.problem:
        return fault.refused("sign-at-start", sign=fault.sign)
    if "mapping values" not in fault.problem:
        return None
    first = _KEY_ALONE.match(fault.here)
    if first and first.end() - 1 < fault.column:
        key, value = fault.here[: first.end()], fault.here[first.end() :].strip().replace('"', "'")
        return fault.refused("colon-in-value", example=f'{key.strip(" -")} "{shorten(value)}"')
    above = fault.above(fault.line)
    if above >= 0 and not _KEY_ALONE.match(fault.lines[above]) and ":" not in fault.lines[above]:
        if _indent(fault.lines[above]) < _indent(fault.here):
            return fault.refused("indented-too-far", column=_indent(fault.here))
        return fault.refused("line-without-colon", above, _indent(fault.lines[above]))
    return fault.refused("indented-too-far", column=_indent(fault.here))


def _no_colon(fault: _Fault) -> Refused | None:
    """A line without a key: it forgot its colon, or belongs to the text above and forgot its indentation."""
    if "simple key" not in fault.context:
        return None
    above = fault.above(fault.began_line)
    while above >= 0 and _indent(fault.lines[above]) > fault.began_column:
        above = fault.above(above)
    belongs_above = above >= 0 and _OPENS_TEXT.match(fault.lines[above])
    code = "text-not-indented" if belongs_above else "line-without-colon"
    return fault.refused(code, fault.began_line, fault.began_column)


def _misplaced(fault: _Fault) -> Refused | None:
    if fault.here.startswith(("---", "...")) or ("document start" in fault.problem and _ended(fault)):
        return fault.refused("second-document")
    if "did not find expected" not in fault.problem:
        return None
    if fault.sign in ("]", "}"):
        return fault.refused("sign-at-start", sign=fault.sign)
    item = fault.here.lstrip().startswith("- ") or fault.here.strip() == "-"
    if fault.here[fault.column :].startswith("-") and item and "key" in fault.problem:
        return fault.refused("list-and-keys-mixed")
    if "'-' indicator" in fault.problem and not item:
        return fault.refused("list-and-keys-mixed")
    return fault.refused("indent-uneven", column=_indent(fault.here))


def _ended(fault: _Fault) -> bool:
    return any(line.startswith("...") for line in fault.lines[: fault.line])


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def _says_something(line: str) -> bool:
    return bool(line.split("#")[0].strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
