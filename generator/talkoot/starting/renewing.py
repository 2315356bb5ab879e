"""What a newer package makes otherwise → what becomes of each made file; no other is touched.

The list beside the files holds the digest of each as it was made: whoever still has it was left as made.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Literal

from talkoot.starting.list import LIST, digest, read_list, written_list
from talkoot.starting.making import Made

Fate = Literal["written", "new", "gone", "kept", "kept gone", "kept own", "kept changed"]
"""What becomes of a file: renewed, new, taken away, or left alone and why."""

WRITING = frozenset({"written", "new", "gone"})


@dataclass(frozen=True, slots=True)
class Change:
    """A made file that is not as the package makes it: `before` stands there, `after` is what it makes."""

    path: str
    fate: Fate
    before: str | None
    after: str | None

    @property
    def difference(self) -> str:
        """Line by line, as `diff --unified` shows it; nothing for what is left alone without a newer one."""
        if self.fate in ("kept", "kept gone"):
            return ""
        old, new = (self.before or "").splitlines(), (self.after or "").splitlines()
        names = (f"a/{self.path}", f"b/{self.path}")
        return "\n".join(unified_diff(old, new, *names, lineterm="", n=2))


def changes(root: Path, made: Made, taken: Collection[str] = ()) -> tuple[Change, ...]:
    """What becomes of each file below `root` that is not as in `made`; `taken` are renewed in any case."""
    known = read_list(root) or {}
    return tuple(_changes(root, made, known, taken))


def _changes(root: Path, made: Made, known: Mapping[str, str], taken: Collection[str]) -> Iterator[Change]:
    for path in sorted({*made, *known}):
        after = made.get(path)
        before = _standing(root, path)
        if after is None:
            if before is not None and digest(before) == known[path]:
                yield Change(path, "gone", before, None)
        elif before is not None and digest(before) == digest(after):
            continue
        elif (path in taken and _is_within(root, path)) or (
            before is not None and digest(before) == known.get(path)
        ):
            yield Change(path, "written", before, after)
        elif before is None and path not in known and not _is_there(root, path):
            yield Change(path, "new", None, after)
        elif before is None:
            yield Change(path, "kept gone", None, after)
        elif path not in known:
            yield Change(path, "kept own", before, after)
        else:
            yield Change(path, "kept changed" if known[path] != digest(after) else "kept", before, after)


def carry_out(root: Path, made: Made, planned: Collection[Change]) -> None:
    """Write and take away what is planned, each file whole, the list last: a stopped run can be repeated."""
    known = read_list(root) or {}
    left_alone = {change.path for change in planned if change.fate not in WRITING}
    for change in planned:
        file = root / change.path
        if change.fate == "gone":
            file.unlink()
        elif change.fate in WRITING:
            assert change.after is not None
            _write(file, change.after)
    digests = {path: known[path] for path in left_alone if path in made and path in known}
    digests |= {path: digest(text) for path, text in made.items() if path not in left_alone}
    _write(root / LIST, written_list(digests))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(file)


def _is_there(root: Path, path: str) -> bool:
    return (root / path).is_symlink() or (root / path).exists() or not _is_within(root, path)


def _is_within(root: Path, path: str) -> bool:
    """Whether the folder of `path` is really below `root`: no link leads out of it."""
    top = root.resolve()
    folder = (top / path).parent
    return folder.is_relative_to(top) and folder.resolve() == folder


def _standing(root: Path, path: str) -> str | None:
    """The text of the regular file at `path`; None where there is none that may be read and replaced."""
    file = root / path
    if not _is_within(root, path) or file.is_symlink() or not file.is_file():
        return None
    # Bytes that are no text differ from whatever was made.
    return file.read_bytes().decode("utf-8", "surrogateescape")
