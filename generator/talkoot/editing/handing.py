"""A proposal → a folder that another job takes over; that folder → files, every name looked at again."""

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from talkoot.editing.overlay import Files
from talkoot.editing.proposal import Proposal
from talkoot.editing.removing import ADDRESSES
from talkoot.editing.replying import Author, body, reply, title
from talkoot.languages import words
from talkoot.problems import as_json
from talkoot.records import RECORD_KINDS
from talkoot.sources.files import LONGEST_FILE
from talkoot.sources.names import PICTURE, RECORD, texts_like
from talkoot.sources.pictures import MAX_BYTES

TOLD = "proposal.json"
REPLY = "reply.md"
PULL_REQUEST = "pull-request.md"
FILES = "files"
BRANCH = re.compile(r"talkoot/(?:issue-[1-9][0-9]{0,8}|[a-z]+-[a-z0-9-]{1,80})")


def branch(proposal: Proposal, number: str) -> str:
    """The same for every try at one issue."""
    return f"talkoot/issue-{number}" if number else f"talkoot/{proposal.kind}-{proposal.id or 'new'}"


def hand_over(proposal: Proposal, author: Author, number: str, first: str, to: Path) -> None:
    """Put all that is to be done into the folder `to`, which is made; `first` is the network's language."""
    to.mkdir(parents=True, exist_ok=True)
    told = {
        "right": proposal.is_right,
        "branch": branch(proposal, number),
        "title": title(proposal, first),
        "number": number,
        "author": author.name,
        "account": author.account,
        "language": proposal.language,
        "kind": proposal.kind,
        "id": proposal.id,
        "new": proposal.is_new,
        "removes": proposal.removes,
        "received": proposal.received,
        "files": sorted(path for path, content in proposal.files.items() if content is not None),
        "removed": sorted(path for path, content in proposal.files.items() if content is None),
        "problems": [as_json(problem, words(proposal.language)) for problem in proposal.problems],
    }
    (to / TOLD).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (to / REPLY).write_text(reply(proposal), encoding="utf-8")
    if proposal.files:
        (to / PULL_REQUEST).write_text(body(proposal, author, number, first), encoding="utf-8")
    for path, content in proposal.files.items():
        if content is not None:
            file = to / FILES / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def taken_over(folder: Path) -> Files:
    """The files that `folder` hands over, of one record's own folder and nothing else.

    Raises `ValueError` with the reason for a folder that says anything else: it came from a job that read a
    stranger's text.
    """
    told = json.loads(_bytes(folder, TOLD, 1_000_000))
    if not isinstance(told, dict) or told.get("right") is not True:
        raise ValueError("there is nothing to be written")
    if not BRANCH.fullmatch(str(told.get("branch"))) or not _is_line(told.get("title")):
        raise ValueError("branch or title are not what this command writes")
    model = next((model for model in RECORD_KINDS if model.kind == told.get("kind")), None)
    id_ = told.get("id")
    if model is None or not isinstance(id_, str) or not RECORD.fullmatch(id_):
        raise ValueError("no record is named")
    own, text = f"{model.folder}/{id_}/", texts_like(model.file)
    files: dict[str, bytes | None] = {}
    for key in ("files", "removed"):
        for path in _texts(told.get(key)):
            name = path.removeprefix(own)
            is_picture = bool(PICTURE.fullmatch(name))
            if path != ADDRESSES and (path == name or not (is_picture or text.fullmatch(name))):
                raise ValueError(f"a file outside the record: {path!r}")
            most = MAX_BYTES if is_picture else LONGEST_FILE
            files[path] = _bytes(folder / FILES, path, most) if key == "files" else None
    return files


def _bytes(folder: Path, path: str, most: int) -> bytes:
    """What a regular file of at most `most` bytes holds; a link on the way to it is refused."""
    file = folder / path
    if file.resolve() != folder.resolve() / path:
        raise ValueError(f"{path!r} is elsewhere")
    try:
        about = os.lstat(file)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            raise ValueError(f"{path!r} is no file of a sane size")
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise ValueError(f"{path!r}: {error.strerror}") from None


def _texts(told: Any) -> Iterator[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise ValueError("the files are no list of names")
    return iter(told)


def _is_line(told: Any) -> bool:
    return isinstance(told, str) and told.isprintable() and 0 < len(told) <= 200
