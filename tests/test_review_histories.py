"""Every attack on somebody's page is caught, every honest edit passes: requests as they come, each with its verdict.

The base is the small network, with an account for two of its members and leave to merge their own changes.
Whoever asks is account 1234567, the editor of Hirsi ja Hopea, where nothing else is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from histories import (
    PROGRAM,
    Repository,
    Step,
    add,
    edit,
    link,
    mode,
    move,
    put,
    remove,
    repository_of,
    submodule,
)
from mistaken import RIGHT

from talkoot.reviewing.review import Request, Review, review

TODAY = date(2026, 11, 21)

HIRSI = "members/hirsi-ja-hopea/member.yml"
HIRSI_FI = "members/hirsi-ja-hopea/member.fi.yml"
KALA = "members/jarvikala/member.yml"
VERSTAS = "members/vanha-verstas/member.yml"
NETWORK = "content/network.yml"
MEETING = "content/meetings/2026-12-10-hirsi-ja-hopea/meeting.md"
PICTURE = (RIGHT / "members/hirsi-ja-hopea/workshop.jpg").read_bytes()

SUMMARY = "Silver jewellery and winter workshops by the river"
OTHER_SUMMARY = edit(HIRSI, (SUMMARY, "Silver, and workshops in the dark months"))
NEW_MEMBER = put(
    "members/uusi-paja/member.yml",
    "name: Uusi Paja\nsummary: Knives\nsectors:\n  - crafts\ngroup: inari\nplace: inari\njoined: 2026-11-01\n"
    "editors:\n  - 1234567\n",
)


@dataclass(frozen=True)
class Asked:
    """One request: what is done in it, by whom, and what must become of it.

    `merges`, or else the verdict; `reasons` are all of the verdict's codes, `points` what is to be looked at twice.
    """

    becomes: str
    steps: tuple[Step, ...]
    reasons: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    by: tuple[str, ...] = ("1234567",)
    since: tuple[Step, ...] = ()
    """What others did on the network's side in the meantime."""


def own(*steps: Step, **more: tuple[str, ...]) -> Asked:
    """The author's own, but somebody has to look."""
    return Asked("own", steps, **more)  # type: ignore[arg-type]


def merges(*steps: Step, **more: tuple[Step, ...]) -> Asked:
    """The author's own, right, and in by itself."""
    return Asked("merges", steps, **more)  # type: ignore[arg-type]


def asks(reason: str, *steps: Step, **more: tuple[str, ...]) -> Asked:
    """One for the coordinator, for this reason alone."""
    return Asked("coordinator", steps, (reason,), **more)  # type: ignore[arg-type]


def refused(*reasons: str, steps: tuple[Step, ...], **more: tuple[str, ...]) -> Asked:
    """Refused, for these reasons among others."""
    return Asked("refused", steps, reasons, **more)  # type: ignore[arg-type]


HISTORIES = {
    # Honest edits of one's own page
    "another sentence": merges(OTHER_SUMMARY),
    "three fields at once": merges(
        OTHER_SUMMARY, edit(HIRSI, ("size: 2", "size: 3"), ("founded: 2014", "founded: 2013-05"))
    ),
    "a field for the first time": merges(add(KALA, "size: 1\n"), by=("7654321",)),
    "a field taken away": merges(edit(HIRSI, ("address: Esimerkkitie 1\n", ""))),
    "a longer text": merges(
        edit(HIRSI, ("There are **two** of us now.", "There are **two** of us now.\n\n  And a dog."))
    ),
    "a theme wished": merges(edit(HIRSI, ("  - pricing\n", "  - pricing\n  - pictures\n"))),
    "another number of seats": merges(edit(HIRSI, ("  seats: 12", "  seats: 14"))),
    "still right": merges(edit(HIRSI, ("confirmed: 2026-10-02", "confirmed: 2026-11-20"))),
    "paused for the winter": merges(edit(HIRSI, ("status: active", "status: paused"))),
    "left": merges(add(KALA, "status: left\nleft_on: 2026-11-01\n"), by=("7654321",)),
    "the translation mended": merges(edit(HIRSI_FI, ("talvisia pajoja", "talvipajoja"))),
    "a translation for the first time": merges(
        put("members/hirsi-ja-hopea/member.sv.yml", "summary: Silver och vinterkurser\n")
    ),
    "comments and order alone": merges(
        edit(HIRSI, ("size: 2\n", ""), ("founded: 2014\n", "size: 2 # both of us\nfounded: 2014\n"))
    ),
    "saved with Windows' line ends": merges(edit(HIRSI, ("size: 2\n", "size: 2\r\n"))),
    "another address of the shop, same host": merges(
        edit(HIRSI, ("https://example.org/shop", "https://example.org/store"))
    ),
    "others changed other pages meanwhile": merges(
        OTHER_SUMMARY, since=(edit(KALA, ("Smoked vendace", "Cold-smoked vendace")),)
    ),
    "others changed another line of it meanwhile": merges(
        OTHER_SUMMARY, since=(edit(HIRSI, ("seats: 12", "seats: 10")),)
    ),
    "two pages of one owner": merges(
        OTHER_SUMMARY,
        edit(KALA, ("Smoked vendace", "Vendace")),
        since=(edit(KALA, ("  - 7654321", "  - 7654321\n  - 1234567")),),
    ),
    # Honest edits with something to look at
    "a photo added": own(
        put("members/hirsi-ja-hopea/yard.jpg", PICTURE),
        edit(
            HIRSI,
            (
                "    agreed: yes\n",
                "    agreed: yes\n  - file: yard.jpg\n    alt: The yard\n    agreed: yes\n",
            ),
        ),
        points=("picture new",),
    ),
    "a photo under the old name": own(
        put("members/hirsi-ja-hopea/workshop.jpg", PICTURE + b"\0"), points=("picture replaced",)
    ),
    "another e-mail address": own(
        edit(HIRSI, ("hirsi@example.org", "silver@example.org")), points=("contact",)
    ),
    "another telephone number": own(
        edit(HIRSI, ("+358 40 123 4567", "+358 40 765 4321")), points=("contact",)
    ),
    "a link in the text": own(
        edit(HIRSI, ("There are **two** of us now.", "There are **two** of us, see https://example.org/us")),
        points=("link",),
    ),
    "a link to a new host": own(
        edit(HIRSI, ("https://example.org/shop", "https://hirsi.example.com/shop")), points=("new host",)
    ),
    "a page on another's host": own(
        edit(HIRSI, ("https://example.org/shop", "https://example.net")), points=("new host",)
    ),
    "an e-mail address in the text": own(
        edit(HIRSI, ("There are **two**", "Write to us@example.org. There are **two**")), points=("link",)
    ),
    # Mistakes: the author mends them, and nobody is blamed
    "a word the list does not have": own(
        edit(HIRSI, ("  - tourism", "  - tourizm")), problems=("unknown-term",)
    ),
    "a day written the Finnish way": own(
        edit(HIRSI, ("confirmed: 2026-10-02", "confirmed: 2.10.2026")), problems=("day",)
    ),
    "photo that shows people who did not agree": asks(
        "consent", edit(HIRSI, ("agreed: yes", "agreed: no")), problems=("photo-not-agreed",)
    ),
    "a photo that was not sent": own(
        edit(
            HIRSI,
            (
                "    agreed: yes\n",
                "    agreed: yes\n  - file: yard.jpg\n    alt: The yard\n    agreed: yes\n",
            ),
        ),
        problems=("no-such-picture",),
    ),
    "a page that no longer can be read": asks(
        "unreadable-after",
        edit(HIRSI, ("summary: Silver", "summary: 'Silver")),
        problems=("quote-not-closed",),
    ),
    "a name with a colon": asks(
        "unreadable-after",
        edit(HIRSI, ("name: Hirsi ja Hopea", "name: Hirsi: Hopea")),
        problems=("colon-in-value",),
    ),
    # For the coordinator: somebody else's, the network's, or what only a person can judge
    "a new member": asks("new-record", NEW_MEMBER),
    "a new member with photo and translation": asks(
        "new-record", NEW_MEMBER, put("members/uusi-paja/member.fi.yml", "summary: Veitsiä\n")
    ),
    "a new meeting": asks(
        "new-record",
        put(
            "content/meetings/2027-01-14-x/meeting.md",
            "---\ntitle: Prices\nstart: 2027-01-14 17:00\nend: 2027-01-14 19:00\nmode: online\nstatus: planned\ngroup: inari\n---\n",
        ),
    ),
    "another's page": asks("not-editor", edit(KALA, ("Smoked vendace", "Rotten vendace"))),
    "another's translation": asks("not-editor", put("members/jarvikala/member.fi.yml", "summary: Muikkua\n")),
    "another's picture": asks(
        "not-editor",
        put("members/jarvikala/fish.jpg", PICTURE),
        points=("picture new",),
        problems=("unused-picture",),
    ),
    "a page that names no editors": asks("no-editors", edit(VERSTAS, ("Furniture mended", "Furniture sold"))),
    "own page and another's": asks(
        "not-editor", OTHER_SUMMARY, edit(KALA, ("Smoked vendace", "Old vendace"))
    ),
    "own page and the network's facts": asks(
        "network", OTHER_SUMMARY, edit(NETWORK, ("own_changes_merge: yes", "own_changes_merge: no"))
    ),
    "a new word for the lists": asks(
        "vocabulary",
        add(
            "content/vocabularies/sectors.yml",
            "knives:\n  label:\n    en: Knives\n    fi: Veitset\n    sv: Knivar\n",
        ),
    ),
    "a hand-written page": asks("page", add("content/about.md", "\nMore.\n")),
    "the meeting one hosts": asks("no-editors", add(MEETING, "\nBring slippers.\n")),
    "nobody said who asks": asks("not-editor", OTHER_SUMMARY, by=()),
    "pushed by somebody else than who asked": asks("not-editor", OTHER_SUMMARY, by=("1234567", "666")),
    "own page taken away": Asked(
        "coordinator",
        (remove("members/hirsi-ja-hopea"),),
        ("removed", "unreadable-after"),
        problems=("moved-to-nowhere", "unknown-record", "vanished"),
    ),
    "a photo taken away": asks(
        "removed",
        remove("members/hirsi-ja-hopea/workshop.jpg"),
        edit(
            HIRSI,
            (
                "photos:\n  - file: workshop.jpg\n    alt: Two benches by a window\n    credit: Own picture\n    agreed: yes\n",
                "",
            ),
        ),
        problems=("translation-too-long",),
    ),
    "the page under another address": Asked(
        "coordinator",
        (move("members/hirsi-ja-hopea", "members/hirsi"),),
        ("new-record", "removed", "unreadable-after"),
        points=("contact", "link", "picture new"),
        problems=("moved-to-nowhere", "unknown-record", "vanished"),
    ),
    "another editor": asks("editors", edit(HIRSI, ("  - 1234567", "  - 1234567\n  - 666"))),
    "editors taken away": asks("editors", edit(HIRSI, ("editors:\n  - 1234567\n", ""))),
    "a later day of consent": asks(
        "consent", edit(HIRSI, ("consent: 2025-02-13", "consent: 2026-11-01")), points=("contact",)
    ),
    "contact and consent taken away": asks(
        "consent",
        edit(
            HIRSI,
            (
                "contact:\n  name: The owners\n  email: hirsi@example.org\n  phone: +358 40 123 4567\n  consent: 2025-02-13\n",
                "",
            ),
        ),
    ),
    "both changed the same line": asks("conflict", OTHER_SUMMARY, since=(edit(HIRSI, (SUMMARY, "Silver")),)),
    "an empty request": asks("nothing"),
    "the menu": asks("machinery", add("mkdocs.yml", "# more\n")),
    "the site's code": asks("machinery", put("generator/talkoot/build.py", "import os\n")),
    "what the forge runs": asks("workflows", put(".github/workflows/review.yml", "on: push\n")),
    # Attacks
    "makes itself editor of another's page": Asked(
        "coordinator", (edit(KALA, ("  - 7654321", "  - 1234567")),), ("editors", "not-editor")
    ),
    "editor by its own request alone": Asked(
        "coordinator", (add(VERSTAS, "editors:\n  - 1234567\n"),), ("editors", "no-editors")
    ),
    "no longer an editor since it branched off": asks(
        "not-editor", OTHER_SUMMARY, since=(edit(HIRSI, ("  - 1234567", "  - 999")),)
    ),
    "an account number as a name": asks("not-editor", OTHER_SUMMARY, by=("1234567\n",)),
    "an account number in other digits": asks("not-editor", OTHER_SUMMARY, by=("１２３４５６７",)),
    "consent for another's telephone": asks(
        "consent",
        edit(
            HIRSI,
            (
                "phone: +358 40 123 4567\n  consent: 2025-02-13",
                "phone: +358 44 000 0000\n  consent: 2026-11-20",
            ),
        ),
        points=("contact",),
    ),
    "a link to a file of the machine": refused(
        "link", steps=(link("members/hirsi-ja-hopea/photo.jpg", "/etc/passwd"),)
    ),
    "a link in place of one's page": refused("link", steps=(link(HIRSI, "../jarvikala/member.yml"),)),
    "a folder that is a link": refused("link", steps=(link("members/hirsi", "hirsi-ja-hopea"),)),
    "a link out of the network's folders": refused("link", steps=(OTHER_SUMMARY, link("notes", "/"))),
    "a repository within": refused("submodule", steps=(submodule("members/hirsi-ja-hopea/more"),)),
    "a repository in place of a folder": refused(
        "submodule", steps=(remove("members/hirsi-ja-hopea"), submodule("members/hirsi-ja-hopea"))
    ),
    "a page that is a program": refused("mode", steps=(mode(HIRSI, PROGRAM),)),
    "a new program": refused(
        "mode", steps=(put("members/hirsi-ja-hopea/member.fi.yml", "#!/bin/sh\n", PROGRAM),)
    ),
    "a hidden file": refused("hidden", steps=(put("members/hirsi-ja-hopea/.htaccess", "Redirect /"),)),
    "a hidden folder": refused(
        "hidden", steps=(put("members/hirsi-ja-hopea/.github/workflows/x.yml", "on: push\n"),)
    ),
    "settings of git beside the page": refused(
        "hidden", steps=(put("members/hirsi-ja-hopea/.gitattributes", "* filter=x\n"),)
    ),
    "what the computer left": refused(
        "hidden", steps=(OTHER_SUMMARY, put("members/hirsi-ja-hopea/.DS_Store", b"\0"))
    ),
    "a twin of one's own page": refused(
        "twin", steps=(put("members/hirsi-ja-hopea/Member.yml", "name: X\n"),)
    ),
    "a twin of another's folder": refused("twin", steps=(put("members/Jarvikala/member.yml", "name: X\n"),)),
    "a twin of a folder above": refused("twin", steps=(put("Members/jarvikala/member.yml", "name: X\n"),)),
    "a twin in wider letters": refused("twin", steps=(put("members/jarvikala/ｍember.yml", "name: X\n"),)),
    "a twin of two new pictures": refused(
        "twin",
        steps=(put("members/hirsi-ja-hopea/a.JPG", PICTURE), put("members/hirsi-ja-hopea/A.jpg", PICTURE)),
    ),
    "a path that climbs": refused("hidden", "name", steps=(put("members/../../etc/x", "x"),)),
    "git's own folder": refused(
        "hidden", "name", steps=(put("members/hirsi-ja-hopea/.git/config", "[core]\n"),)
    ),
    "git's own folder in other letters": refused(
        "name", steps=(put(".GIT/hooks/post-checkout", "#!/bin/sh\n", PROGRAM),)
    ),
    "git's own folder as an old disk writes it": refused("name", steps=(put("GIT~1/config", "[core]\n"),)),
    "git's own folder with a letter nobody sees": refused(
        "name", steps=(put(".g\u200cit/config", "[core]\n"),)
    ),
    "a name that is no text": refused("name", steps=(put("members/hirsi-ja-hopea/\udcff.jpg", PICTURE),)),
    "a name with a line break": refused(
        "name", steps=(put("members/hirsi-ja-hopea/a\n::error::b.jpg", PICTURE),)
    ),
    "a name that reads backwards": refused("name", steps=(put("members/hirsi-ja-hopea/\u202egpj.exe", "x"),)),
    "a name with a backslash": refused("name", steps=(put("members\\jarvikala\\member.yml", "x"),)),
    "a file too large for the history": refused(
        "size", steps=(put("members/hirsi-ja-hopea/big.jpg", b"\0" * (20 * 1024 * 1024 + 1)),)
    ),
    "a file deeper than the page": asks(
        "no-place", put("members/hirsi-ja-hopea/more/page.html", "<script>"), problems=("folder-in-record",)
    ),
    "a web page beside one's page": asks(
        "no-place", put("members/hirsi-ja-hopea/index.html", "<script>"), problems=("file-unknown",)
    ),
    "a drawing that can hold a script": asks(
        "no-place", put("members/hirsi-ja-hopea/logo.svg", "<svg/>"), problems=("picture-kind",)
    ),
    "another page under one's own folder's name": asks(
        "no-place", put("members/hirsi-ja-hopea/practice.md", "---\n---\n"), problems=("file-unknown",)
    ),
    "a translation that tells of editors": own(
        add(HIRSI_FI, "editors:\n  - 666\n"), problems=("unknown-key",)
    ),
    "a host that looks like the network's": own(
        edit(HIRSI, ("https://example.org/shop", "https://examp1e.org/shop")), points=("look-alike",)
    ),
    "a host with one Cyrillic letter": own(
        edit(HIRSI, ("https://example.org/shop", "https://ex\u0430mple.org/shop")),
        points=("look-alike", "mixed letters"),
    ),
    "a host written in punycode": own(
        edit(HIRSI, ("https://example.org/shop", "https://xn--exmple-4nf.org/shop")), points=("look-alike",)
    ),
    "the network's host as the beginning of another": own(
        edit(HIRSI, ("https://example.org/shop", "https://example.org.login.test/shop")),
        points=("look-alike",),
    ),
    "a host of another alphabet": own(
        edit(HIRSI, ("https://example.org/shop", "https://магазин.рф/shop")), points=("foreign host",)
    ),
    "a link that shows another host": own(
        edit(HIRSI, ("There are **two**", "[example.org](https://elsewhere.test/). There are **two**")),
        points=("link", "misleading", "new host"),
    ),
    "a name in letters that look alike": own(
        edit(HIRSI, ("name: Hirsi ja Hopea", "name: Hirsi ja H\u043epea")), points=("mixed letters",)
    ),
    "letters that turn the line round": asks(
        "unreadable-after", edit(HIRSI, (SUMMARY, "Silver \u202eegdol")), problems=("character-not-allowed",)
    ),
    "an anchor to be blown up": asks(
        "unreadable-after",
        edit(HIRSI, (f"summary: {SUMMARY}", "summary: &a x\nabout_: [*a,*a]")),
        problems=("sign-at-start",),
    ),
    "the same key twice": asks(
        "unreadable-after", add(HIRSI, "editors:\n  - 666\n"), problems=("key-repeated",)
    ),
    "a picture that is none": own(
        put("members/hirsi-ja-hopea/workshop.jpg", "<script>alert(1)</script>"),
        points=("picture replaced",),
        problems=("not-a-picture",),
    ),
    "a workflow's expression in a field": merges(
        edit(HIRSI, (SUMMARY, "${{ secrets.TOKEN }} $(id) `id` ; rm -rf /"))
    ),
    "a template's code in a field": merges(
        edit(HIRSI, (SUMMARY, "So {{ 7*7 }} {% include '/etc/passwd' %}"))
    ),
}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Repository, str]]:
    """The repository all requests are made to, and the commit they begin at."""
    repository, first = repository_of(RIGHT, tmp_path_factory.mktemp("network") / "network")
    yield (
        repository,
        repository.commit(
            [first], add(NETWORK, "own_changes_merge: yes\n"), add(KALA, "editors:\n  - 7654321\n")
        ),
    )


def reviewed(network: tuple[Repository, str], asked: Asked, folder: Path) -> Review:
    repository, base = network
    head = repository.commit([base], *asked.steps)
    now = repository.commit([base], *asked.since) if asked.since else base
    return review(Request(repository.root, now, head, asked.by), TODAY, folder)


@pytest.mark.parametrize("name", HISTORIES)
def test_a_request_becomes_what_it_must(name: str, network: tuple[Repository, str], tmp_path: Path) -> None:
    asked = HISTORIES[name]

    told = reviewed(network, asked, tmp_path)

    verdict = told.decision.verdict
    assert ("merges" if told.merges else verdict) == asked.becomes, told.decision.reasons
    codes = tuple(sorted({reason.code for reason in told.decision.reasons if reason.verdict == verdict}))
    assert codes == tuple(sorted(asked.reasons))
    if verdict != "refused":
        assert tuple(sorted({point.code for point in told.points})) == asked.points
        assert tuple(sorted({problem.code for problem in told.problems})) == asked.problems


def test_nothing_of_a_request_is_written_outside_its_two_folders(
    network: tuple[Repository, str], tmp_path: Path
) -> None:
    sides = tmp_path / "sides"
    sides.mkdir()
    steps = (put("members/../../../escaped", "x"), put("../escaped", "x"), link("members/out", str(tmp_path)))

    told = reviewed(network, Asked("refused", steps), sides)

    assert told.decision.verdict == "refused"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sides"]
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))


def test_there_are_enough_histories_of_either_kind() -> None:
    assert len(HISTORIES) >= 60
    assert {asked.becomes for asked in HISTORIES.values()} == {"merges", "own", "coordinator", "refused"}
