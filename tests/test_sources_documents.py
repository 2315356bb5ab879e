"""Documents: whatever lies where a source should be, it is read or its problem told."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from talkoot.languages import LANGUAGES, words
from talkoot.problems import Problem, sentences
from talkoot.sources.documents import Document, read_document, read_documents
from talkoot.sources.finding import Source

MEMBER = Source("member.yml", "member", "hirsi")
MEETING = Source("meeting.md", "meeting", "2026-03-12-food")


def read(root: Path, content: bytes, source: Source = MEMBER) -> Document | tuple[Problem, ...]:
    (root / source.path).write_bytes(content)
    return read_document(root, source)


def only_problem(root: Path, source: Source = MEMBER) -> Problem:
    problems = read_document(root, source)
    assert isinstance(problems, tuple) and len(problems) == 1
    assert problems[0].path == source.path
    assert len({sentences(problems[0], words(language)) for language in LANGUAGES}) == len(LANGUAGES)
    return problems[0]


def test_a_profile_becomes_a_document(tmp_path: Path) -> None:
    text = "name: Hirsi\nsectors:\n  - food\n"

    document = read(tmp_path, text.encode(), Source("member.yml", "member", "hirsi", "fi"))

    data = {"name": "Hirsi", "sectors": ["food"]}
    assert document == Document("member.yml", "member", "hirsi", "fi", data, "", 0, text)


def test_a_report_becomes_a_document_with_its_text(tmp_path: Path) -> None:
    document = read(tmp_path, b"---\ntitle: Food\n---\nWe ate.\n", MEETING)

    assert isinstance(document, Document)
    assert (document.data, document.body, document.body_line) == ({"title": "Food"}, "We ate.\n", 4)


def test_a_field_is_located_in_the_file_or_at_what_is_nearest(tmp_path: Path) -> None:
    document = read(tmp_path, b"---\n\nlinks:\n  - url: x\n    title: y\n---\nText\n", MEETING)

    assert isinstance(document, Document)
    assert document.locate(("links",)) == (3, 1)
    assert document.locate(("links", 0, "title")) == (5, 5)
    assert document.locate(("links", 0, "missing")) == (4, 5)
    assert document.locate(("links", 7, "url")) == (3, 1)
    assert document.locate(("missing",)) == (1, 1)
    assert document.locate(()) == (1, 1)


@pytest.mark.parametrize(
    ("content", "code", "line", "column", "found"),
    [
        (b"", "file-empty", 1, 1, ""),
        (b" \n\t\n", "file-empty", 1, 1, ""),
        ("name: Hirsi\nplace: Tyrnävä\n".encode("latin-1"), "file-encoding", 2, 12, "Tyrnävä"),
        ("name: “Hirsi”\n".encode("cp1252"), "file-encoding", 1, 7, "“Hirsi”"),
        ("name: x\nplace: Ähtäri\n".encode() + b"a: \xc3", "file-encoding", 3, 4, "Ã"),
        (b"name: \x81\x1b[31m\n", "file-encoding", 1, 7, "\ufffd\ufffd[31m"),
        (b"name: \xed\xa0\x80\n", "file-encoding", 1, 7, "í\N{NO-BREAK SPACE}€".replace("\xa0", "\ufffd")),
        ("name: Hirsi\n".encode("utf-16"), "file-utf16", 1, 1, ""),
        ("name: Hirsi\n".encode("utf-16-be"), "file-utf16", 1, 1, ""),
        ("name: Hirsi\n".encode("utf-16-le"), "file-utf16", 1, 1, ""),
        ("name: Hirsi\n".encode("utf-8-sig"), "file-with-bom", 1, 1, ""),
        (b"name: Hirsi\nplace: a\0b\n", "character-not-allowed", 2, 9, "U+0000"),
        ("name: Hirsi\r\nplace: a\u202eb\n".encode(), "character-not-allowed", 2, 9, "U+202E"),
        (b"a: b\n" * 20_000, "file-too-big", 1, 1, "98 KiB"),
        (b"- a\n- b\n", "list-instead-of-keys", 1, 1, "- a"),
        (b"Hirsi ja Hopea\n", "text-instead-of-keys", 1, 1, "Hirsi ja Hopea"),
        (b"[" * 60_000, "nested-too-deep", 1, 17, "[" * 59 + "…"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, content: bytes, code: str, line: int, column: int, found: str
) -> None:
    read(tmp_path, content)

    problem = only_problem(tmp_path)

    assert (problem.code, problem.line, problem.column, problem.found) == (code, line, column, found)


def test_a_character_that_may_not_be_written_is_refused_in_the_text_below_too(tmp_path: Path) -> None:
    read(tmp_path, "---\ntitle: x\n---\nText \ue000 here\n".encode(), MEETING)

    problem = only_problem(tmp_path, MEETING)

    assert (problem.code, problem.line, problem.column) == ("character-not-allowed", 4, 6)


def test_five_thousand_digits_are_a_text_like_any_other(tmp_path: Path) -> None:
    document = read(tmp_path, b"phone: " + b"7" * 5000)

    assert isinstance(document, Document) and document.data == {"phone": "7" * 5000}


def test_a_file_of_two_hundred_megabytes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "member.yml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("it was read"))

    problem = only_problem(tmp_path)

    assert (problem.code, problem.found) == ("file-too-big", "200 MiB")


def test_a_file_that_grows_while_it_is_read_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = b"---\ntitle: x\n---\n"
    read(tmp_path, start, MEETING)
    monkeypatch.setattr(os, "read", lambda _, most: start.ljust(most, b"x"))

    assert only_problem(tmp_path, MEETING).code == "file-too-big"


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's address is short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file-vanished"),
        (Path.mkdir, "folder-for-file"),
        (os.mkfifo, "file-special"),
        (make_socket, "file-special"),
        (lambda path: path.symlink_to("/etc/hostname"), "link-not-allowed"),
        (lambda path: path.symlink_to(path), "link-not-allowed"),
        (lambda path: path.symlink_to("nowhere"), "link-not-allowed"),
    ],
)
def test_what_is_no_file_is_told_at_once(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    make(tmp_path / "member.yml")

    assert only_problem(tmp_path).code == code


def test_a_device_is_not_read() -> None:
    assert only_problem(Path("/dev"), Source("zero", "member", "x")).code == "file-special"


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(5, "broken"), OSError(36, "long")])
@pytest.mark.parametrize("call", ["open", "read"])
def test_a_file_that_cannot_be_opened_or_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError
) -> None:
    def fail(*_: object) -> None:
        raise error

    read(tmp_path, b"name: x\n")
    monkeypatch.setattr(os, call, fail)

    problems = read_document(tmp_path, MEMBER)

    monkeypatch.undo()
    assert isinstance(problems, tuple) and [problem.code for problem in problems] == ["file-unreadable"]


# Everything that means something to YAML, to a fence or to an encoding.
SIGNS = [
    "---\n",
    "name: ",
    "- ",
    "\n",
    "\r\n",
    "  ",
    "\t",
    "{",
    "[",
    '"',
    "'",
    "|\n ",
    "*a",
    "&a ",
    " #",
    "%",
    "!",
]
BYTES = [b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\xe4", "ä".encode(), "\ue000".encode(), b"\\uE000"]
PIECES = st.sampled_from([*(sign.encode() for sign in SIGNS), *BYTES])


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.lists(PIECES, max_size=20).map(b"".join), st.sampled_from([MEMBER, MEETING])
)
@example(b"\xff" * 70_000, MEMBER)
def test_any_bytes_are_a_document_or_a_problem(tmp_path: Path, content: bytes, source: Source) -> None:
    result = read(tmp_path, content, source)

    if isinstance(result, Document):
        assert all(result.locate((key,)) > (0, 0) for key in result.data)
        assert "\ue000" not in f"{result.data}{result.body}"
    else:
        (problem,) = result
        assert problem.line >= 1 and problem.column >= 1 and problem.found.isprintable()


def test_documents_and_problems_keep_the_order_of_their_sources(tmp_path: Path) -> None:
    sources = [Source(f"{number:02}.yml", "member", f"m{number}") for number in range(20)]
    for number, source in enumerate(sources):
        broken = number % 5 == 0
        (tmp_path / source.path).write_text("name: [\n" if broken else f"name: Ä {number}\nsectors:\n  - a\n")

    documents, problems = read_documents(tmp_path, sources)

    assert [document.id for document in documents] == [f"m{n}" for n in range(20) if n % 5]
    assert [problem.path for problem in problems] == ["00.yml", "05.yml", "10.yml", "15.yml"]
    assert documents[-1].locate(("sectors", 0)) == (3, 5)


def test_no_sources_are_no_documents(tmp_path: Path) -> None:
    assert read_documents(tmp_path, []) == ((), ())
