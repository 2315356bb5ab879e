"""Which files of a repository Talkoot has made, by the digest of each as it was made."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from talkoot.network import Network
from talkoot.problems import Problem

LIST = ".made-by-talkoot"
"""The file that holds the digest of each made file as it was made, in the form of sha256sum."""


def is_started(root: Path) -> bool:
    """Whether the repository at `root` was made by `talkoot start`."""
    return (root / LIST).is_file()


def made_behind(root: Path, network: Network, url: str | None) -> Iterator[Problem]:
    """A warning where `talkoot update` would renew anything below `root`; none where nothing was started."""
    if not is_started(root):
        return
    from talkoot.starting.making import made_files
    from talkoot.starting.renewing import WRITING, changes

    behind = [change.path for change in changes(root, made_files(network, url)) if change.fate in WRITING]
    if behind:
        hints = (("count", str(len(behind))),)
        yield Problem("made-behind", LIST, found=behind[0], hints=hints, severity="warning")


def digest(text: str) -> str:
    """What tells whether a text is still the one that was made; how its lines end does not matter."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def read_list(root: Path) -> dict[str, str] | None:
    """Path → digest of each file that was made below `root`; None where no list of them is."""
    try:
        lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    told = (line.partition("  ") for line in lines if not line.startswith("#"))
    return {path: made for made, _, path in told if path}


def written_list(digests: dict[str, str]) -> str:
    """The text of the list; `sha256sum --check` reads it."""
    return "".join(f"{made}  {path}\n" for path, made in sorted(digests.items()))
