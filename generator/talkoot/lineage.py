"""Who copied what from whom: the practices, what they rest on, and those who took them over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkoot.problems import Problem, shorten
from talkoot.shelves import Checked, Shelves
from talkoot.sources.names import near

if TYPE_CHECKING:
    from talkoot.kept import Kept
    from talkoot.network import Network

TAKEN = frozenset({"compare", "lineage"})
"""Names of folders that would stand where a page of the library does."""


@dataclass(frozen=True, slots=True)
class Node:
    """A practice or an adoption told here (`kept`), or a practice told elsewhere, `named_in` one here."""

    key: tuple[str, str]
    kept: "Kept[Any] | None" = None
    named_in: "Kept[Any] | None" = None


@dataclass(frozen=True, slots=True)
class Row:
    """A node in the picture of a lineage: `depth` steps below the oldest, copied from the rows `parents`."""

    node: Node
    depth: int
    parents: tuple[int, ...]


@dataclass(frozen=True)
class Lineage:
    """All nodes of a library, and which was copied from which."""

    nodes: Mapping[tuple[str, str], Node]
    parents: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
    children: Mapping[tuple[str, str], Sequence[tuple[str, str]]]

    def rows_of(self, key: tuple[str, str]) -> list[Row]:
        """What a practice or adoption rests on and all that rests on it; nothing where it stands alone."""
        kin = {key, *_reached(key, self.parents), *_reached(key, self.children)}
        return self._rows(kin) if len(kin) > 1 else []

    def rows(self) -> list[Row]:
        """Everything that was copied or is a copy."""
        return self._rows({*self.parents, *self.children})

    def _rows(self, among: set[tuple[str, str]]) -> list[Row]:
        """Each node below the one it was copied from first; the roots by name."""
        rows: list[Row] = []
        placed: dict[tuple[str, str], int] = {}

        def place(key: tuple[str, str], depth: int) -> None:
            if key in placed or any(p in among and p not in placed for p in self.parents.get(key, ())):
                return  # It comes once, after the last of those it was copied from.
            placed[key] = len(rows)
            parents = tuple(placed[p] for p in self.parents.get(key, ()) if p in placed)
            rows.append(Row(self.nodes[key], depth, parents))
            for child in self.children.get(key, ()):
                if child in among:
                    place(child, depth + 1)

        for key in sorted(among):
            if not any(parent in among for parent in self.parents.get(key, ())):
                place(key, 0)
        return rows


def _reached(
    key: tuple[str, str], edges: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    left = [key]
    while left:
        for other in edges.get(left.pop(), ()):
            if other not in found:
                found.add(other)
                left.append(other)
    return found


def lineage(network: "Network") -> Lineage:
    """The lineage of all that is shown; a practice told elsewhere is known by its name and owner."""
    nodes: dict[tuple[str, str], Node] = {}
    parents: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    children: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def copied(source: tuple[str, str], copy: tuple[str, str]) -> None:
        if source in nodes and copy in nodes and copy not in children[source]:
            children[source].append(copy)
            parents[copy].append(source)

    told = {kind: network.for_facts(kind) for kind in ("practice", "adoption")}
    for kind, of_kind in told.items():
        for kept in of_kind:
            if kept.record.status != "draft":
                nodes[kind, kept.id] = Node((kind, kept.id), kept)
    for kept in told["practice"]:
        origin = kept.record.copied_from
        if origin is None or ("practice", kept.id) not in nodes:
            continue
        if origin.practice:
            copied(("practice", origin.practice), ("practice", kept.id))
        else:
            key = ("elsewhere", " · ".join(filter(None, (origin.title, origin.owner))) or origin.url or "")
            nodes.setdefault(key, Node(key, named_in=kept))
            copied(key, ("practice", kept.id))
    for kept in told["adoption"]:
        copied(("practice", kept.record.practice), ("adoption", kept.id))
        if kept.record.became:
            copied(("adoption", kept.id), ("practice", kept.record.became))
    return Lineage(nodes, parents, children)


def lineage_problems(shelves: Shelves) -> Iterator[Problem]:
    """What can't be: copies of themselves, circles, adoptions of elements or versions nobody told of."""
    practices = {c.document.id: c for c in _of_kind(shelves, "practice")}
    adoptions = _of_kind(shelves, "adoption")
    copied_from: dict[str, list[tuple[str, Checked, tuple[str, ...]]]] = defaultdict(list)
    for id_, checked in practices.items():
        origin = checked.record.copied_from
        if origin and origin.practice:
            copied_from[id_].append((origin.practice, checked, ("copied_from", "practice")))
    for checked in adoptions:
        if checked.record.became:
            copied_from[checked.record.became].append((checked.record.practice, checked, ("became",)))
    for id_ in sorted(copied_from):
        for source, checked, field in copied_from[id_]:
            if source == id_:
                yield _problem(checked, field, "copy-of-itself", id_)
            elif circle := _way_back(source, id_, copied_from):
                yield _problem(checked, field, "lineage-circle", id_, circle=" → ".join((id_, *circle)))
    for id_ in TAKEN & practices.keys():
        yield _problem(practices[id_], (), "name-of-a-page", id_)
    for checked in adoptions:
        if practice := practices.get(checked.record.practice):
            yield from _unknown_pieces(checked, practice.record)


def _of_kind(shelves: Shelves, kind: str) -> list[Checked]:
    return [c for c in shelves.records if c.document.kind == kind and c.record is not None]


def _way_back(start: str, end: str, edges: Mapping[str, Sequence[tuple[str, Any, Any]]]) -> list[str]:
    """The practices from `start` up to `end`, each copied from the next; empty where none leads there."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for source, _, _ in edges.get(way[-1], ()):
            if source not in seen:
                seen.add(source)
                ways.append([*way, source])
    return []


def _unknown_pieces(checked: Checked, practice: Any) -> Iterator[Problem]:
    """Elements and versions that the practice does not list, where it lists any."""
    adoption = checked.record
    known = [element.id for element in practice.elements]
    for n, choosing in enumerate(adoption.elements):
        if known and choosing.element not in known:
            yield _problem(
                checked,
                ("elements", n, "element"),
                "unknown-element",
                choosing.element,
                near=near(choosing.element, known),
                elements=", ".join(known),
            )
    versions = [version.date.text for version in practice.versions]
    # What was taken over while the practice listed none is of the day it was published.
    taken = adoption.version.text if adoption.version else ""
    if versions and taken and taken not in (*versions, str(practice.published or "")):
        yield _problem(checked, ("version",), "unknown-version", taken, versions=", ".join(versions))


def _problem(checked: Checked, path: tuple[str | int, ...], code: str, text: str, **hints: str) -> Problem:
    line, column = checked.document.locate(path)
    told = tuple((key, hint) for key, hint in hints.items() if hint)
    return Problem(code, checked.document.path, line, column, path, shorten(text), told)
