"""talkoot build: the same site from the same input, nothing twice, and what it says while it works."""

import gc
import os
import pty
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built import FULL, BuiltSite, broken_links, copy_of, files_in, put

import talkoot.build
from talkoot.__main__ import main
from talkoot.build import examine
from talkoot.inputs import survey
from talkoot.languages import words

SMALL = FULL.parent / "small"
NOON = 1795262400
"""12:00 UTC on 21 November 2026."""
DAY = 24 * 60 * 60

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The command with these words; gives its exit code and what it said."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))

    def command(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["talkoot", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(str(ended.value.code)), said.out + said.err

    yield command
    gc.enable()  # a build switches it off for the rest of its process


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network with the frames that a build keeps, so that the next one is quick."""
    root = copy_of(SMALL, tmp_path_factory.mktemp("kept") / "network")
    process = building(root, root / "site", 1, "--no-search")
    assert process.communicate() and process.returncode == 0
    return root


@pytest.fixture
def network(kept: Path, tmp_path: Path) -> Path:
    """A copy of the small network, old enough that a change of its files shows."""
    root = Path(shutil.copytree(kept, tmp_path / "network", ignore=shutil.ignore_patterns("*site*")))
    settle(root)
    return root


def settle(root: Path) -> None:
    """Wait until the clock has left the last change behind."""
    while not survey(root, time.time_ns()).fingerprint(()):
        pass


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_in(site)}


def building(root: Path, to: Path, seed: int, *arguments: str) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "talkoot", "build", "--root", str(root), "--to", str(to), *arguments],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": str(NOON)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The full network built by one process, by two elsewhere, and by the other engine."""
    folder = tmp_path_factory.mktemp("three")
    orders = (("1", "mkdocs"), ("2", "mkdocs"), ("1", "properdocs"))
    begun = []
    for n, (jobs, engine) in enumerate(orders):
        root = copy_of(FULL, folder / f"network-{'n' * n}")
        begun.append(building(root, folder / f"site-{n}", n + 1, "--jobs", jobs, "--engine", engine))
    for process in begun:
        out, err = process.communicate()
        assert process.returncode == 0, out + err
    return folder / "site-0", folder / "site-1", folder / "site-2"


def test_the_same_input_on_the_same_day_gives_the_same_bytes(three: tuple[Path, Path, Path]) -> None:
    one, two, _ = three

    assert bytes_of(one) == bytes_of(two)
    assert len(bytes_of(one)) > 150


def test_frames_that_were_kept_give_the_same_bytes(three: tuple[Path, Path, Path]) -> None:
    root, again = three[0].parent / "network-", three[0].parent / "again"
    assert (root / ".cache/talkoot/frames").is_file()

    process = building(root, again, 7)

    assert process.communicate() and process.returncode == 0
    assert bytes_of(again) == bytes_of(three[0])


def test_properdocs_changes_nothing_but_the_generator_s_name(three: tuple[Path, Path, Path]) -> None:
    ours, _, other = map(bytes_of, three)
    generator = re.compile(rb'<meta name="generator" content="Talkoot, (mkdocs|properdocs) [\d.]+')

    assert ours.keys() == other.keys()
    for path, content in ours.items():
        if path.endswith(".html"):
            assert generator.findall(content) == [b"mkdocs"], path
            assert generator.findall(other[path]) == [b"properdocs"], path
            assert generator.sub(b"", content) == generator.sub(b"", other[path]), path
        else:
            assert content == other[path], path


def test_a_build_ends_with_one_line_of_what_was_built(run: Run, network: Path) -> None:
    code, said = run("build", "--root", str(network), "--no-search")

    pages = sum(path.endswith(".html") for path in files_in(network / "site"))
    assert code == 0
    assert re.fullmatch(
        rf"{pages} pages are in {network}/site: 3 members, 3 meetings, 2 practices \(\d+(\.\d)? s\)\.\n", said
    )


def test_timings_name_every_stage(run: Run, network: Path) -> None:
    code, said = run("build", "--root", str(network), "--timings", "--language", "fi")

    timed = re.findall(r"^  (\S.*?) +\d+\.\d\d s$", said, re.MULTILINE)
    named = ("read", "check", "link", "frames", "render", "cards", "photos", "paper", "search", "publish")
    stages = [words("fi")(f"stage {stage}") for stage in named]
    assert code == 0
    assert timed == stages
    assert re.search(r"3 jäsentä, 3 tapaamista, 2 käytäntöä", said.splitlines()[-1])


def test_progress_is_shown_on_a_terminal_and_nowhere_else(network: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "talkoot", "build", "--no-search", "--root", str(network)]

    plain = subprocess.run(command, capture_output=True, text=True, check=True)
    subprocess.run(
        [*command, "--to", str(tmp_path / "other")], stdout=subprocess.PIPE, stderr=theirs, check=True
    )

    shown = os.read(ours, 100_000).decode()
    assert plain.stderr == ""
    assert "\x1b" not in plain.stdout
    for stage in ("read", "frames", "render", "publish"):
        assert f"\r\x1b[K{words('en')('stage ' + stage)} …" in shown
    assert shown.endswith("\r\x1b[K")
    os.close(ours)
    os.close(theirs)


# What stops a build.


def test_a_build_refuses_while_there_are_problems_and_leaves_the_site_alone(run: Run, network: Path) -> None:
    run("build", "--root", str(network), "--no-search")
    before = bytes_of(network / "site")
    put(network / "members/jarvikala/member.yml", "  - foo", "t")

    code, said = run("build", "--root", str(network), "--no-search")

    assert code == 1
    assert "members/jarvikala/member.yml, line 5, “Sectors” (sectors)" in said
    assert said.endswith(f"1 problem.\n{words('en')('not built')}\n")
    assert bytes_of(network / "site") == before


@pytest.mark.parametrize("url", ["portal.example.org", "ftp://portal.example.org/", "https://portal. org/"])
def test_what_is_no_address_of_a_site_is_said_before_anything_is_built(
    run: Run, network: Path, url: str
) -> None:
    code, said = run("build", "--root", str(network), "--url", url)

    assert code == 2
    assert f"“{url}” is no address of a site." in said
    assert not (network / "site").exists()


def test_a_draft_leaves_broken_records_out_and_every_link_to_them_still_leads_somewhere(
    run: Run, tmp_path: Path
) -> None:
    root = copy_of(FULL, tmp_path / "network")
    for broken in ("members/hirsi-ja-hopea/member.yml", "content/practices/monthly-meeting/practice.md"):
        put(root / broken, "written_in: ", "x")
    put(root / "content/meetings/2026-12-10-hirsi-ja-hopea/meeting.md", "status: ", "maybe-")

    code, said = run("build", "--root", str(root), "--draft", "--no-search")

    assert code == 0
    told = re.findall(r"^(\S+), line \d+(?:, “(.*?)”)?", said, re.MULTILINE)
    assert told == [
        ("content/meetings/2026-12-10-hirsi-ja-hopea/meeting.md", "Status"),
        ("content/practices/monthly-meeting/practice.md", "Written in"),
        ("members/hirsi-ja-hopea/member.yml", "Written in"),
    ]
    site = BuiltSite(root, root / "site", examine(root, talkoot.commands.options.today_in(root), draft=True))
    for address in ("members/hirsi-ja-hopea/", "sv/practices/monthly-meeting/"):
        page = site.page(address)
        assert words(page.language)("unfinished") in page.text
        assert page.meta("robots") == "noindex"
    assert "Silver jewellery" not in site.page("members/").text
    assert words("en")("report not yet published") in site.page("meetings/2026-11-05-unohtui/").text
    assert broken_links(site, "/portal/") == []
    assert said.splitlines()[-1].startswith(f"{len(site.pages)} pages are in ")


def test_a_network_that_cannot_be_told_is_not_built_even_as_a_draft(run: Run, network: Path) -> None:
    (network / "content/network.yml").write_text("format: 1\n")

    code, said = run("build", "--root", str(network), "--draft")

    assert code == 1
    assert said.endswith(words("en")("not built") + "\n")
    assert not (network / "site").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--root", "/nowhere"),
        ("build", "--engine", "hugo"),
        ("build", "--jobs", "0"),
        ("build", "--such-an-option"),
        ("bild",),
    ],
)
def test_a_wrong_command_ends_with_2(arguments: tuple[str, ...], run: Run) -> None:
    code, said = run(*arguments)

    assert code == 2
    assert "Error" in said
    assert "Traceback" not in said


def test_a_fault_of_ours_is_called_one_and_ends_with_2(
    run: Run, network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the oven is cold")

    monkeypatch.setattr(talkoot.build, "examine", broken)

    code, said = run("build", "--root", str(network))

    assert code == 2
    assert said.startswith("This is a fault of Talkoot, not of your files. Please report it at https://")
    assert "RuntimeError: the oven is cold" in said


def test_a_folder_that_is_not_ours_is_not_touched(run: Run, network: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/dear.txt").write_text("Dear neighbour")

    code, said = run("build", "--root", str(network), "--to", str(tmp_path / "letters"), "--no-search")

    assert code == 1
    assert "nothing was touched" in said
    assert bytes_of(tmp_path / "letters") == {"dear.txt": b"Dear neighbour"}


def test_a_link_that_leads_to_itself_is_told_in_a_sentence(run: Run, network: Path) -> None:
    (network / "site").symlink_to("site")

    code, said = run("build", "--root", str(network), "--no-search")

    assert code == 1
    assert words("en")("not built") not in said and "site" in said and "fault" not in said


# Nothing twice.


@pytest.fixture
def built_once(run: Run, kept: Path) -> Path:
    """The small network with its site, as the tests before have left it."""
    settle(kept)
    assert run("build", "--root", str(kept), "--no-search")[0] == 0
    return kept


def test_nothing_is_made_where_nothing_changed(
    run: Run, built_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was read or made again")

    monkeypatch.setattr(talkoot.build, "examine", never)
    monkeypatch.setattr(talkoot.build, "build", never)

    code, said = run("build", "--root", str(built_once), "--no-search")

    assert code == 0
    assert re.fullmatch(r"Nothing has changed; the site stands as it is \(\d(\.\d)? s\)\.\n", said)


def a_touched_file(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    (root / "members/jarvikala/member.yml").touch()
    return ()


def a_new_file(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    (root / "overrides").mkdir(exist_ok=True)
    (root / "overrides/own.css").write_text("h1 { color: red }")
    return ()


def a_file_of_the_same_size_and_time(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    record = root / "members/jarvikala/member.yml"
    was = record.stat()
    record.write_text(record.read_text().replace("vendace", "wendace"))
    os.utime(record, ns=(was.st_atime_ns, was.st_mtime_ns))
    return ()


def a_new_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + DAY))
    return ()


def a_missing_page(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    (root / "site/members/index.html").unlink()
    return ()


def a_changed_page(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    (root / "site/members/index.html").write_text("Gone")
    return ()


def another_address(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    return ("--url", "https://elsewhere.example.org/")


def another_engine(root: Path, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    return ("--engine", "properdocs")


def another_package(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    (root.parent / "packages").mkdir()
    monkeypatch.setattr("talkoot.inputs.getsitepackages", lambda: [str(root.parent / "packages")])
    return ()


@pytest.mark.parametrize(
    "change",
    [
        another_package,
        a_touched_file,
        a_new_file,
        a_file_of_the_same_size_and_time,
        a_new_day,
        a_missing_page,
        a_changed_page,
        another_address,
        another_engine,
    ],
    ids=lambda change: change.__name__,
)
def test_what_changes_the_site_builds_it_again(
    change: Callable[[Path, pytest.MonkeyPatch], tuple[str, ...]],
    run: Run,
    built_once: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    more = change(built_once, monkeypatch)
    settle(built_once)

    code, said = run("build", "--root", str(built_once), "--no-search", *more)

    assert code == 0, said
    assert " pages are in " in said
    assert "Members" in (built_once / "site/members/index.html").read_text()
    again = run("build", "--root", str(built_once), "--no-search", *more)
    assert again[1].startswith("Nothing has changed")


def test_python_may_keep_its_bytecode_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / "talkoot"
    ours.mkdir()
    (ours / "build.py").write_text("")
    monkeypatch.setattr("talkoot.inputs.OURS", ours)
    settle(tmp_path)
    before = survey(tmp_path, time.time_ns()).fingerprint(())

    (ours / "__pycache__").mkdir()
    (ours / "__pycache__/build.pyc").write_bytes(b"")

    assert before and survey(tmp_path, time.time_ns()).fingerprint(()) == before


# Today.


def test_the_day_of_the_build_decides_what_is_still_to_come(
    run: Run, network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = network / "site/meetings/2026-12-10-hirsi-ja-hopea/index.html"
    awaited = words("en")("report not yet published")

    run("build", "--root", str(network), "--no-search")
    before = page.read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 20 * DAY))
    run("build", "--root", str(network), "--no-search")

    assert awaited not in before
    assert awaited in page.read_text()


def test_the_day_begins_where_the_network_is(
    run: Run, network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 23:30 UTC on 10 December is 01:30 on the 11th in Helsinki: the meeting on the 10th has been.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 19 * DAY + 11 * 3600 + 1800))

    run("build", "--root", str(network), "--no-search")

    page = network / "site/meetings/2026-12-10-hirsi-ja-hopea/index.html"
    assert words("en")("report not yet published") in page.read_text()


def test_a_day_that_is_none_is_told(run: Run, network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")

    code, said = run("build", "--root", str(network))

    assert code == 2
    assert "SOURCE_DATE_EPOCH is not a number of seconds: tomorrow" in said
