"""What a review says: in one comment, in the author's language, and in pages before and after."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from histories import Repository, Step, add, edit, put, repository_of
from mistaken import RIGHT

from talkoot.languages import words
from talkoot.reviewing.comment import LONGEST, MARK, as_markdown, code, fenced, labels_in
from talkoot.reviewing.hosts import alike, hosts_in, links_in, misleading_in
from talkoot.reviewing.preview import write_preview
from talkoot.reviewing.review import Request, Review, review

TODAY = date(2026, 11, 21)
HIRSI = "members/hirsi-ja-hopea/member.yml"
SUMMARY = "Silver jewellery and winter workshops by the river"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, str]:
    return repository_of(RIGHT, tmp_path_factory.mktemp("network") / "network")


def reviewed(network: tuple[Repository, str], folder: Path, *steps: Step, language: str = "") -> Review:
    repository, base = network
    head = repository.commit([base], *steps)
    return review(Request(repository.root, base, head, ("1234567",)), TODAY, folder, language)


def comment(told: Review) -> str:
    return as_markdown(told, words(told.language), labels_in(told, told.language))


MISTAKES = (edit(HIRSI, ("confirmed: 2026-10-02", "confirmed: 2.10.2026"), ("  - tourism", "  - tourizm")),)

OPENINGS = {
    "en": "**This changes your own page alone.** Once it is mended and saved, this comment is renewed. Nothing you wrote is lost.",
    "fi": "**Tämä muuttaa vain omaa sivuasi.** Kun olet korjannut ja tallentanut, tämä kommentti päivittyy. Mitään kirjoittamaasi ei katoa.",
    "sv": "**Det här ändrar bara din egen sida.** När det är rättat och sparat förnyas den här kommentaren. Inget du skrev går förlorat.",
}


@pytest.mark.parametrize("language", OPENINGS)
def test_the_comment_speaks_the_authors_language(
    language: str, network: tuple[Repository, str], tmp_path: Path
) -> None:
    told = reviewed(network, tmp_path, *MISTAKES, edit(HIRSI, ("written_in: en", f"written_in: {language}")))

    assert told.language == language
    assert OPENINGS[language] in comment(told)


def test_the_whole_comment_is_this(network: tuple[Repository, str], tmp_path: Path) -> None:
    told = reviewed(network, tmp_path, *MISTAKES)

    assert comment(told) == EXPECTED


EXPECTED = """\
<!-- talkoot: review -->

### `Hirsi ja Hopea`

**This changes your own page alone.** Once it is mended and saved, this comment is renewed. Nothing you wrote is lost.

#### 2 things to mend:

**`members/hirsi-ja-hopea/member.yml`, line 10** · “Sectors” (sectors)
Found: `tourizm`
Do: did you mean “tourism”? The list is in content/vocabularies/sectors.yml.
The line as it should be:

```suggestion
  - tourism
```

**`members/hirsi-ja-hopea/member.yml`, line 50** · “Last confirmed on” (confirmed)
Found: `2.10.2026`
Do: write 2026-10-02 – the year first, then month and day.
The line as it should be:

```suggestion
confirmed: 2026-10-02
```

#### What changes

`Sectors`
```diff
- Tourism (tourism)
+ tourizm
```

`Last confirmed on`
```diff
- 2026-10-02
+ 2.10.2026
```
"""


def test_only_a_line_that_mends_something_is_offered(network: tuple[Repository, str], tmp_path: Path) -> None:
    told = reviewed(network, tmp_path, edit(HIRSI, ("  seats: 12", "  seats: twelve")))

    assert [problem.code for problem in told.problems] == ["number"]
    assert told.suggestions == {}


HOSTILE = {
    "a mention": "@everybody look",
    "a fence": "```\n  # Not ours\n  ```",
    "a long fence": "````````",
    "a picture from elsewhere": "![x](https://evil.test/pixel.png)",
    "HTML": "</details><img src=x onerror=alert(1)><!-- -->",
    "a command of the runner": "::add-mask::x ##[error]x",
    "our mark": MARK,
    "an issue": "closes #1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_an_author_wrote_stays_text(name: str, network: tuple[Repository, str], tmp_path: Path) -> None:
    text = HOSTILE[name]
    steps = (
        edit(HIRSI, ("There are **two** of us now.", text)),
        edit(HIRSI, ("name: Hirsi ja Hopea", f"name: {json.dumps(text.replace(chr(10), ' ')[:80])}")),
    )

    told = comment(reviewed(network, tmp_path, *steps))

    assert told.count(MARK) == 1 or name == "our mark"
    assert strays(told.removeprefix(MARK), text.split("\n")[0]) == []
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())


def strays(markdown: str, text: str) -> list[str]:
    """The lines that show `text` outside of code, by CommonMark's rules for fences and code spans."""
    fence, found = "", []
    for line in markdown.splitlines():
        opening = re.match(r"(`{3,})", line)
        if fence:
            if re.fullmatch(rf"{fence}`*", line):
                fence = ""
        elif opening:
            fence = opening[1]
        elif text in re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", line):
            found.append(line)
    return found


@pytest.mark.parametrize("text", ["", "`", "``", "a`b``c", " x ", "\n"])
def test_code_marks_hold_whatever_they_hold(text: str) -> None:
    marked = code(text)

    assert "\n" not in marked
    assert re.fullmatch(r"(`+)( ?)[^`].*[^`]?\2\1|(`+) (.*) \3", marked) or marked == "` `"


def test_a_block_of_code_cannot_be_ended_from_within() -> None:
    block = fenced("diff", ["+ ```", "+ ````"])

    assert block.split("\n")[0] == "`````diff" and block.split("\n")[-1] == "`````"


def test_a_comment_is_never_longer_than_the_forge_takes(
    network: tuple[Repository, str], tmp_path: Path
) -> None:
    many = "".join(f"word-{n}:\n  label:\n    en: {'Long ' * 15}\n" for n in range(400))

    told = comment(reviewed(network, tmp_path, add("content/vocabularies/sectors.yml", many)))

    assert len(told) <= LONGEST
    assert told.count("```") % 2 == 0


# The command


def command(network: tuple[Repository, str], *options: str) -> "subprocess.CompletedProcess[str]":
    asked = [sys.executable, "-m", "talkoot", "review", *options, "--root", str(network[0].root)]
    return subprocess.run(asked, capture_output=True, text=True)


def test_the_command_ends_with_what_a_workflow_needs_to_know(
    network: tuple[Repository, str], tmp_path: Path
) -> None:
    repository, base = network
    right = repository.commit([base], edit(HIRSI, (SUMMARY, "Silver")))
    wrong = repository.commit([base], *MISTAKES)

    fine = command(
        network, base, right, "--author-id", "1234567", "--to", str(tmp_path / "to"), "--no-preview"
    )
    to_mend = command(network, base, wrong, "--format", "github")
    nowhere = command(network, base, "no-such-branch")

    assert (fine.returncode, to_mend.returncode, nowhere.returncode) == (0, 1, 2)
    assert (tmp_path / "to/comment.md").read_text() == fine.stdout.rstrip("\n") + "\n"
    assert json.loads((tmp_path / "to/review.json").read_text())["verdict"] == "own"
    assert all(line.startswith("::error file=") for line in to_mend.stdout.splitlines())


@pytest.mark.parametrize("name", ["--upload-pack=id", "--output=/tmp/x", "HEAD..HEAD", "", "a b"])
def test_the_name_of_a_commit_is_never_an_option_of_git(name: str, network: tuple[Repository, str]) -> None:
    ran = command(network, "--", "HEAD", name)

    assert ran.returncode == 2


# The preview


def test_the_preview_shows_the_changed_pages_and_asks_nobody(
    network: tuple[Repository, str], tmp_path: Path
) -> None:
    sides, to = tmp_path / "sides", tmp_path / "preview"
    sides.mkdir()
    told = reviewed(network, sides, edit(HIRSI, (SUMMARY, "Silver and sledges")), language="en")

    pages = write_preview(told, to, words("en"), chromium=("no-such-browser",))

    own = [page.path for page in pages if page.path.endswith("members/hirsi-ja-hopea/index.html")]
    assert own[:1] == ["members/hirsi-ja-hopea/index.html"]
    assert "by the river" in (to / "before" / own[0]).read_text()
    assert "Silver and sledges" in (to / "after" / own[0]).read_text()
    assert "members/jarvikala/index.html" not in {page.path for page in pages}
    for html in to.rglob("*.html"):
        text = html.read_text()
        assert "<script" not in text.replace('<script type="application/ld+json"', "")
        assert missing(html, text) == []


def missing(page: Path, html: str) -> Sequence[str]:
    """What a page of the preview loads or leads to that is not in the folder."""
    loaded = re.findall(r'\b(?:src|poster)="([^"]+)"', html) + re.findall(
        r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', html
    )
    led = re.findall(r'<a\b[^>]*? href="([^"#]+)', html)
    return [
        link
        for link in loaded + led
        if not re.match(r"(?:https?|mailto|tel|webcal|data):", link) and not (page.parent / link).is_file()
    ]


def test_hand_written_pages_of_a_request_never_reach_the_theme_engine(
    network: tuple[Repository, str], tmp_path: Path
) -> None:
    sides, to = tmp_path / "sides", tmp_path / "preview"
    sides.mkdir()
    steps = (
        add("content/about.md", "\nEVIL {{ config }}\n"),
        put("overrides/main.html", "{{ cycler.__init__.__globals__ }} EVIL"),
        edit(HIRSI, (SUMMARY, "Silver")),
    )
    told = reviewed(network, sides, *steps)

    write_preview(told, to, words("en"), chromium=("no-such-browser",))

    assert told.decision.verdict == "coordinator"
    assert not (told.sides.after / "overrides").exists()
    assert not [path for path in to.rglob("*.html") if "EVIL" in path.read_text()]


# Hosts


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("see https://Example.org/shop.", ["example.org"]),
        ("see www.example.org, or //example.net/x", ["www.example.org", "example.net"]),
        ("[x](https://user:pass@example.org:8443/y)", ["example.org"]),
        ("example.org/shop", ["example.org"]),
        ("Mix of 1.5 and e.g. this", []),
    ],
)
def test_hosts_are_found_however_they_are_written(text: str, hosts: list[str]) -> None:
    assert [*hosts_in(text)] == hosts


@pytest.mark.parametrize(
    ("host", "other"),
    [
        ("examp1e.org", "example.org"),
        ("ехample.org", "example.org"),
        ("exarnple.org", "example.org"),
        ("exampel.org", "example.org"),
        ("example.org.evil.test", "example.org"),
        ("example.org-login.test", "example.org"),
        ("xn--exmple-cua.org", "example.org"),
        ("shop.example.org", ""),
        ("www.example.org", ""),
        ("another.org", ""),
    ],
)
def test_hosts_that_look_alike_are_told_apart(host: str, other: str) -> None:
    assert alike(host, {"example.org", "revontuli.fi"}) == other


@pytest.mark.parametrize(
    "text", ["[x](y)", "[x][1]", "a@example.org", "https://x.test", "x.test/y", "tel:112"]
)
def test_every_way_to_make_a_link_counts(text: str) -> None:
    assert links_in(f"before {text} after") > links_in("before after")


def test_a_link_that_shows_another_host_misleads() -> None:
    assert [*misleading_in("[example.org](https://evil.test/x)")] == [("example.org", "evil.test")]
    assert [*misleading_in("[our shop](https://evil.test/x)")] == []
    assert [*misleading_in("[www.example.org](https://example.org/x)")] == []
