"""Finding: what a network's folders hold, and what is said of all that has no place there."""

import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from talkoot.languages import LANGUAGES, words
from talkoot.problems import Problem, sentences
from talkoot.sources.finding import Found, Shelf, Source, find_sources

SHELVES = (
    Shelf("member", "members", "member.yml"),
    Shelf("meeting", "content/meetings", "meeting.md"),
    Shelf("practice", "content/practices", "practice.md"),
)


def write(root: Path, *paths: str) -> Path:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return root


def find(root: Path) -> Found:
    return find_sources(root, SHELVES)


def told(root: Path) -> list[tuple[str, str, str]]:
    """Code, path and advice of every problem; each is spoken in every language."""
    problems = find(root).problems
    for problem in problems:
        assert len({sentences(problem, words(language)) for language in LANGUAGES}) == len(LANGUAGES)
    return [(problem.code, problem.path, advice(problem)) for problem in problems]


def advice(problem: Problem) -> str:
    return dict(problem.hints).get("near", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A network of one member, in which nothing is wrong."""
    return write(tmp_path, "content/network.yml", "members/hirsi/member.yml")


def test_everything_is_found_in_the_order_of_paths(tmp_path: Path) -> None:
    write(
        tmp_path,
        "content/network.yml",
        "content/network.fi.yml",
        "content/addresses.yml",
        "content/vocabularies/sectors.yml",
        "content/about.md",
        "content/about.fi.md",
        "content/join-us.md",
        "content/pictures/barn.jpg",
        "content/meetings/2026-03-12-food/meeting.md",
        "content/meetings/2026-03-12-food/meeting.sv.md",
        "content/practices/monthly/practice.md",
        "members/hirsi/member.yml",
        "members/hirsi/member.fi.yml",
        "members/hirsi/logo.png",
        "members/hirsi/Barn.JPEG",
        "members/hirsi-2/member.yml",
        "mkdocs.yml",
        "README.md",
        ".github/workflows/check.yml",
    )

    found = find(tmp_path)

    assert found.problems == ()
    assert found.sources == (
        Source("content/addresses.yml", "addresses", ""),
        Source("content/meetings/2026-03-12-food/meeting.md", "meeting", "2026-03-12-food"),
        Source("content/meetings/2026-03-12-food/meeting.sv.md", "meeting", "2026-03-12-food", "sv"),
        Source("content/network.fi.yml", "network", "", "fi"),
        Source("content/network.yml", "network", ""),
        Source("content/practices/monthly/practice.md", "practice", "monthly"),
        Source("content/vocabularies/sectors.yml", "vocabulary", "sectors"),
        Source("members/hirsi-2/member.yml", "member", "hirsi-2"),
        Source("members/hirsi/member.fi.yml", "member", "hirsi", "fi"),
        Source("members/hirsi/member.yml", "member", "hirsi"),
    )
    assert found.pages == ("content/about.fi.md", "content/about.md", "content/join-us.md")
    assert found.pictures == {
        "content/pictures": ("barn.jpg",),
        "members/hirsi": ("Barn.JPEG", "logo.png"),
    }


def test_a_missing_shelf_holds_no_records(tmp_path: Path) -> None:
    assert find(write(tmp_path, "content/network.yml")).problems == ()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Hirsi ja Hopea", "hirsi-ja-hopea"),
        ("Åkerströms Älgfarm", "akerstroms-algfarm"),
        ("tyrnävän-työpaja", "tyrnavan-tyopaja"),
        ("Tyrnävä", "tyrnava"),
        (unicodedata.normalize("NFD", "Tyrnävä"), "tyrnava"),
        ("Straße & Søn", "strasse-son"),
        ("hirsi_hopea", "hirsi-hopea"),
        ("-hirsi-2-", "hirsi-2"),
        ("Лес", ""),
        ("---", ""),
    ],
)
def test_a_folder_that_cannot_be_an_address_is_given_a_name_that_can(
    root: Path, name: str, better: str
) -> None:
    write(root, f"members/{name}/member.yml")

    assert told(root) == [("name-letters", f"members/{name}", better)]


def test_twins_are_named_however_they_are_written(root: Path) -> None:
    write(root, "members/Hirsi/member.yml", "members/Ähti/member.yml", "members/ähti/member.yml")

    assert [(problem.code, problem.path, problem.hints) for problem in find(root).problems] == [
        ("folder-twin", "members/Hirsi", (("other", "hirsi"),)),
        ("name-letters", "members/Ähti", (("near", "ahti"),)),
        ("folder-twin", "members/ähti", (("other", "ahti"),)),
    ]


@pytest.mark.parametrize(
    "name",
    ["member.yaml", "Member.yml", "MEMBER.YML", "member.yml.txt", "members.yml", "memeber.yml", "member.txt"],
)
def test_a_file_that_is_nearly_right_is_told_its_name_and_not_missed_as_well(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, "content/network.yml", f"members/hirsi/{name}")

    assert told(tmp_path) == [("file-unknown", f"members/hirsi/{name}", "member.yml")]


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("members/hirsi/member.fi.yaml", "member.fi.yml"),
        ("members/hirsi/member.FI.yml", "member.fi.yml"),
        ("members/hirsi/Member.sv.yml.txt", "member.sv.yml"),
        ("content/addresses.yaml", "addresses.yml"),
        ("content/adresses.yml", "addresses.yml"),
        ("content/network.SV.yml", "network.sv.yml"),
    ],
)
def test_a_misnamed_file_beside_others_is_told_its_name(root: Path, path: str, better: str) -> None:
    assert told(write(root, path)) == [("file-unknown", path, better)]


@pytest.mark.parametrize("name", ["meeting.markdown", "Meeting.md", "meeting.md.txt", "meetings.md"])
def test_a_misnamed_meeting_is_told_its_name(root: Path, name: str) -> None:
    path = f"content/meetings/2026-03-12-food/{name}"

    assert told(write(root, path)) == [("file-unknown", path, "meeting.md")]


@pytest.mark.parametrize(
    ("path", "code", "better"),
    [
        ("members/hirsi/notes.doc", "file-unknown", ""),
        ("members/hirsi/meeting.md", "file-unknown", ""),
        ("members/hirsi/CNAME", "file-unknown", ""),
        ("members/README.md", "file-outside-record", ""),
        ("members/logo.png", "file-outside-record", ""),
        ("content/notes.doc", "file-unknown", ""),
        ("content/README.md", "name-letters", "readme.md"),
        ("content/Tietoa meistä.md", "name-letters", "tietoa-meista.md"),
        ("content/about.markdown", "name-letters", "about.md"),
        ("content/privacy.fi.md", "translation-alone", ""),
        ("content/barn.jpg", "file-unknown", ""),
        ("content/pictures/notes.txt", "file-unknown", ""),
        ("content/vocabularies/Sectors.yml", "name-letters", "sectors.yml"),
        ("content/vocabularies/sectors.yaml", "name-letters", "sectors.yml"),
        ("content/vocabularies/sectors.csv", "file-unknown", ""),
        ("members/hirsi/logo.pdf", "picture-kind", ""),
        ("members/hirsi/IMG.HEIC", "picture-kind", ""),
        ("members/hirsi/kuva.svg", "picture-kind", ""),
        ("members/hirsi/talon pääty (1).JPG", "name-letters", "talon-paaty-1.JPG"),
        ("members/hirsi/Åland.webp", "name-letters", "Aland.webp"),
        ("members/hirsi/лес.png", "name-letters", ""),
        ("members/hirsi/.member.yml", "file-hidden", ""),
        ("content/.env", "file-hidden", ""),
    ],
)
def test_a_file_without_a_place_is_named(root: Path, path: str, code: str, better: str) -> None:
    assert told(write(root, path)) == [(code, path, better)]


@pytest.mark.parametrize(
    ("path", "code", "better"),
    [
        ("members/hirsi/pictures", "folder-in-record", ""),
        ("members/hirsi/.git", "folder-unknown", ""),
        ("content/recipes", "folder-unknown", ""),
        ("content/Meetings", "folder-unknown", "meetings"),
        ("content/vocabulary", "folder-unknown", "vocabularies"),
        ("content/vocabularies/fi", "folder-unknown", ""),
        ("content/pictures/2026", "folder-unknown", ""),
    ],
)
def test_a_folder_without_a_place_is_named(root: Path, path: str, code: str, better: str) -> None:
    assert told(write(root, f"{path}/x.md")) == [(code, path, better)]


def test_a_folder_without_its_text_is_named(root: Path) -> None:
    write(root, "members/empty/logo.png", "members/translated/member.fi.yml")
    (root / "members/bare").mkdir()

    assert told(root) == [
        ("record-text-missing", "members/bare/member.yml", ""),
        ("record-text-missing", "members/empty/member.yml", ""),
        ("record-text-missing", "members/translated/member.yml", ""),
    ]


def test_pictures_that_differ_in_case_only_are_twins(root: Path) -> None:
    write(root, "members/hirsi/Logo.png", "members/hirsi/logo.PNG")

    found = find(root)

    assert [(p.code, p.path, p.hints) for p in found.problems] == [
        ("picture-twin", "members/hirsi/logo.PNG", (("other", "Logo.png"),))
    ]
    assert found.pictures == {"members/hirsi": ("Logo.png",)}


@pytest.mark.parametrize("name", [".DS_Store", "._logo.png", "Thumbs.db", "desktop.ini"])
@pytest.mark.parametrize("folder", ["members", "members/hirsi", "content", "content/vocabularies"])
def test_what_the_computer_left_behind_is_only_mentioned(root: Path, folder: str, name: str) -> None:
    write(root, f"{folder}/{name}", "content/vocabularies/sectors.yml")

    (problem,) = find(root).problems

    assert (problem.code, problem.severity) == ("file-leftover", "warning")


@pytest.mark.parametrize("folder", ["members", "content/meetings"])
def test_a_folder_may_be_kept_in_git_before_its_first_record(root: Path, folder: str) -> None:
    write(root, f"{folder}/.gitkeep", "content/vocabularies/sectors.yml")

    assert find(root).problems == ()


def make_link(path: Path) -> None:
    path.symlink_to(path.parent)


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
    [(make_link, "link-not-allowed"), (os.mkfifo, "file-special"), (make_socket, "file-special")],
)
@pytest.mark.parametrize(
    "path",
    [
        "members/other",
        "members/hirsi/logo.png",
        "members/hirsi/.hidden",
        "content/about.md",
        "content/meetings",
        "content/vocabularies",
        "content/vocabularies/sectors.yml",
        "content/pictures",
    ],
)
def test_links_and_special_files_are_never_followed_or_opened(
    root: Path, path: str, make: Callable[[Path], None], code: str
) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    make(root / path)

    found = find(root)

    assert [(problem.code, problem.path) for problem in found.problems] == [(code, path)]


@pytest.mark.parametrize("make", [make_link, os.mkfifo])
def test_a_text_that_is_no_file_is_named_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    write(tmp_path, "content/network.yml", "members/hirsi/logo.png")
    make(tmp_path / "members/hirsi/member.yml")

    assert [path for _, path, _ in told(tmp_path)] == ["members/hirsi/member.yml"]


def test_a_folder_where_the_text_should_be_is_named(tmp_path: Path) -> None:
    write(tmp_path, "content/network.yml", "members/hirsi/member.yml/x", "members/hirsi/logo.png")

    assert told(tmp_path) == [("folder-for-file", "members/hirsi/member.yml", "")]


@pytest.mark.parametrize(
    ("make", "code"),
    [(make_link, "link-not-allowed"), (Path.touch, "file-for-folder"), (os.mkfifo, "file-for-folder")],
)
@pytest.mark.parametrize("name", ["members", "content"])
def test_a_folder_of_the_network_must_be_a_folder(
    tmp_path: Path, name: str, make: Callable[[Path], None], code: str
) -> None:
    write(tmp_path, "content/network.yml" if name == "members" else "members/hirsi/member.yml")
    make(tmp_path / name)

    assert told(tmp_path) == [(code, name, "")]


def test_a_misspelt_folder_of_the_network_is_told_its_name(tmp_path: Path) -> None:
    write(tmp_path, "content/network.yml", "Members/hirsi/member.yml")

    assert told(tmp_path) == [("folder-unknown", "Members", "members")]


def test_a_network_without_content_is_told_so(tmp_path: Path) -> None:
    assert told(tmp_path) == [("folder-missing", "content", "")]
    assert told(tmp_path / "absent") == [("folder-unreadable", ".", ""), ("folder-missing", "content", "")]


def test_a_folder_that_cannot_be_opened_does_not_hide_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "members/closed/member.yml")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)

    found = find(root)

    assert [(p.code, p.path) for p in found.problems] == [("folder-unreadable", "members/closed")]
    assert [source.id for source in found.sources] == ["", "hirsi"]


@pytest.mark.parametrize("name", [b"hirsi\xe4", b"a\nb", b"\x1b[31m", "\u202egnp.exe".encode()])
def test_a_name_that_cannot_be_shown_is_shown_safely(root: Path, name: bytes) -> None:
    (root / "members" / os.fsdecode(name)).mkdir()

    (problem,) = find(root).problems

    assert problem.path.isprintable() and problem.found.isprintable()
    assert "\ufffd" in problem.path
    problem.path.encode()
