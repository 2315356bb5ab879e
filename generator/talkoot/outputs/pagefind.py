"""HTML documents → the files of a search index, by Pagefind's own program.

The program is spoken to as Pagefind's own wrappers for Node and Python do: messages in JSON, then Base64, a
comma after each. So documents go in by the order we choose (files it would take as the disk lists them) and
nothing is written that nobody keeps. Its Python wrapper sleeps a tenth of a second for every document.
"""

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from tempfile import TemporaryFile
from typing import IO, Any


class PagefindFault(Exception):
    """Pagefind did not do its work; the message is its own."""


class PagefindMissing(PagefindFault):
    """Pagefind's program is not installed, or may not be run here."""


def index_documents(documents: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Path in the bundle → content. `documents` are path on the site → HTML, each with its `lang`.

    Each language gets an index of its own. Raises `PagefindFault`.
    """
    from concurrent.futures import ThreadPoolExecutor

    with TemporaryFile() as complaints, ThreadPoolExecutor(1) as reader:
        try:
            program = subprocess.Popen(
                [_program(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )
        except OSError as error:
            raise PagefindMissing(error.strerror) from error
        with program:
            assert program.stdin and program.stdout
            files = reader.submit(_read_files, program.stdout)
            files.add_done_callback(lambda _: program.kill())
            with suppress(BrokenPipeError):  # the answer says why
                for message in _messages(documents):
                    program.stdin.write(message)
                program.stdin.flush()
            with suppress(BrokenPipeError):
                files.exception()
                program.stdin.close()
        if files.exception():
            complaints.seek(0)
            last = complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise PagefindFault(last or str(files.exception()))
    return files.result()


def its_version() -> str:
    """The version of the program. Raises `PagefindMissing`."""
    try:
        return version("pagefind_bin")
    except PackageNotFoundError as error:
        raise PagefindMissing(str(error)) from None


def _program() -> str:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise PagefindMissing(str(error)) from None


def _messages(documents: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    yield _message({"type": "NewIndex", "config": {}})
    for path, html in documents:
        yield _message({"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": html})
    yield _message({"type": "GetFiles", "index_id": 0})


def _message(payload: Mapping[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()) + b","


def _read_files(answers: IO[bytes]) -> dict[str, bytes]:
    rest = b""
    while chunk := answers.read1(1 << 20):  # type: ignore[attr-defined]
        *complete, rest = (rest + chunk).split(b",")
        for answer in complete:
            try:
                payload = json.loads(b64decode(answer))["payload"]
            except (ValueError, TypeError, KeyError):
                raise PagefindFault("Pagefind's answer could not be read") from None
            if payload["type"] == "Error":
                raise PagefindFault(payload["message"])
            if payload["type"] == "GetFiles":
                return {file["path"]: b64decode(file["content"]) for file in payload["files"]}
    raise PagefindFault("Pagefind ended before its work was done")
