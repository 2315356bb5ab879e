"""Why a site was not published, as a problem with a sentence of its own."""

import errno
from pathlib import Path

from ..problems import Problem

_CODES = {
    errno.ENOSPC: "site-disk-full",
    errno.EDQUOT: "site-disk-full",
    errno.EFBIG: "site-disk-full",
    errno.EACCES: "site-folder-unwritable",
    errno.EPERM: "site-folder-unwritable",
    errno.EROFS: "site-folder-unwritable",
}


class Refusal(Exception):
    """Nothing was published and the site stands as it was; `problem` says why. Passes between processes."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    @classmethod
    def of(cls, code: str, path: Path, found: str = "", **hints: str) -> "Refusal":
        """The refusal that stands under `code` in `problems.yml`, about the folder or file at `path`."""
        return cls(Problem(code, str(path), found=found, hints=tuple(hints.items())))

    @classmethod
    def from_error(cls, error: OSError, path: Path) -> "Refusal":
        """What the operating system answered, in words: no room, no right to write, or its own sentence."""
        code = _CODES.get(error.errno or 0, "site-not-written")
        return cls.of(code, path, found=error.strerror or str(error))
