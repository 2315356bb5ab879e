"""A portal for another network: started whole or not at all, right at once, renewed without losing anything."""

import os
import re
import signal
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from built import BuiltSite, copy_of, site_of, spoken
from click.testing import CliRunner
from PIL import Image

from talkoot.build import examine
from talkoot.commands import commands
from talkoot.contrast import TEXT, contrast
from talkoot.languages import LANGUAGES, words
from talkoot.outputs import files_of, practice_starting
from talkoot.starting import renewing
from talkoot.starting.answers import Answers, read_answers
from talkoot.starting.bundle import bundle
from talkoot.starting.checklist import STEPS, checklist
from talkoot.starting.colours import DARK_GROUND, tokens
from talkoot.starting.list import LIST, read_list
from talkoot.starting.making import MARK
from talkoot.starting.package import running_package

TODAY = date(2026, 11, 21)

COMMIT = "0123456789abcdef0123456789abcdef01234567"

ANSWERS = f"""\
languages:
  - fi
  - sv
name: Kainuun kasvuverkosto
short_name: Kainuu
host_organisation: Kainuun kehitysyhtiö
country: FI
time_zone: Europe/Helsinki
groups:
  - name: Kajaani
    latitude: 64.227
    longitude: 27.728
  - name: Sotkamo ja Vuokatti
    place: Sotkamo
email: koordinaattori@example.org
colour: "#7a1f4b"
accent: "#ffb000"
repository: https://github.com/kainuu/kasvu
talkoot: git+https://github.com/talkoot/talkoot@{COMMIT}
copied_from:
  name: Revontuli Growth Network
  url: https://revontuli.example.org/practices/monthly-meeting/
"""


def run(*arguments: str | Path, given: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(commands, [*map(str, arguments)], standalone_mode=False, input=given)
    assert done.exception is None, (done.exception, done.output)
    return done.return_value, done.output


def file_of(folder: Path, text: str) -> Path:
    file = folder / "answers.yml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    code, said = run("start", folder / "new" / "portal", "--answers", file_of(folder, ANSWERS))
    assert code == 0, said
    return folder / "new" / "portal"


@pytest.fixture
def portal(started: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    subprocess.run(["cp", "--recursive", started, tmp_path / "portal"], check=True)
    return tmp_path / "portal"


def test_it_starts_in_the_empty_folder_one_stands_in_and_no_other_repository_takes_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    answers = file_of(tmp_path, ANSWERS)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))

    assert run("start", ".", "--answers", answers)[0] == 0

    assert {".git", "content", "mkdocs.yml", LIST} <= {path.name for path in Path.cwd().iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.yml", "here"]


def test_what_was_started_has_nothing_to_mend(started: Path) -> None:
    assert run("check", "--root", started) == (0, "No problems found.\n")


def test_everything_stands_in_the_first_commit_on_main(started: Path) -> None:
    def git(*arguments: str) -> str:
        return subprocess.check_output(["git", "-C", started, *arguments], text=True)

    assert git("status", "--porcelain") == ""
    assert git("log", "--format=%s") == "Kainuun kasvuverkosto\n"
    assert git("branch", "--show-current") == "main\n"


def test_the_package_is_named_by_address_and_commit_and_nothing_of_its_code_is_copied(started: Path) -> None:
    named = (started / "talkoot.txt").read_text(encoding="utf-8").splitlines()[-1]

    assert named == f"talkoot @ git+https://github.com/talkoot/talkoot@{COMMIT}"
    assert [p.relative_to(started).as_posix() for p in started.rglob("*.py")] == ["tests/test_portal.py"]


def test_what_was_answered_stands_in_the_networks_own_files(started: Path) -> None:
    network = examine(started, TODAY).network
    assert network
    about = network.about.record

    assert (about.name, about.short_name) == ("Kainuun kasvuverkosto", "Kainuu")
    assert (about.host_organisation, about.languages) == ("Kainuun kehitysyhtiö", ("fi", "sv"))
    assert [group.name for group in about.groups] == ["Kajaani", "Sotkamo ja Vuokatti"]
    assert about.contact.email == "koordinaattori@example.org"
    colours = (started / "overrides/styles/colours.css").read_text(encoding="utf-8")
    assert "--spruce: #7a1f4b;" in colours and "--cloudberry: #ffb000;" in colours


def test_a_portal_starts_without_members_and_meetings_and_with_lists_of_words(
    started: Path, repository: Path
) -> None:
    network = examine(started, TODAY).network
    assert network

    assert {kind: len(of_kind) for kind, of_kind in network.kinds.items()} == {
        **dict.fromkeys(network.kinds, 0),
        "practice": 1,
    }
    assert (started / "members").is_dir() and (started / "content/meetings").is_dir()
    for name in ("sectors", "offers", "themes", "topics"):
        ours = repository / f"content/vocabularies/{name}.yml"
        assert (started / f"content/vocabularies/{name}.yml").read_bytes() == ours.read_bytes()
    assert {*network.vocabularies["places"]} == {"kajaani", "sotkamo"}


@pytest.mark.parametrize("kind", ["member", "meeting", "practice", "adoption"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_there_is_a_form_of_every_kind_in_each_language(started: Path, kind: str, language: str) -> None:
    forms = [path.name for path in (started / ".github/ISSUE_TEMPLATE").glob(f"{kind}*.yml")]

    assert forms and [name for name in forms if f".{language}." in name or language == "fi"]


def test_what_was_started_passes_its_own_tests(portal: Path) -> None:
    asked = [sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"]

    done = subprocess.run(asked, cwd=portal, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert re.search(r"Ran [5-9] tests", done.stderr)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("overrides/styles/colours.css", "--spruce: #7a1f4b", "--spruce: #ffd0e0"),
        ("content/network.yml", "email: ", "e-mail: "),
    ],
)
def test_its_own_tests_fail_where_it_no_longer_holds_together(
    portal: Path, file: str, before: str, after: str
) -> None:
    text = (portal / file).read_text(encoding="utf-8")
    assert before in text
    (portal / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    asked = [sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"]

    assert subprocess.run(asked, cwd=portal, capture_output=True).returncode == 1


def test_a_page_stands_in_every_language_that_was_asked_for_and_no_other(started: Path) -> None:
    names = {path.name for path in (started / "content").glob("*.md")}
    pages = ("about", "accessibility", "edit", "index", "join", "privacy")

    assert names == {f"{page}{code}.md" for page in pages for code in ("", ".sv")}
    assert "Kerran kuussa" in (started / "content/index.md").read_text(encoding="utf-8")


def test_nothing_of_the_demonstration_or_of_the_template_is_left(started: Path) -> None:
    own = [p for p in (started / "content").rglob("*.*") if p.parent.name != "vocabularies"]

    for text in (path.read_text(encoding="utf-8") for path in own if path.is_file()):
        assert not re.search(r"\{\{|\{%|coordinator@example|Lapland|Lapi|Lappi|invented|keksit|påhitta", text)


def test_the_practice_begins_as_a_draft_that_says_what_it_was_copied_from(started: Path) -> None:
    text = (started / "content/practices/monthly-meeting/practice.md").read_text(encoding="utf-8")

    assert "\nstatus: draft\ncopied_from:\n" in text
    assert "\n  url: https://revontuli.example.org/practices/monthly-meeting/\n" in text


def test_every_made_file_is_marked_and_listed_and_no_other(started: Path) -> None:
    listed = set(read_list(started) or {}) - {LIST}
    marked = {
        path.relative_to(started).as_posix()
        for path in started.rglob("*")
        if path.is_file()
        and not {".git", ".cache"} & {*path.parts}
        and MARK in path.read_text(encoding="utf-8")[:300]
    }

    assert listed == marked
    assert listed >= {"Makefile", "locked.txt", ".github/workflows/publish.yml", "schemas/member.json"}


def test_workflows_and_locked_versions_are_those_this_repository_uses_itself(
    started: Path, repository: Path
) -> None:
    pairs = [(f".github/workflows/{name}.yml",) * 2 for name in ("answer", "propose", "publish", "review")]
    for theirs, ours in (*pairs, ("locked.txt", "generator/locks/site.txt")):
        below_the_mark = (started / theirs).read_text(encoding="utf-8").partition("\n")[2]
        assert below_the_mark == (repository / ours).read_text(encoding="utf-8")


def test_the_checklist_says_the_portals_own_addresses(started: Path) -> None:
    text = (started / "CHECKLIST.md").read_text(encoding="utf-8")

    assert "https://kainuu.github.io/kasvu/" in text
    assert "git remote add origin https://github.com/kainuu/kasvu.git" in text
    assert text.count("- [ ] ") == STEPS


LED_THROUGH = {
    "the folder": r"`make site`.*`http://localhost:8000`",
    "repository": r"`git push --set-upstream origin main`",
    "Pages": r"\*Settings\*, \*Pages\*, \*Source: GitHub Actions\*",
    "workflow permissions": r"\*Workflow permissions\*.*\*Allow GitHub Actions to create and approve pull requests\*",
    "branch protection": r"\*Rulesets\*.*\*Require a pull request before merging\*",
    "labels": r"\*Labels\*, \*New label\*.* `form`|\*New label\*: `form`",
    "first editors": r"\*Collaborators\*.*`editors`",
    "domain": r"CNAME.*\*Custom domain\*.*`site_url`",
}


@pytest.mark.parametrize("named", LED_THROUGH)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_leads_through_every_step_in_its_place(language: str, named: str) -> None:
    steps = [step.text for step in checklist(language)]
    found = [[n for n, text in enumerate(steps) if re.search(led, text)] for led in LED_THROUGH.values()]

    assert len(found[[*LED_THROUGH].index(named)]) == 1
    assert found == sorted(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_has_a_box_for_every_step_in_the_terminal_and_on_its_page(
    language: str, tmp_path: Path
) -> None:
    answers = ANSWERS.replace("  - fi\n  - sv\n", f"  - {language}\n")
    said = run("start", tmp_path / "portal", "--answers", file_of(tmp_path, answers), "--language", language)[
        1
    ]
    page = (tmp_path / "portal/CHECKLIST.md").read_text(encoding="utf-8")

    titles = [step.title for step in checklist(language)]
    assert re.findall(r"^  \[ \] \d+\. (.+)$", said, re.MULTILINE) == titles
    assert re.findall(r"^- \[ \] \*\*\d+\. (.+)\.\*\* ", page, re.MULTILINE) == titles
    assert "https://kainuu.github.io/kasvu/" in said and "https://github.com/kainuu/kasvu.git" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_the_checklist_names_is_there(started: Path, language: str) -> None:
    named = {
        name
        for step in checklist(language)
        for name in re.findall(r"`([a-z./-]+\.[a-z]+)`", step.text)
        if "<" not in name
    }

    assert len(named) > 5
    assert [name for name in named if not (started / name).is_file()] == []


def test_a_name_stays_a_name_whatever_signs_are_in_it(tmp_path: Path) -> None:
    odd = """A "B" 'C' {{ 7*7 }} {% x %} <b> & : # [[search]] *"""
    quoted = "'" + odd.replace("'", "''") + "'"
    text = ANSWERS.replace("Kainuun kasvuverkosto", quoted).replace("Kainuun kehitysyhtiö", quoted)

    code, said = run("start", tmp_path / "portal", "--answers", file_of(tmp_path, text))

    assert code == 0, said
    assert run("check", "--root", tmp_path / "portal") == (0, "No problems found.\n")
    known = examine(tmp_path / "portal", TODAY).network
    assert known and known.about.record.name == known.about.record.host_organisation == odd


def test_questions_are_asked_again_until_they_are_right(tmp_path: Path) -> None:
    given = [
        *("fi, xx", "fi", "Kainuun kasvuverkosto", "", "", "Kainuun kehitysyhtiö", "Suomi", "FI", ""),
        *("Europe/Helsinki", "Kajaani, Sotkamo", "ei ole", "koordinaattori@example.org"),
        *("#ffffff", "#7a1f4b", "", "https://github.com/kainuu/kasvu", ""),
        *("Naapurin verkosto", "naapuri", "Naapurin verkosto", "https://naapuri.example.org/"),
    ]
    code, said = run("start", tmp_path / "portal", given="\n".join(given) + "\n")

    assert code == 0, said
    assert [said.count(f"Found: {text}") for text in ("xx", "Suomi", "ei ole", "#ffffff: text in")] == [1] * 4
    assert "https://naapuri.example.org/" in (tmp_path / "portal/content/about.md").read_text(
        encoding="utf-8"
    )
    assert "id: sotkamo" in (tmp_path / "portal/content/network.yml").read_text(encoding="utf-8")


WRONG = [
    ("name: Kainuun kasvuverkosto", "nmae: Kainuun kasvuverkosto", "nmae:", "did you mean “name:”?"),
    ("  - sv\n", "  - se\n", "Found: se", "write one of these: en, fi, sv"),
    ("#7a1f4b", "#7a1f4", "#7a1f4", "write a number sign and six digits from 0 to f in quotes"),
    ("#7a1f4b", "#ffd0e0", "too light to read (its contrast is 1.1", "choose a darker one"),
    ("email: koordinaattori@example.org", "email: koordinaattori", "koordinaattori", ""),
    ("github.com/kainuu/kasvu", "forge.example.org/kasvu", "nothing here", "address: https://portal"),
    ("  - name: Sotkamo ja Vuokatti", "  - name: Kajaani", "Kajaani", ""),
    (COMMIT, "main", "@main", "the 40 signs of a commit"),
    ("languages:", "languages: [", "", ""),
]


@pytest.mark.parametrize(("right", "wrong", "found", "do"), WRONG)
def test_a_wrong_answer_is_told_at_its_line_and_nothing_is_written(
    right: str, wrong: str, found: str, do: str, tmp_path: Path
) -> None:
    file = file_of(tmp_path, ANSWERS.replace(right, wrong, 1))

    code, said = run("start", tmp_path / "portal", "--answers", file)

    assert code == 1
    assert re.match(r"answers.yml, line \d+", said)
    assert found in said and do in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.yml"]


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/diary.txt").write_text("mine")

    code, said = run("start", tmp_path / "portal", "--answers", file_of(tmp_path, ANSWERS))

    assert code == 1
    assert said.splitlines()[1:3] == [
        "    Found: this is not an empty folder",
        "    Do:    name one that is empty or not there yet: talkoot start ../our-portal",
    ]
    assert [path.name for path in (tmp_path / "portal").iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_answer_is_asked_for_again_and_quotes_are_no_part_of_one(
    language: str, tmp_path: Path
) -> None:
    given = [
        *(
            language,
            "",
            "Kasvu",
            "",
            "",
            "Yhtiö",
            "",
            "",
            "",
            " , ",
            "Kajaani",
            "k@example.org",
            '"#7a1f4b"',
            "",
        ),
        *("https://github.com/kainuu/kasvu", "", "", ""),
    ]

    code, said = run("start", tmp_path / "portal", "--language", language, given="\n".join(given) + "\n")

    assert code == 0, said
    assert said.count(words(language).entries["starting"]["asked empty"]) == 2
    assert "--spruce: #7a1f4b;" in (tmp_path / "portal/overrides/styles/colours.css").read_text(
        encoding="utf-8"
    )


def test_who_stops_answering_is_told_that_nothing_was_written(tmp_path: Path) -> None:
    code, said = run("start", tmp_path / "a/portal", "--language", "fi", given="fi\nKasvu\n")

    assert (code, said.splitlines()[-1]) == (2, words("fi").entries["starting"]["not started"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_one_may_not_write_in_is_told_before_anything_is_asked(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda folder, _: Path(folder) != tmp_path)

    code, said = run("start", tmp_path / "a/portal", "--language", language)

    told = words(language).entries["problems"]["start-not-allowed"]
    assert code == 1
    assert told["found"].format(found=tmp_path) in said and told["do"] in said
    assert said.splitlines()[-1] == words(language).entries["starting"]["not started"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["/proc/portal", "x" * 300, " ", "/dev/null/portal"])
def test_where_no_folder_can_be_made_is_told_plainly(
    to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    code, said = run("start", to, "--answers", file_of(tmp_path, ANSWERS))

    assert (code, "Found: " in said, "Do:    " in said) == (1, True, True)
    assert not re.search("Error|Errno|None", said)
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yml"]


@pytest.mark.parametrize(
    ("stopped", "there"),
    [(signal.SIGTERM, True), (signal.SIGTERM, False), (signal.SIGHUP, False), (signal.SIGINT, False)],
)
def test_who_ends_it_finds_nothing_half_made(
    stopped: signal.Signals, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from talkoot.starting import beginning

    answers, _ = read_answers(file_of(tmp_path, ANSWERS))
    assert isinstance(answers, Answers)
    handled, portal = signal.getsignal(stopped), tmp_path / "a/portal"
    if there:
        portal.mkdir(parents=True)
    monkeypatch.setattr(beginning, "_commit", lambda *_: signal.raise_signal(stopped))

    with pytest.raises((SystemExit, KeyboardInterrupt)):
        beginning.begin(answers, portal, f"git+https://example.org/t@{COMMIT}", TODAY)

    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == (["a", "a/portal", "answers.yml"] if there else ["answers.yml"])
    assert signal.getsignal(stopped) == handled


def test_a_disk_that_refuses_halfway_leaves_the_empty_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "members" and self.parent.name.startswith("."):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    (tmp_path / "portal").mkdir()
    answers = file_of(tmp_path, ANSWERS)
    monkeypatch.setattr(Path, "rename", full)

    code, said = run("start", tmp_path / "portal", "--answers", answers)

    assert (code, "No space left on device" in said) == (1, True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["answers.yml", "portal"]


@pytest.fixture(scope="module")
def begun_elsewhere(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that begins from another practice than the template's, told in English, Finnish and Swedish."""
    folder = tmp_path_factory.mktemp("elsewhere")
    practice = repository / "content/practices/nihak-internationalisation"
    answers = file_of(folder, ANSWERS)
    code, said = run("start", folder / "portal", "--answers", answers, "--practice", practice)
    assert code == 0, said
    assert "content/practices/nihak-internationalisation/practice.md" in said
    return folder / "portal"


def test_a_portal_begins_from_any_practice_that_is_told_elsewhere(begun_elsewhere: Path) -> None:
    folder = begun_elsewhere / "content/practices"
    text = (folder / "nihak-internationalisation/practice.md").read_text(encoding="utf-8")
    swedish = (folder / "nihak-internationalisation/practice.sv.md").read_text(encoding="utf-8")

    assert [path.name for path in folder.iterdir()] == ["nihak-internationalisation"]
    assert text.startswith("---\n# Käytäntö, josta aloitatte")
    assert 'title: "NIHAK: maaseudun yritykset maailmalle yhdessä"' in text
    assert "  - id: neutral-intermediary\n    name: Puolueeton välittäjä\n" in text
    assert "  organisation: Kainuun kehitysyhtiö\n" in text and "\nstatus: draft\n" in text
    assert (
        "  owner: NIHAK\n  url: https://example.github.io/revontuli/practices/nihak-internationalisation/\n"
        in text
    )
    assert "## Vad" in swedish and "\n  - name: " in swedish and "\n  - id: " not in swedish
    for theirs in ("evidence:", "opinions:", "sources:", "published:", "reported_in:", "\nreal: yes"):
        assert theirs not in text + swedish
    assert run("check", "--root", begun_elsewhere)[0] == 0
    assert (
        "practices/nihak-internationalisation/practice.md" in (begun_elsewhere / "CHECKLIST.md").read_text()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_begins_from_tells_its_new_owner_in_their_language_what_to_change(
    language: str, tmp_path: Path, repository: Path
) -> None:
    practice = "lapland-growth-network"
    answers = file_of(tmp_path, ANSWERS.replace("  - fi\n  - sv\n", f"  - {language}\n"))
    begun = words(language).entries["starting"]["practice begun"].splitlines()

    for to, more in (("ours", ()), ("theirs", ("--practice", repository / "content/practices" / practice))):
        code, said = run("start", tmp_path / to, "--answers", answers, *more)
        assert code == 0, said
        (file,) = (tmp_path / to).glob("content/practices/*/practice.md")
        head = file.read_text(encoding="utf-8").splitlines()[1:3]
        assert " ".join(line.removeprefix("# ") for line in head) == " ".join(begun)
        assert "status: published" in head[1] and "real: yes" in head[1]
        assert run("check", "--root", tmp_path / to)[0] == 0


def test_a_folder_that_is_no_practice_is_told_and_nothing_is_written(
    tmp_path: Path, repository: Path
) -> None:
    answers = file_of(tmp_path, ANSWERS)

    for wrong in (
        repository / "content",
        repository / "content/meetings/2026-12-10-hirsi-ja-hopea",
        tmp_path,
    ):
        code, said = run("start", tmp_path / "new", "--answers", answers, "--practice", wrong)
        assert code == 1 and "no practice of a portal" in said and "--practice ../their-portal/" in said
    assert not (tmp_path / "new").exists()


def test_without_git_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    code, said = run("start", tmp_path / "portal", "--answers", file_of(tmp_path, ANSWERS))

    assert (code, "apt install git" in said) == (1, True)
    assert not (tmp_path / "portal").exists()


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _ = read_answers(file_of(tmp_path, ANSWERS))
    assert isinstance(answers, Answers)
    from talkoot.starting import beginning

    def full(*_: object) -> tuple[int, int]:
        raise OSError("No space left on device")

    monkeypatch.setattr(beginning, "_commit", full)
    with pytest.raises(OSError, match="No space"):
        beginning.begin(answers, tmp_path / "a" / "portal", f"git+https://example.org/t@{COMMIT}", TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["answers.yml"]


def test_what_nobody_changed_needs_no_renewing(portal: Path) -> None:
    assert run("update", "--root", portal) == (0, words("en").entries["starting"]["update nothing"] + "\n")


def test_both_sides_changed_and_nothing_is_lost(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkoot.commands import update  # noqa: F401 - what it imports is replaced below
    from talkoot.starting import making

    before = making._same_for_all
    ours = ".github/workflows/publish.yml"

    def newer(folder: object, below: str = "") -> list[tuple[str, str]]:
        """What a newer package would make: two files otherwise, one more, two fewer."""
        if below:
            return before(folder, below)  # type: ignore[arg-type]
        made = dict(before(folder))  # type: ignore[arg-type]
        made = {
            path: text.replace("timeout-minutes: 20", "timeout-minutes: 25") for path, text in made.items()
        }
        made |= {"new.txt": "new\n", "theirs.txt": "ours now\n"}
        return [
            (path, text) for path, text in made.items() if path not in (".editorconfig", ".gitattributes")
        ]

    def put(path: str, text: str) -> None:
        (portal / path).write_text(text, encoding="utf-8")

    put(ours, (portal / ours).read_text(encoding="utf-8").replace("17 22 * * *", "5 3 * * *"))
    put("Makefile", (portal / "Makefile").read_text(encoding="utf-8") + "# ours\n")
    put(".gitattributes", "* -text\n")
    put("theirs.txt", "the network's own\n")
    put("content/index.md", "# Oma etusivu\n")
    (portal / ".github/workflows/review.yml").unlink()
    monkeypatch.setattr(making, "_same_for_all", newer)

    shown = run("update", "--show", "--root", portal)
    assert not (portal / "new.txt").exists()
    code, said = run("update", "--root", portal)

    assert shown[0] == 1
    assert said == shown[1].replace("--show was given, so nothing was written.\n", "")
    assert code == 0
    told = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert told == [
        "Taken away, since Talkoot no longer makes it: .editorconfig",
        "Left alone, since you changed it; Talkoot's own changed too, and this is how it differs from yours: "
        + ours,
        "Left alone, since you took it away: .github/workflows/review.yml",
        "Renewed: .github/workflows/test.yml",
        "Left alone, since you changed it: Makefile",
        "New: new.txt",
        "Left alone, since it is your own: theirs.txt",
    ]
    assert '    -    - cron: "5 3 * * *"' in said and "    +    timeout-minutes: 25" in said
    kept = {"Makefile": "# ours\n", ".gitattributes": "* -text\n", "theirs.txt": "the network's own\n"}
    for path, text in {**kept, "content/index.md": "# Oma etusivu\n", ours: "5 3 * * *"}.items():
        assert text in (portal / path).read_text(encoding="utf-8")
    assert "timeout-minutes: 25" in (portal / ".github/workflows/test.yml").read_text(encoding="utf-8")
    assert (portal / "new.txt").read_text(encoding="utf-8") == f"# {MARK}\nnew\n"
    assert not (portal / ".editorconfig").exists() and not (portal / ".github/workflows/review.yml").exists()

    assert run("update", "--take", ours, "--root", portal)[0] == 0
    assert "5 3 * * *" not in (portal / ours).read_text(encoding="utf-8")


def test_a_language_more_is_told_until_the_forms_have_it(portal: Path) -> None:
    network = portal / "content/network.yml"
    network.write_text(
        network.read_text(encoding="utf-8").replace("  - sv\n", "  - sv\n  - en\n"), encoding="utf-8"
    )

    code, said = run("check", "--root", portal)
    assert (code, "files otherwise now" in said and "talkoot update" in said) == (0, True)
    assert run("forms", "--write", "--root", portal)[0] == 1
    assert run("update", "--root", portal)[0] == 0

    assert "files otherwise now" not in run("check", "--root", portal)[1]
    assert (portal / ".github/ISSUE_TEMPLATE/member.en.yml").is_file()


def test_no_link_leads_the_renewing_out_of_the_portal(portal: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    made = "0" * 64
    listed = (portal / LIST).read_text(encoding="utf-8")
    (portal / LIST).write_text(f"{listed}{made}  ../outside/kept.txt\n", encoding="utf-8")
    (portal / "away").symlink_to(outside)

    planned = renewing.changes(portal, {"away/new.txt": "new\n"})

    assert [c.path for c in planned if c.fate in renewing.WRITING and not (portal / c.path).is_file()] == []
    assert [path.name for path in outside.iterdir()] == ["kept.txt"]


def test_a_repository_that_was_not_started_is_left_alone(tmp_path: Path) -> None:
    code, said = run("update", "--root", tmp_path)

    assert (code, "was not made by talkoot start" in said) == (1, True)
    assert list(tmp_path.iterdir()) == []


MEMBER = """\
name: Kuuranlehti
summary: Saippuoita ja kynttilöitä itse kerätyistä yrteistä
sectors:
  - crafts
group: kajaani
place: kajaani
joined: 2026-01-15
"""


def made_of(portal: Path) -> dict[str, bytes]:
    """Path → content of every page of a portal with one member, of its card, its icon and its style sheets."""
    (portal / "members/kuuranlehti").mkdir(exist_ok=True)
    (portal / "members/kuuranlehti/member.yml").write_text(MEMBER, encoding="utf-8")
    site = site_of(portal, examine(portal, TODAY))
    made = {
        file.path: file.make()
        for file in files_of(site)
        if file.path.endswith((".html", ".svg", ".css")) or file.path == "members/kuuranlehti/card.png"
    }
    return {path: content for path, content in made.items() if not path.startswith("admin/")}


def keys_of(portal: Path) -> dict[str, bytes]:
    """Path → what a card, or a practice's sheet, is kept under from one build to the next."""
    site = site_of(portal, examine(portal, TODAY))
    return {
        file.path: file.key() for file in files_of(site) if file.key and file.path[-4:] in (".png", ".pdf")
    }


@pytest.fixture(scope="module")
def plain(started: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is made of the portal as it was started, with that one member."""
    folder = tmp_path_factory.mktemp("plain")
    subprocess.run(["cp", "--recursive", started, folder / "portal"], check=True)
    return made_of(folder / "portal")


def differing(portal: Path, plain: dict[str, bytes], changed: str, text: str) -> dict[str, bytes]:
    """What of the portal differs once `changed`, and no other file, holds `text`."""
    (portal / changed).write_text(text, encoding="utf-8")
    return {path: content for path, content in made_of(portal).items() if plain.get(path) != content}


def test_colours_are_changed_in_one_file_and_nothing_else_is_touched(portal: Path) -> None:
    sheet = portal / "overrides/styles/colours.css"
    told = sheet.read_text(encoding="utf-8").replace("#7a1f4b", "#003399").replace("#ffb000", "#00aacc")

    sheet.write_text(told, encoding="utf-8")
    after = made_of(portal)

    card = Image.open(BytesIO(after["members/kuuranlehti/card.png"])).convert("RGB")
    drawn = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in card.getcolors(500_000) or []}
    assert "#003399" in drawn and "#7a1f4b" not in drawn
    assert b"#003399" in after["images/logo.svg"] and b"#00aacc" in after["images/logo.svg"]
    # What the logo would have without a style sheet stays written in it; every page has one.
    fallback = rb"var\(--[a-z-]+, #\w{6}\)"
    made = {path: re.sub(fallback, b"", content) for path, content in after.items()}
    assert [path for path, content in made.items() if re.search(rb"(?i)#7a1f4b|#ffb000", content)] == []


def test_what_is_kept_from_build_to_build_is_made_anew_for_other_colours(portal: Path) -> None:
    practice = portal / "content/practices/monthly-meeting/practice.md"
    published = practice.read_text(encoding="utf-8").replace("status: draft", "status: published")
    practice.write_text(published, encoding="utf-8")
    sheet = portal / "overrides/styles/colours.css"
    before = keys_of(portal)
    again = keys_of(portal)
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("#7a1f4b", "#003399"), encoding="utf-8")

    after = keys_of(portal)

    assert before == again and before.keys() == after.keys()
    assert {path.rpartition("/")[2] for path in after} == {"card.png", "sheet.pdf"}
    assert [path for path in after if after[path] == before[path]] == []


def test_the_logo_is_changed_in_one_file_and_stands_on_every_page(
    portal: Path, plain: dict[str, bytes]
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="ours" d="M0 0h9v9z"/></svg>'
    )
    marked = {path for path, page in plain.items() if b"brand__mark" in page and path[-4:] != ".css"}

    after = differing(portal, plain, "overrides/images/logo.svg", drawing)

    assert after["images/logo.svg"].decode() == drawing
    assert len(marked) > 40
    assert {path for path, page in after.items() if b'<path id="ours" d="M0 0h9v9z"/>' in page} >= marked
    assert b'rel="icon" href="./images/logo.svg"' in after["index.html"]


def test_the_home_text_is_changed_in_one_file_and_only_the_home_page_with_it(
    portal: Path, plain: dict[str, bytes]
) -> None:
    after = differing(portal, plain, "content/index.md", "# Oma etusivu\n\nTervetuloa.\n")

    assert set(after) == {"index.html"}
    assert "Oma etusivu" in after["index.html"].decode()


@pytest.mark.parametrize("colour", ["#1e5245", "#7a1f4b", "#000000", "#003399", "#b00020"])
def test_a_colour_can_be_read_in_the_dark_too(colour: str) -> None:
    _, at_night = tokens(colour, "#ffb000")

    assert contrast(at_night["spruce"], DARK_GROUND) >= TEXT
    assert contrast(at_night["on-spruce"], at_night["spruce"]) >= TEXT


def test_nothing_but_starting_waits_for_copier(started: Path) -> None:
    asked = "import sys, talkoot.build, talkoot.commands.check, talkoot.commands.update; print('copier' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env={**os.environ})

    assert done.stdout == "False\n"


@pytest.fixture(scope="module")
def zipped() -> ZipFile:
    return ZipFile(BytesIO(zip_of("fi")))


def zip_of(language: str) -> bytes:
    others = tuple(code for code in LANGUAGES if code != language)
    copied = {"name": "Revontuli Growth Network", "url": "https://revontuli.example.org/practice/"}
    return bundle((language, *others), copied, f"git+https://example.org/talkoot@{COMMIT}")


def test_the_zip_holds_a_portal_answers_blank_forms_and_the_checklist(zipped: ZipFile) -> None:
    names = zipped.namelist()

    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"answers.yml", "checklist.html", "forms", "portal"}
    assert [name for name in names if name.startswith("forms/")] == [
        f"forms/{kind}.docx" for kind in ("adoption", "meeting", "member", "practice")
    ]
    assert "Isäntäorganisaationne" in zipped.read("portal/content/network.yml").decode()
    page = html5lib.HTMLParser(strict=True).parse(zipped.read("checklist.html").decode())
    assert len(page.findall(".//{*}ol/{*}li")) == STEPS


def test_the_zip_is_the_same_whenever_it_is_made(zipped: ZipFile) -> None:
    assert zipped.fp is not None
    zipped.fp.seek(0)

    assert zip_of("fi") == zipped.fp.read()


def test_the_portal_in_the_zip_is_what_copier_makes_of_the_answers_beside_it(
    zipped: ZipFile, tmp_path: Path
) -> None:
    zipped.extractall(tmp_path / "zip")
    code, said = run("start", tmp_path / "portal", "--answers", tmp_path / "zip/answers.yml")
    assert code == 0, said

    def held(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    assert held(tmp_path / "zip/portal") == held(tmp_path / "portal")


@pytest.mark.parametrize("url", [None, "http://localhost:8000/"])
def test_a_site_that_has_no_address_on_the_web_gives_the_zip_too(
    url: str | None, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_starting, "_package", lambda: "git+https://example.org/talkoot")
    for part in ("content", "members", "overrides"):
        copy_of(repository / part, tmp_path / part)
    (tmp_path / "mkdocs.yml").write_bytes((repository / "mkdocs.yml").read_bytes())
    site = site_of(tmp_path, examine(tmp_path, TODAY), url)

    made = [file for file in practice_starting.starting_pages(site) if file.path.endswith(".zip")]
    told = ZipFile(BytesIO(made[0].make())).read("answers.yml").decode()

    assert len(made) == 3
    assert re.search(r"copied_from:\n  name: .+\n$", told)
    assert not re.search(r"^talkoot:", told, re.MULTILINE)


def test_the_zip_says_how_talkoot_is_got(zipped: ZipFile) -> None:
    assert f'pip install "git+https://example.org/talkoot@{COMMIT}"' in zipped.read("answers.yml").decode()


@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
def test_the_page_of_the_portal_names_the_package_by_address_and_commit(
    demonstration: BuiltSite, prefix: str
) -> None:
    page = demonstration.page(f"{prefix}practices/monthly-meeting/start/")
    told = [spoken(code) for code in page.all("pre")]
    steps = [listed for listed in page.all("ol") if len(listed.findall("li")) == STEPS]

    package = running_package()
    assert package and re.fullmatch(r"git\+https://\S+@[0-9a-f]{40}", package)
    assert [f'pip install "{package}"' in text for text in told] == [True]
    assert len(steps) == 1
    assert [link.get("href") for link in page.all("a") if link.get("download") is not None] == ["portal.zip"]


@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
@pytest.mark.parametrize("practice", ["lapland-growth-network", "nihak-internationalisation"])
def test_a_practice_of_others_leads_to_the_fit_check_and_to_its_owner(
    demonstration: BuiltSite, practice: str, prefix: str
) -> None:
    page = demonstration.page(f"{prefix}practices/{practice}/")
    (copied,) = [section for section in page.all("section") if section.get("class") == "copy-this"]
    items = [item for listed in copied.findall("ul") for item in listed.findall("li")]
    (owner,) = [h2 for h2 in page.all("h2") if h2.get("id") == "owner"]
    network = demonstration.examined.network
    assert network
    organisation = network.practices[practice].record.owner.organisation

    assert [item.find("a").get("href") for item in items[:2]] == ["fit/", "#owner"]  # type: ignore[union-attr]
    assert organisation in spoken(items[1])
    assert f"--practice content/practices/{practice}" in spoken(items[2])
    assert spoken(owner) and "start/" not in {link.get("href") for link in copied.iter("a")}


def test_only_a_practice_of_the_networks_own_comes_with_its_portal(demonstration: BuiltSite) -> None:
    there = {path for path in demonstration.files if "/start/" in path and "assets" not in path}
    steps = [
        e for e in demonstration.page("fi/practices/monthly-meeting/").all("ol") if e.get("class") is None
    ]

    assert there == {
        f"{prefix}practices/monthly-meeting/start/{name}"
        for prefix in ("", "fi/", "sv/")
        for name in ("index.html", "portal.zip")
    }
    assert [len(step.findall("li")) for step in steps if "talkoot start" in spoken(step)] == [4]
