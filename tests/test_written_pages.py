"""Hand-written pages and the menu: every mistake is told, with its line, without the theme engine."""

from pathlib import Path

import pytest

from talkoot.frames import FrameSite, SiteLanguage, check_pages
from talkoot.frames.look import THEME_KEYS
from talkoot.languages import words
from talkoot.problems import Problem, sentences

HOME = {"content/index.md": "# Home\n"}
RECORDS = {"members": ("hirsi-ja-hopea",), "practices": ("monthly-meeting",), "meetings": ()}
KNOWN = "about.md, index.md, members/, meetings/, practices/, evidence/, themes/, groups/, map/, search/"
LOOK = "site_name: Corner\nnav:\n  - members/\n"


def check(sources: dict[str, str], look: str = LOOK) -> tuple[Problem, ...]:
    languages = tuple(SiteLanguage(code, code, "Corner", "Corner", {}) for code in ("en", "fi"))
    site = FrameSite(Path("/nowhere"), languages, parts=frozenset({"next-meeting", "counts"}))
    return check_pages(site, sources, look, RECORDS)


def told(problems: tuple[Problem, ...], language: str = "en") -> str:
    lines = []
    for problem in problems:
        found, do = sentences(problem, words(language))
        lines.append(f"{problem.path}:{problem.line}: {found} → {do}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "link",
    [
        "join.md",
        "join.md#how",
        "join.fi.md",
        "../join/",
        "/join/",
        "/fi/join/",
        "/",
        "../members/",
        "/members/hirsi-ja-hopea/",
        "../members/hirsi-ja-hopea/member.yml",
        "practices/monthly-meeting/practice.md",
        "../practices/monthly-meeting/",
        "content/../../members/",
        "pictures/hall.jpg",
        "/data/v1/members.json",
        "#below",
        "https://example.org/x.md",
        "mailto:coordinator@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(link: str) -> None:
    assert check({**HOME, "content/join.md": "# Join\n", "content/about.md": f"# A\n\n[x]({link})\n"}) == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "# A\n\nSee [join](jion.md).\n",
            "content/about.md:3: jion.md → this leads nowhere. Did you mean “join.md”?",
        ),
        (
            "# A\n\nSee [them](../members/hirsi-hopea/).\n",
            "content/about.md:3: ../members/hirsi-hopea/ → "
            "this leads nowhere. Did you mean “../members/hirsi-ja-hopea/”?",
        ),
        (
            "---\ndescription: x\n---\n# A\n\n[x](/elsewhere/)\n",
            "content/about.md:6: /elsewhere/ → this leads nowhere. Link to a page by its file, like join.md, "
            "or to a record, like ../members/hirsi-ja-hopea/",
        ),
        (
            "# A\n\n[[next-meting]]\n",
            "content/about.md:3: [[next-meting]] → did you mean [[next-meeting]]?",
        ),
        (
            "# A\n\n[[weather]]\n",
            "content/about.md:3: [[weather]] → write one of these: counts, next-meeting",
        ),
        (
            "# A\n\nHere they are:\n[[counts]]\n",
            "content/about.md:4: [[counts]] → "
            "put it on a line of its own, with an empty line above and below.",
        ),
        (
            "Just text.\n",
            "content/about.md:1: no heading → begin the page with one, for example:\n# About the network",
        ),
        (
            '# A\n\n<p style="color: red">x</p>\n',
            "content/about.md:3: <p style= → "
            "scripts and styles inside a page are not let through. Take it out; "
            "looks belong in a style sheet under overrides/.",
        ),
    ],
)
def test_a_mistake_on_a_page_is_told(source: str, expected: str) -> None:
    problems = check({**HOME, "content/join.md": "# Join\n", "content/about.md": source})

    assert told(problems) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitel: About\n---\n# A\n", ("unknown-key", 2, {"key": "titel", "near": "title"})),
        ("---\ncolour: red\n---\n# A\n", ("unknown-key", 2, {"key": "colour", "keys": "title, description"})),
        ("---\ntitle:\n  - About\n---\n# A\n", ("text-expected", 2, {"example": "title: Title…"})),
    ],
)
def test_front_matter_says_what_it_may_say(source: str, expected: tuple[str, int, dict[str, str]]) -> None:
    (problem,) = check({**HOME, "content/about.md": source})

    assert (problem.code, problem.line, dict(problem.hints)) == expected


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("---\ntitle: About\n\n# A\n", "front-matter-not-closed"),
        ("\n---\ntitle: About\n---\n# A\n", "front-matter-not-first"),
        ("\ufeff---\ntitle: About\n---\n# A\n", "file-with-bom"),
        ("---\n- title\n---\n# A\n", "list-instead-of-keys"),
        ("+++\ntitle = 'About'\n+++\n# A\n", "front-matter-fence"),
    ],
)
def test_front_matter_that_cannot_be_read_never_becomes_text(source: str, code: str) -> None:
    assert [problem.code for problem in check({**HOME, "content/about.md": source})] == [code]


def test_a_line_between_paragraphs_is_not_front_matter() -> None:
    assert check({**HOME, "content/about.md": "# A\n\nOne\n\n---\n\nTwo\n"}) == ()


def test_live_parts_inside_code_are_only_shown() -> None:
    page = "# A\n\n```\n[[weather]]\n```\n\n    [[weather]]\n\nWrite `[[weather]]` so.\n"

    assert check({**HOME, "content/about.md": page}) == ()


def test_a_page_may_not_take_the_place_of_a_section_or_a_language() -> None:
    problems = check({**HOME, "content/members.md": "# M\n", "content/fi.md": "# F\n"})

    assert [(problem.code, problem.path) for problem in problems] == [
        ("page-name-taken", "content/fi.md"),
        ("page-name-taken", "content/members.md"),
    ]


def test_a_page_in_a_language_the_site_does_not_have_is_told() -> None:
    (problem,) = check({**HOME, "content/index.de.md": "# Heim\n"})

    assert (problem.code, problem.found, problem.hints) == (
        "not-a-site-language",
        "de",
        (("languages", "en, fi"),),
    )


def test_a_site_without_a_home_page_is_told() -> None:
    assert [problem.code for problem in check({})] == ["home-missing"]


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("nav:\n  - members/\n  - abuot.md\n", ("menu-entry-unknown", 3, ("near", "about.md"))),
        ("nav:\n  - weather\n", ("menu-entry-unknown", 2, ("known", KNOWN))),
        ("nav: about.md\n", ("list-expected", 1, ("example", "nav:\n  - about.md\n  - members/"))),
        ("extra:\n  footer:\n    - x.md\n", ("menu-entry-unknown", 3, ("known", KNOWN))),
        ("site_nam: Corner\n", ("unknown-key", 1, ("near", "site_name"))),
        ("theme:\n  features:\n    - x\n", ("unknown-key", 2, ("keys", ", ".join(THEME_KEYS)))),
        ("site_name: Corner\nsite_url: portal.example.org\n", ("site-address", 2, None)),
        ("site_url:\n  - https://portal.example.org/\n", ("site-address", 1, None)),
        ("- nav\n", ("list-instead-of-keys", 1, None)),
    ],
)
def test_a_mistake_in_the_menu_is_told(look: str, expected: tuple[str, int, tuple[str, str] | None]) -> None:
    (problem,) = check({**HOME, "content/about.md": "# A\n"}, look)

    assert (problem.code, problem.line, problem.hints[-1] if problem.hints else None) == expected


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_messages_are_there_in_every_language(language: str) -> None:
    pages = {
        "content/about.md": "[x](jion.md) <b onclick=x>\n\n[[weather]]\n\nx [[counts]]\n",
        "content/fi.md": "# F\n",
    }

    problems = check(pages, "nav:\n  - abuot.md\n")

    assert len({problem.code for problem in problems}) == 8
    assert "{" not in told(problems, language)
