"""GitHub, spoken to through its own command `gh`: one call, what it answered."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
SECONDS = 60
PAGES = 20
"""Pages of a hundred that are read of a long list."""


class NotAnswered(Exception):
    """The forge did not do what it was asked; says what and why."""

    def __init__(self, asked: str, said: str, status: int) -> None:
        super().__init__(f"{asked}: {said}")
        self.status = status
        """HTTP's number for it, 0 where there was none."""


@dataclass(frozen=True, slots=True)
class Forge:
    """One repository on GitHub, called `owner/name`."""

    repository: str

    def call(self, method: str, path: str, told: Mapping[str, Any] | None = None) -> Any:
        """What GitHub's REST interface answers; `path` is below the repository. Raises `NotAnswered`."""
        address = f"repos/{self.repository}/{path}".rstrip("/")
        # What is told goes in as JSON: no text of anybody's becomes part of a command.
        command = ["gh", "api", "--method", method, address, *(["--input", "-"] if told is not None else [])]
        given = json.dumps(told).encode() if told is not None else b""
        ran = subprocess.run(command, input=given, capture_output=True, check=False, timeout=SECONDS)
        if ran.returncode:
            said = ran.stderr.decode(errors="replace").strip()
            status = re.search(r"HTTP (\d{3})", said)
            raise NotAnswered(f"{method} {address}", said, int(status[1]) if status else 0)
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    def each(self, path: str) -> Iterator[Any]:
        """Every entry of a list that GitHub gives in pages."""
        for page in range(1, PAGES + 1):
            found = self.call("GET", f"{path}{'&' if '?' in path else '?'}per_page=100&page={page}")
            yield from found
            if len(found) < 100:
                return
