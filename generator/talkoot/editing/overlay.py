"""A proposed change → what the network's own check says of it, before anything of it is written."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from talkoot.build import Examined, examine
from talkoot.framing import LOOK
from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS

Files = Mapping[str, bytes | None]
"""Path in the repository → what stands there then; None for a file that goes."""


def problems_with(root: Path, files: Files, examined: Examined, today: date) -> tuple[Problem, ...]:
    """What the files themselves would have wrong, and what they would make wrong elsewhere."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy(root, copy)
        write(copy, files)
        told = examine(copy, today).problems
    known = {(problem.code, problem.path, problem.field, problem.found) for problem in examined.problems}
    return tuple(
        problem
        for problem in told
        if problem.path in files
        or (
            problem.severity == "problem"
            and (problem.code, problem.path, problem.field, problem.found) not in known
        )
    )


def write(root: Path, files: Files) -> None:
    """Put the files below `root`, each whole, and take away those that go; an emptied folder goes too."""
    for path, content in files.items():
        file = root / path
        if content is None:
            file.unlink(missing_ok=True)
            if file.parent.is_dir() and not any(file.parent.iterdir()):
                file.parent.rmdir()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_name(f".{file.name}.new")
            beside.write_bytes(content)
            beside.replace(file)


def _copy(root: Path, copy: Path) -> None:
    """What a check reads of the repository; links stay links, so that they are refused there too."""
    tops = {"content", "overrides", *(model.folder.partition("/")[0] for model in RECORD_KINDS)}
    for name in sorted(tops):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, symlinks=True)
    if (root / LOOK).is_file():
        shutil.copyfile(root / LOOK, copy / LOOK)
