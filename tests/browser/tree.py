"""What a screen reader hears on a page: its accessibility tree as text, and what in it would make no sense."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

NODE = re.compile(r"^(?P<indent> *)- (?P<quoted>')?(?P<role>[a-z]+)(?: \"(?P<name>(?:[^\"\\]|\\.)*)\")?")

ALIKE = {"listitem", "row"}
"""What a page has many of; of a long line of them the first few are told."""

SHOWN, MANY = 4, 8

NAMED = {
    "button", "checkbox", "combobox", "dialog", "heading", "img", "link", "navigation", "radio", "region", "searchbox",
}  # fmt: skip
"""Roles that are nothing without a name."""


@dataclass(frozen=True)
class Node:
    """One line of a tree: how deep it stands, its role and its name."""

    depth: int
    role: str
    name: str

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


def tree(page: "Page", part: str) -> str:
    """The tree of a part of the page, as YAML (playwright.dev/docs/aria-snapshots)."""
    return page.locator(part).aria_snapshot() + "\n"


def shortened(tree: str) -> str:
    """The tree without the rest of what comes in long lines: “- …”, and without the commit of the day."""
    lines = re.sub(r"@[0-9a-f]{40}\b", "@…", tree).splitlines()
    kept: list[str] = []
    skipped_below: int | None = None
    parents: list[tuple[int, int]] = []
    counts: dict[int, int] = {}
    for n, line in enumerate(lines):
        depth, role = _depth(line), _role(line)
        if skipped_below is not None and depth > skipped_below:
            continue
        skipped_below = None
        while parents and parents[-1][0] >= depth:
            parents.pop()
        parent = parents[-1][1] if parents else -1
        parents.append((depth, n))
        if role in ALIKE:
            counts[parent] = counts.get(parent, 0) + 1
            if counts[parent] > SHOWN and _siblings(lines, parent, depth) > MANY:
                if counts[parent] == SHOWN + 1:
                    kept.append(f"{' ' * depth}- …")
                skipped_below = depth
                continue
        kept.append(line)
    return "\n".join(kept) + "\n"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _role(line: str) -> str:
    found = NODE.match(line)
    return found["role"] if found else ""


def _siblings(lines: list[str], parent: int, depth: int) -> int:
    """How many alike stand at this depth under a line."""
    count = 0
    for line in lines[parent + 1 :]:
        if _depth(line) < depth:
            break
        count += _depth(line) == depth and _role(line) in ALIKE
    return count


def nodes(tree: str) -> Iterator[tuple[Node, str]]:
    """Every node of a tree, and where it leads if it is a link."""
    lines = tree.splitlines()
    for n, line in enumerate(lines):
        found = NODE.match(line)
        if found and found["role"] not in ("text",):
            after = lines[n + 1].strip() if n + 1 < len(lines) else ""
            leads = after.removeprefix("- /url: ") if after.startswith("- /url: ") else ""
            yield Node(len(found["indent"]), found["role"], found["name"] or ""), leads


def nameless(tree: str) -> list[str]:
    """Nodes that say nothing of what they are."""
    return [str(node) for node, _ in nodes(tree) if node.role in NAMED and not node.name]


def ambiguous(tree: str) -> list[str]:
    """Links of one name under one heading, or beside one term, that lead to different places."""
    led: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    heading = term = ""
    for line, (node, leads) in _with_terms(tree):
        if node.role == "heading":
            heading, term = node.name, ""
        elif node.role == "term":
            term = line
        elif node.role == "link":
            led[heading, term, node.name].add(leads)
    return [
        f"“{name}” under “{heading}” leads to {sorted(places)}"
        for (heading, _, name), places in led.items()
        if len(places) > 1
    ]


def _with_terms(tree: str) -> Iterator[tuple[str, tuple[Node, str]]]:
    """Nodes with the line they stand in: a term has no name but a text."""
    lines = [line for line in tree.splitlines() if (found := NODE.match(line)) and found["role"] != "text"]
    yield from zip(lines, nodes(tree), strict=True)
