"""The network's files as they are now → its site, each file made when somebody asks for it."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Condition

from talkoot.build import examine, site_of
from talkoot.cached import CACHE
from talkoot.inputs import Survey, survey
from talkoot.memory import Memory
from talkoot.outputs import File, Site, files_of
from talkoot.outputs.search import BUNDLE, search_files
from talkoot.outputs.stored import Store
from talkoot.problems import Problem


class Live:
    """The site of the network at `root`, whose own address is `url`, as of the day that `today` tells."""

    def __init__(self, root: Path, url: str, today: Callable[[], date], before: Memory | None = None) -> None:
        self.root, self.url, self.today = root, url, today
        self.site: Site | None = None
        self.memory = before
        self._survey = Survey({})
        self._files: dict[str, File] = {}
        self._others: Iterator[File] = iter(())  # nobody has asked for these yet
        self._fault: Exception | None = None  # why there are no others any more
        self._searched = True
        self._store = Store(root)
        # Held by whoever makes something: what is made at one time is of one network.
        self._changed = Condition()

    def renew(self, saved: Iterable[str] = ()) -> tuple[Problem, ...]:
        """Read what was `saved`, or everything the first time; gives all that authors should mend.

        Records with problems are left out, as in a draft; without a network to be read all stays as it was.
        """
        with self._changed:
            now = time.time_ns()
            first = not self._survey.files
            self._survey = survey(self.root, now) if first else self._survey.renewed(self.root, saved, now)
            examined = examine(
                self.root,
                self.today(),
                draft=True,
                cache=self.root / CACHE,
                files=self._survey,
                before=self.memory,
            )
            if examined.network:
                self.site = site_of(self.root, examined, url=self.url)
                self._files, self._others, self._fault = {}, files_of(self.site), None
                self._searched = False
                self.memory = examined.remembered(self.root)
            self._changed.notify_all()
            return examined.problems

    def content(self, path: str) -> bytes | None:
        """What the site has at `path` now; None where it has nothing.

        Raises `Refusal` where the index of a search can't be made, and whatever a fault of ours raises.
        """
        with self._changed:
            if self.site and self.site.network.today != self.today():
                self.renew()  # a night has passed
            if path.startswith(f"{BUNDLE}/"):
                self._index()
            file = self._files.get(path) or self._found(path)
            if file and file.key:
                return self._store.take(file.key(), file.make)
            return file.make() if file else None

    def differs(self, path: str, mark: str, patience: float) -> bool:
        """Whether, within `patience` seconds, the site has at `path` something else than bears the `mark`.

        An empty mark stands for nothing, and for a page that could not be made.
        """
        until = time.monotonic() + patience
        with self._changed:
            while self._mark(path) == mark:
                if (left := until - time.monotonic()) <= 0 or not self._changed.wait(left):
                    return False
            return True

    def _found(self, path: str) -> File | None:
        """The file among those that nobody has asked for yet."""
        if self._fault:
            raise self._fault
        try:
            return next(filter(partial(self._is_at, path), self._others), None)
        except Exception as fault:
            self._fault = fault
            raise

    def _is_at(self, path: str, file: File) -> bool:
        self._files[file.path] = file
        return file.path == path

    def _index(self) -> None:
        """The index of a search is made when somebody searches."""
        if self.site and not self._searched:
            self._files.update((file.path, file) for file in search_files(self.site))
            self._searched = True

    def _mark(self, path: str) -> str:
        try:
            content = self.content(path)
        except Exception:  # whoever asks for the page is told
            content = None
        return "" if content is None else mark_of(content)


def mark_of(content: bytes) -> str:
    """What tells a file's content from every other."""
    return sha256(content).hexdigest()[:16]
