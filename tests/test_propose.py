"""Answers become a record's files as a careful person would write them, or a plain list of what to mend."""

import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from built import TODAY, copy_of
from click.testing import CliRunner
from forms import form, present
from PIL import Image

from talkoot.build import Examined, examine
from talkoot.commands import commands
from talkoot.editing.answers import Answers, read_answers
from talkoot.editing.fetching import fetched
from talkoot.editing.handing import hand_over, taken_over
from talkoot.editing.overlay import write
from talkoot.editing.parcels import Parcel, open_parcel
from talkoot.editing.proposal import Proposal, Sent
from talkoot.editing.proposing import propose
from talkoot.editing.replying import Author, body, reply, title
from talkoot.problems import Problem
from talkoot.sources.strict_yaml import read_keys

SMALL = Path(__file__).parent / "sites" / "small"
OWN = "members/hirsi-ja-hopea/member.yml"
FINNISH = "members/hirsi-ja-hopea/member.fi.yml"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(SMALL, tmp_path_factory.mktemp("propose") / "network")
    with (root / "mkdocs.yml").open("a") as look:
        look.write("site_url: https://org.example/portal/\n")
    return root


@pytest.fixture(scope="module")
def examined(network: Path) -> Examined:
    return examine(network, TODAY)


class Network:
    """A network that answers are sent to."""

    def __init__(self, root: Path, examined: Examined) -> None:
        self.root, self.examined = root, examined

    def gets(self, text: str, **sent: Any) -> Proposal:
        return propose(self.root, Sent(text, **sent), TODAY, self.examined)

    def lines(self, proposal: Proposal, path: str) -> tuple[list[str], list[str]]:
        """The lines that go, and those that come."""
        was = (self.root / path).read_text(encoding="utf-8").split("\n")
        content = proposal.files[path]
        assert content is not None, proposal.problems
        now = content.decode().split("\n")
        return [line for line in was if line not in now], [line for line in now if line not in was]


@pytest.fixture(scope="module")
def tiny(network: Path, examined: Examined) -> Network:
    return Network(network, examined)


def codes(proposal: Proposal) -> list[str]:
    return [problem.code for problem in proposal.problems if problem.severity == "problem"]


def test_one_answer_changes_one_line(tiny: Network) -> None:
    proposal = tiny.gets(form(page="hirsi-ja-hopea", size="3"))

    assert [*proposal.files] == [OWN]
    assert tiny.lines(proposal, OWN) == (["size: 2"], ["size: 3"])


@pytest.mark.parametrize(
    ("id_", "answer", "lines"),
    [
        ("sectors", "Käsityö, food", (["  - tourism"], ["  - food"])),
        ("sectors", "- Crafts\n- Tourism\n- ruoka", ([], ["  - food"])),
        ("place", "INARI", (["place: rovaniemi"], ["place: inari"])),
        ("group", "Inari", (["group: rovaniemi"], ["group: inari"])),
        ("confirmed", "yes", (["confirmed: 2026-10-02"], ["confirmed: 2026-11-21"])),
        ("confirmed", "- [X] Kyllä, pitää paikkansa", (["confirmed: 2026-10-02"], ["confirmed: 2026-11-21"])),
        ("confirmed", "12.3.2026", (["confirmed: 2026-10-02"], ["confirmed: 2026-03-12"])),
        ("hosting_willing", "ei", (["  willing: yes"], ["  willing: no"])),
        ("languages", "suomi, ruotsi", (["  - en"], ["  - sv"])),
        ("needs", "pictures of products\nsomething, of our own", (["  - a second-hand rolling mill"], ["  - something, of our own"])),
        ("needs", "- product-photography, of shoes", (["  - product-photography", "  - a second-hand rolling mill"], ["  - product-photography, of shoes"])),
        ("contact_email", "mailto:uusi@example.org", (["  email: hirsi@example.org"], ["  email: uusi@example.org"])),
        ("contact_phone", "-", (["  phone: +358 40 123 4567"], [])),
        ("markets_now", "Own country", (["    - regional"], ["    - national"])),
        ("links", '- title: "Shop: new"\n  url: https://example.org/shop', (["  - title: Our shop"], ['  - title: "Shop: new"'])),
        ("links", "```yaml\n- Address: https://example.org/shop\n  Link's name: Our shop\n```", ([], [])),
        ("about", "One.\n\n---\n\n```yaml\nname: x\n```\n\n## Two", (["  We began in 2014 with one bench.", "  There are **two** of us now."], ["  One.", "  ---", "  ```yaml", "  name: x", "  ```", "  ## Two"])),
        ("status", "On a break", None),
    ],
)  # fmt: skip
def test_people_may_answer_in_their_own_way(
    tiny: Network, id_: str, answer: str, lines: tuple[list[str], list[str]] | None
) -> None:
    proposal = tiny.gets(form(page="hirsi-ja-hopea", **{id_: answer}))

    if lines is None:
        assert codes(proposal) == ["unknown-choice"]
    elif lines == ([], []):
        assert codes(proposal) == ["nothing-answered"]
    else:
        assert codes(proposal) == []
        assert tiny.lines(proposal, OWN) == lines


def test_what_is_not_answered_stays_as_it_is(tiny: Network) -> None:
    proposal = tiny.gets(form(whole=True, page="hirsi-ja-hopea"))

    assert codes(proposal) == ["nothing-answered"]
    assert not proposal.files


def test_a_translation_goes_into_its_own_file(tiny: Network) -> None:
    proposal = tiny.gets(
        form(page="hirsi-ja-hopea", summary__sv="Silver vid älven", summary__en="By the river")
    )

    assert (
        proposal.files["members/hirsi-ja-hopea/member.sv.yml"]
        == (
            "# yaml-language-server: $schema=https://org.example/portal/data/v1/schema/member-translation.json\n"
            "summary: Silver vid älven\n"
        ).encode()
    )
    assert tiny.lines(proposal, OWN)[1] == ["summary: By the river"]


def test_a_link_that_moves_up_takes_its_translation_with_it(tiny: Network) -> None:
    links = "- title: News\n  title.sv: Nyheter\n  url: https://example.net\n- title: Our shop\n  url: https://example.org/shop"

    proposal = tiny.gets(form(page="hirsi-ja-hopea", links=links))

    told = {path: read_keys((content or b"").decode()) for path, content in proposal.files.items()}
    assert [link["title"] for link in told[OWN]["links"]] == ["News", "Our shop"]
    assert told["members/hirsi-ja-hopea/member.sv.yml"]["links"] == [{"title": "Nyheter"}]
    assert told[FINNISH]["links"] == ["", {"title": "Kauppamme"}]


NEW = {
    "name": "Ruska & Co: “Poro”",
    "summary": "Retkiä ja #ruskaa",
    "sectors": "Matkailu",
    "group": "Rovaniemi",
    "place": "Rovaniemi",
}


def test_a_new_member_proposes_who_sent_it_for_its_editor(tiny: Network) -> None:
    proposal = tiny.gets(form(language="fi", **NEW), account="4711")

    assert proposal.adds_editor
    assert (proposal.files["members/ruska-co-poro/member.yml"] or b"").decode() == (
        "# yaml-language-server: $schema=https://org.example/portal/data/v1/schema/member.json\n"
        "name: \"Ruska & Co: “Poro”\"\n"
        "summary: \"Retkiä ja #ruskaa\"\n"
        "written_in: fi\n"
        "sectors:\n  - tourism\n"
        "group: rovaniemi\nplace: rovaniemi\n"
        "joined: 2026-11-21\n"
        "editors:\n  - 4711\n"
    )  # fmt: skip


def test_a_new_member_that_came_by_mail_has_no_editor_yet(tiny: Network) -> None:
    text = f"### Sähköpostitse saatu teksti\n\n{form(language='fi', **NEW)}"

    proposal = tiny.gets(text, account="1")

    assert proposal.received and proposal.is_right
    assert b"editors" not in (proposal.files["members/ruska-co-poro/member.yml"] or b"")


def test_a_new_page_never_takes_the_place_of_another(tiny: Network) -> None:
    proposal = tiny.gets(form(**{**NEW, "name": "Hirsi ja Hopea"}))

    assert codes(proposal) == ["page-exists"]
    assert "Member page" in reply(proposal)


def test_a_new_meeting_is_called_by_its_day_and_host(tiny: Network) -> None:
    answers = {
        "title": "What does it cost?",
        "start": "14.1.2027 klo 17",
        "end": "2027-01-14 19:00",
        "group": "Inari",
    }

    proposal = tiny.gets(form("meeting", **answers, host="Järvikala", report="Soup.\n\n---\n\nAnd more."))

    assert codes(proposal) == []
    text = (proposal.files["content/meetings/2027-01-14-jarvikala/meeting.md"] or b"").decode()
    assert text == (
        "---\ntitle: What does it cost?\nstart: 2027-01-14 17:00\nend: 2027-01-14 19:00\nstatus: planned\n"
        "group: inari\nhost: jarvikala\n---\nSoup.\n\n---\n\nAnd more.\n"
    )


def test_a_contact_that_is_removed_is_gone_in_every_language(tiny: Network) -> None:
    proposal = tiny.gets(form(page="hirsi-ja-hopea", remove_contact="yes"))

    assert not any(b"contact" in (content or b"") for content in proposal.files.values())
    assert OWN in proposal.files


def test_a_page_that_nothing_leads_to_is_removed_and_its_address_still_answers(tiny: Network) -> None:
    proposal = tiny.gets(form(page="vanha-verstas", remove_page="kyllä"))

    assert proposal.removes and not proposal.stays
    assert proposal.files["members/vanha-verstas/member.yml"] is None
    addresses = (proposal.files["content/addresses.yml"] or b"").decode()
    assert "  - address: members/vanha-verstas\n    on: 2026-11-21\n" in addresses


def test_a_page_that_meetings_lead_to_stays_and_says_only_that_its_member_left(tiny: Network) -> None:
    proposal = tiny.gets(form(page="hirsi-ja-hopea", remove_page="yes"))

    assert proposal.stays and proposal.is_right, proposal.problems
    told = read_keys((proposal.files[OWN] or b"").decode())
    assert told["status"] == "left" and told["left_on"] == "2026-11-21"
    assert not {"contact", "photos", "about", "links"} & told.keys()
    assert proposal.files[FINNISH] is None
    assert proposal.files["members/hirsi-ja-hopea/workshop.jpg"] is None
    told = body(proposal, Author("1", "x"), "3", "en")
    assert "To settle before it is approved" in told and "2026-12-10-hirsi-ja-hopea/meeting.md" in told


def test_a_wish_that_is_a_theme_becomes_the_members_own(tiny: Network) -> None:
    proposal = tiny.gets(form(page="jarvikala", wish="Pricing\nA theme nobody has named"))

    told = read_keys((proposal.files["members/jarvikala/member.yml"] or b"").decode())
    assert told["themes_wished"] == ["pricing"]
    assert "A theme nobody has named" in body(proposal, Author("1", "x"), "3", "en")


def test_a_wish_alone_needs_no_page(tiny: Network) -> None:
    proposal = tiny.gets(form(wish="Bears"))

    assert proposal.is_right and not proposal.files
    assert reply(proposal) == "Thank you for the wish. The coordinator reads it here.\n"


def test_text_above_the_answers_is_kept_for_the_coordinator(tiny: Network) -> None:
    proposal = tiny.gets("Hello!\n\n" + form(page="jarvikala", founded="1999"))

    assert proposal.note == "Hello!"
    assert "```text\nHello!\n```" in body(proposal, Author("1", "x"), "3", "en")


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_answers_that_repeat_what_a_page_says_change_nothing(repository: Path, language: str) -> None:
    examined = examine(repository, TODAY)
    assert examined.network
    for kind, of_kind in examined.network.kinds.items():
        for id_ in of_kind:
            text = present(repository, kind, id_, language)

            proposal = propose(repository, Sent(text), TODAY, examined)

            assert (codes(proposal), {**proposal.files}) == (["nothing-answered"], {}), (
                id_,
                proposal.problems,
            )


def test_a_text_may_hold_the_very_headings_of_the_form(tiny: Network) -> None:
    about = "Before.\n\n### Photos\n\nNone yet.\n\n### Something else\n\nAfter."

    proposal = tiny.gets(form(whole=True, page="jarvikala", about=about, size="4"))

    assert codes(proposal) == []
    told = read_keys((proposal.files["members/jarvikala/member.yml"] or b"").decode())
    assert (told["about"].strip(), told["size"]) == (about, "4")


def test_what_can_be_understood_in_two_ways_is_asked_back(tiny: Network) -> None:
    about = "Before.\n\n### Written in\n\nA book."

    proposal = tiny.gets(form(whole=True, page="jarvikala", about=about))
    mended = tiny.gets(form(whole=True, page="jarvikala", about=about.replace("###", r"\###")))

    assert codes(proposal) == ["heading-twice"]
    assert "\\### Written in" in reply(proposal)
    assert codes(mended) == []


HOSTILE = [
    "```\n### Name\n```",
    "~~~~ \n--- \n~~~",
    "---\nname: x\n---\n...\n",
    "name: x\neditors:\n  - 1",
    "- a\n- b: c\n  d: [e, {f: g}]",
    "*alias &anchor !!python/object/apply:os.system ['id']",
    "<<: *x\n? complex\n: key",
    "$(touch /tmp/owned); `id` && rm -rf / | cat > x",
    "${{ github.token }} ${{ secrets.GITHUB_TOKEN }}",
    "::set-output name=x::y\n::add-mask::z\n%0A%0D",
    "'; DROP TABLE members; --",
    "\" ' \\ ` | > < & # % @ !",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![](https://evil.example/x.png)",
    "../../etc/passwd",
    "@everyone #1 octocat/hello-world#1",
    "\t\ttabs\tand   blanks   ",
    "a" * 300,
    "ä" * 5000,
    "# one\n## two\n### three\n#### four",
    "line\n" * 2000,
    "null", "~", "yes", "NO", "1e999", "0x1F", "2026-02-30", "12:30:45", "-", "--", "_No response_", "[]", "{}", "|", ">-", "%TAG ! x", "\\### Name",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["member", "meeting", "practice"])
def test_whatever_stands_in_every_field_is_a_record_or_a_plain_problem(tiny: Network, kind: str) -> None:
    page = {"member": "jarvikala", "meeting": "2026-10-08-jarvikala", "practice": "shared-van"}[kind]
    fields = [id_ for id_ in form_ids(kind) if not id_.startswith("remove")]
    for text in HOSTILE:
        for language, whole in (("fi", True), ("en", False)):
            sent = form(kind, language, whole=whole, **{**dict.fromkeys(fields, text), "page": page})

            proposal = tiny.gets(sent, account="1")

            assert proposal.problems or proposal.files or proposal.wishes
            told = reply(proposal)
            assert told.strip() and len(told) <= 65_536
            # Nothing of theirs stands outside a fence, where it would be markup or a mention.
            assert "@everyone" not in outside_fences(told)
            assert "@everyone" not in outside_fences(body(proposal, Author("1", "x"), "1", "fi"))
            assert title(proposal, "fi").isprintable()


def form_ids(kind: str) -> list[str]:
    from forms import asked

    return [id_.replace("-", "_") for id_ in asked(kind)]


def outside_fences(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line.removesuffix("text")
        else:
            kept.append(line)
    assert not fence
    return "\n".join(kept)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_paragraphs_is_kept_to_the_letter(tiny: Network, text: str) -> None:
    from forms import escaped

    told = text.strip()
    proposal = tiny.gets(form(page="jarvikala", about=escaped(told)).replace("\n", "\r\n"))

    if told in ("-", "_No response_"):
        assert codes(proposal) == ["nothing-answered"]
    elif codes(proposal):
        assert codes(proposal) in (["too-long"], ["html-in-text"]) or "html" in codes(proposal)[0]
    else:
        assert (
            read_keys((proposal.files["members/jarvikala/member.yml"] or b"").decode())["about"].strip()
            == told
        )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "form-unknown"),
        ("   \n\n", "form-unknown"),
        ("Please take my page off.", "form-unknown"),
        (form(page="jarvikala") + "\n\n" + form(page="jarvikala"), "forms-mixed"),
        (form(page="jarvikala") + "\n\n" + form("meeting", page=""), "forms-mixed"),
        (form(whole=True, page="jarvikala").partition("\n\n")[2] * 2, "forms-mixed"),
        (form(page="jarvikkala", size="2"), "page-unknown"),
        (form(page="../../etc", size="2"), "page-unknown"),
        (form(page="jarvikala", size="2\x00"), "character-not-allowed"),
        (form(page="jarvikala", name="\u202egnp.exe"), "character-not-allowed"),
        (form(page="jarvikala", links="- title: [x"), "yaml"),
        (form(page="jarvikala", links="nothing but words"), "items-expected"),
        (form(page="jarvikala", links="- &a x"), "sign-at-start"),
        (form(page="jarvikala", size="2\n\n### Syze\n\n3"), "heading-unknown"),
        (form(page="jarvikala", about="x" * 60_000), "too-long"),
        ("x" * 500_000, "answers-too-long"),
        (form("meeting", start="2027-01-14 17:00", title="x", end="2027-01-14 19:00", group="inari", report="r" * 60_000), "too-long"),
    ],
)  # fmt: skip
def test_what_can_not_be_taken_is_told_plainly(tiny: Network, text: str, code: str) -> None:
    proposal = tiny.gets(text)

    assert not proposal.files
    assert code in codes(proposal) or (code == "yaml" and codes(proposal))
    assert reply(proposal).startswith("Thank you. Nothing is lost")


def test_sixty_thousand_characters_are_read_in_a_moment(tiny: Network) -> None:
    for text in (
        "### Name\n\n" * 6000,
        "### Member page\n" * 4000,
        "#" * 60_000,
        "`" * 60_000,
        "- [x](" * 10_000,
        "<img " * 12_000,
    ):
        proposal = tiny.gets(form(page="jarvikala", about="x") + "\n\n" + text)

        assert proposal.problems


def test_a_question_that_is_gone_takes_no_other_with_it(tiny: Network) -> None:
    whole = form(
        whole=True,
        size="5",
        founded="2001",
        summary="New",
        **{k: v for k, v in NEW.items() if k != "summary"},
    )
    without_page = whole.partition("\n\n_No response_\n\n")[2]

    proposal = tiny.gets(without_page)

    assert proposal.is_new and proposal.is_right, proposal.problems


def test_a_letter_that_was_quoted_is_read(tiny: Network) -> None:
    quoted = "\n".join(f"> {line}" for line in form(page="jarvikala", size="3").split("\n"))

    assert tiny.gets(quoted).is_right


def test_problems_are_told_in_the_language_of_the_form(tiny: Network) -> None:
    told = reply(tiny.gets(form(language="fi", page="hirsi-ja-hopea", contact_email="hirsi", size="monta")))

    assert "**Yhteystiedot: Sähköposti**" in told and "**Koko**" in told
    assert told.startswith("Kiitos. Mitään ei ole kadonnut")


def test_a_mistake_in_a_list_says_in_which_of_its_entries(tiny: Network) -> None:
    links = "- title: One\n  url: https://example.org\n- title: Two\n  url: example"

    told = reply(tiny.gets(form(page="jarvikala", links=links)))

    assert "**Links – 2. Address**" in told


# Pictures


def picture(form: str = "JPEG", size: tuple[int, int] = (4000, 3000), **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **how)
    return out.getvalue()


def test_a_picture_is_made_anew_small_and_without_what_the_camera_notes(tiny: Network) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret place"
    photos = "- file: My bench.JPG\n  alt: A bench\n  agreed: kyllä"

    proposal = tiny.gets(
        form(page="jarvikala", photos=photos.replace("My bench.JPG", "bench.jpg")),
        pictures={"bench.jpg": picture(exif=exif)},
    )

    assert codes(proposal) == []
    content = proposal.files["members/jarvikala/bench.jpg"]
    assert content and b"secret" not in content
    with Image.open(io.BytesIO(content)) as made:
        assert made.size == (1800, 2400)
    assert (proposal.files["members/jarvikala/member.yml"] or b"").decode().endswith(
        "photos:\n  - file: bench.jpg\n    alt: A bench\n    agreed: yes\njoined: 2025-06-01\n"
    ) or b"agreed: yes" in (proposal.files["members/jarvikala/member.yml"] or b"")


def test_a_picture_is_called_what_it_is(tiny: Network) -> None:
    photos = "- file: bench.jpg\n  alt: A bench\n  agreed: yes"

    proposal = tiny.gets(
        form(page="jarvikala", photos=photos), pictures={"bench.jpg": picture("PNG", (30, 20))}
    )

    assert "members/jarvikala/bench.png" in proposal.files
    assert b"file: bench.png" in (proposal.files["members/jarvikala/member.yml"] or b"")


def test_a_picture_that_is_shown_no_longer_goes(tiny: Network) -> None:
    proposal = tiny.gets(form(page="hirsi-ja-hopea", photos="-"))

    assert proposal.files["members/hirsi-ja-hopea/workshop.jpg"] is None
    assert b"photos" not in (proposal.files[FINNISH] or b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"GIF89a" + b"\0" * 50, "not-a-picture"), (b"<svg onload=alert(1)>", "not-a-picture"), (b"", "not-a-picture"), (picture()[:2000], "broken-picture")],
)  # fmt: skip
def test_what_is_no_picture_is_refused_plainly(tiny: Network, content: bytes, code: str) -> None:
    photos = "- file: bench.jpg\n  alt: A bench\n  agreed: yes"

    proposal = tiny.gets(form(page="jarvikala", photos=photos), pictures={"bench.jpg": content})

    assert code in codes(proposal)
    assert not proposal.files


DROPPED = "https://github.com/user-attachments/assets/0f3c9f5e-7d3f-4f6e-9f1a-0a1b2c3d4e5f"


def test_a_picture_dropped_onto_an_issue_is_fetched_from_github_alone(tiny: Network) -> None:
    photos = (
        f'- file: bench.jpg\n  alt: A bench\n  agreed: yes\n\n<img width="300" alt="bench" src="{DROPPED}" />\n'
        "![evil](https://evil.example/x.jpg)"
    )
    asked = []

    def get(address: str) -> bytes | None:
        asked.append(address)
        return picture(size=(40, 30))

    parcel = fetched(form(page="jarvikala", photos=photos.partition("\n![")[0]), get)
    assert isinstance(parcel, Parcel)
    proposal = tiny.gets(parcel.text, pictures=parcel.pictures)
    fetched(form(page="jarvikala", photos=photos), get)

    assert set(asked) == {DROPPED}
    assert codes(proposal) == []
    assert "members/jarvikala/bench.jpg" in proposal.files


def test_a_picture_that_nobody_tells_of_is_asked_about(tiny: Network) -> None:
    text = form(page="jarvikala", size="3", pictures=f"![bench]({DROPPED})")
    parcel = fetched(text, lambda address: picture(size=(40, 30)))
    assert isinstance(parcel, Parcel)

    proposal = tiny.gets(parcel.text, pictures=parcel.pictures)

    assert codes(proposal) == ["picture-not-told"]
    assert "Photos" in reply(proposal)


def test_a_picture_that_could_not_be_fetched_is_told(tiny: Network) -> None:
    text = form(page="jarvikala", logo=f"![sign]({DROPPED})")
    parcel = fetched(text, lambda address: None)
    assert isinstance(parcel, Parcel)

    proposal = tiny.gets(parcel.text, pictures=parcel.pictures)

    assert "picture-away" in codes(proposal)


# Parcels


def parcel(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_parcel_holds_a_text_and_pictures() -> None:
    opened = open_parcel(
        "x.zip", parcel(**{"answers.md": "hei", "bench.jpg": b"x", "__MACOSX/._bench.jpg": b"y"})
    )

    assert opened == Parcel("hei", {"bench.jpg": b"x"})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (parcel(**{"answers.md": "x", "../evil.jpg": b"x"}), "parcel-name"),
        (parcel(**{"answers.md": "x", "/etc/evil.jpg": b"x"}), "parcel-name"),
        (parcel(**{"answers.md": "x", "a\\b.jpg": b"x"}), "parcel-name"),
        (parcel(**{"answers.md": "x", "C:evil.jpg": b"x"}), "parcel-name"),
        (parcel(**{"answers.md": "x", "run.sh": b"x"}), "parcel-name"),
        (parcel(**{"answers.md": "x", ".hidden.jpg": b"x"}), "parcel-name"),
        (parcel(**{"folder/answers.md": "x"}), "parcel-name"),
        (parcel(**{"bench.jpg": b"x"}), "parcel-without-answers"),
        (parcel(), "parcel-without-answers"),
        (parcel(**{"answers.md": b"\xff\xfe\xfa"}), "parcel-broken"),
        (parcel(**{"answers.md": "x", "bomb.png": b"\0" * (30 << 20)}), "parcel-too-large"),
        (parcel(**{"answers.md": "x" * 2_000_000}), "parcel-too-large"),
        (parcel(**{"answers.md": "x", **{f"{n}.jpg": b"x" for n in range(100)}}), "parcel-too-large"),
        (parcel(**{"answers.md": "x" * 5000})[:60], "parcel-broken"),
        (b"PK\x03\x04 nonsense", "parcel-broken"),
        (b"\xff\xd8\xff\xe0 a picture alone", "parcel-broken"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)  # fmt: skip
def test_a_parcel_that_holds_anything_else_is_refused_plainly(content: bytes, code: str) -> None:
    opened = open_parcel("x.zip", content)

    assert isinstance(opened, Problem) and opened.code == code


def test_a_parcel_dropped_onto_a_received_issue_takes_the_same_path(tiny: Network) -> None:
    packed = parcel(
        **{
            "answers.md": form(page="jarvikala", photos="- file: a.jpg\n  alt: A\n  agreed: yes"),
            "a.jpg": picture(size=(40, 30)),
        }
    )
    text = "### Text received by e-mail\n\n[jarvikala.zip](https://github.com/user-attachments/files/123/jarvikala.zip)"

    opened = fetched(text, lambda address: packed)
    assert isinstance(opened, Parcel)
    proposal = tiny.gets(opened.text, pictures=opened.pictures, account="9")

    assert proposal.received and codes(proposal) == []
    assert [*proposal.files] == ["members/jarvikala/member.yml", "members/jarvikala/a.jpg"]


# Commands


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(
        commands, [*map(str, arguments)], standalone_mode=False, env={"SOURCE_DATE_EPOCH": "1795258800"}
    )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.return_value if done.return_value is not None else done.exit_code, done.output


def test_an_issue_is_proposed_and_written_by_another_job(tmp_path: Path) -> None:
    root, out = copy_of(SMALL, tmp_path / "network"), tmp_path / "out"
    issue = {
        "number": 12,
        "body": form(page="jarvikala", size="3", about="${{ secrets.X }} `id`").replace("\n", "\r\n"),
    }
    (tmp_path / "event.json").write_text(
        json.dumps({"action": "edited", "issue": issue, "sender": {"id": 4711, "login": "jarvi-kala"}})
    )

    proposed = run("propose", "--event", tmp_path / "event.json", "--to", out, "--root", root)
    before = (root / "members/jarvikala/member.yml").read_text()
    written = run("propose", "--write-from", out, "--root", root)

    told = json.loads((out / "proposal.json").read_text())
    assert (proposed[0], written) == (0, (0, "members/jarvikala/member.yml\n"))
    assert (told["branch"], told["title"], told["account"]) == (
        "talkoot/issue-12",
        "Changes: Järvikala",
        "4711",
    )
    assert "[jarvi-kala](https://github.com/jarvi-kala)" in (out / "pull-request.md").read_text()
    assert "size: 3" not in before and "size: 3\n" in (root / "members/jarvikala/member.yml").read_text()
    assert not examine(root, TODAY).problems


def handed(tmp_path: Path, tiny: Network) -> Path:
    proposal = tiny.gets(form(page="jarvikala", size="3"))
    hand_over(proposal, Author("1", "x"), "12", "en", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "told",
    [
        {"files": ["../../etc/passwd"]},
        {"files": ["members/jarvikala/../x/member.yml"]},
        {"files": ["members/other/member.yml"]},
        {"files": [".github/workflows/test.yml"]},
        {"files": ["members/jarvikala/x.sh"]},
        {"files": ["members/jarvikala/member.yml", 3]},
        {"removed": ["mkdocs.yml"]},
        {"branch": "main"},
        {"branch": "talkoot/issue-12; rm -rf /"},
        {"title": "x\n::set-output"},
        {"kind": "network"},
        {"id": "../.."},
        {"right": False},
    ],
)
def test_a_folder_that_says_anything_else_is_not_taken_over(
    tmp_path: Path, tiny: Network, told: dict[str, Any]
) -> None:
    folder = handed(tmp_path, tiny)
    about = json.loads((folder / "proposal.json").read_text())
    (folder / "proposal.json").write_text(json.dumps(about | told))

    with pytest.raises(ValueError):
        taken_over(folder)


def test_links_in_a_folder_are_not_followed(tmp_path: Path, tiny: Network) -> None:
    folder = handed(tmp_path, tiny)
    file = folder / "files/members/jarvikala/member.yml"
    shutil.move(file, tmp_path / "elsewhere.yml")
    file.symlink_to(tmp_path / "elsewhere.yml")

    with pytest.raises(ValueError, match="elsewhere"):
        taken_over(folder)


def test_many_letters_are_received_at_once(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    (tmp_path / "a.md").write_text(form(page="jarvikala", size="3"))
    (tmp_path / "b.zip").write_bytes(
        parcel(
            **{
                "answers.md": form(language="fi", logo="kyltti.jpg", **NEW),
                "kyltti.jpg": picture(size=(60, 60)),
            }
        )
    )
    (tmp_path / "c.zip").write_bytes(b"PK broken")
    (tmp_path / "d.md").write_text(form(page="jarvikala", size="many"))

    code, said = run("receive", *(tmp_path / f for f in ("a.md", "b.zip", "c.zip", "d.md")), "--root", root)

    assert code == 1
    assert "size: 3" in (root / "members/jarvikala/member.yml").read_text()
    assert "editors" not in (root / "members/ruska-co-poro/member.yml").read_text()
    assert (root / "members/ruska-co-poro/kyltti.jpg").exists()
    assert "c.zip" in said and "many" in said
    assert not examine(root, TODAY).problems


def test_what_a_dry_run_tells_is_not_written(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    (tmp_path / "a.md").write_text(form(page="jarvikala", size="3"))
    before = (root / "members/jarvikala/member.yml").read_bytes()

    code, said = run("receive", tmp_path / "a.md", "--dry-run", "--root", root)

    assert (code, (root / "members/jarvikala/member.yml").read_bytes()) == (0, before)
    assert "+ members/jarvikala/member.yml" in said


def test_a_network_that_can_not_be_read_is_not_the_authors_fault(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    (root / "content/network.yml").write_text("name: [")

    proposal = propose(root, Sent(form(page="jarvikala", size="3"), language="sv"), TODAY)

    assert reply(proposal).startswith("Det här gick inte att granska just nu, och det är inte ditt fel")


def test_an_answer_knows_its_line() -> None:
    answers = read_answers(form(page="x", size="3"))

    assert isinstance(answers, Answers)
    assert answers.lines == {"page": 1, "size": 5}


def test_written_files_are_whole_and_emptied_folders_go(tmp_path: Path) -> None:
    write(tmp_path, {"members/a/member.yml": b"name: A\n"})
    write(tmp_path, {"members/a/member.yml": None})

    assert [*tmp_path.joinpath("members").iterdir()] == []


def test_a_member_that_came_on_a_day_joined_on_it(tiny: Network) -> None:
    proposal = propose(tiny.root, Sent(form(**NEW)), date(2026, 11, 20), tiny.examined)

    assert b"joined: 2026-11-20" in (proposal.files["members/ruska-co-poro/member.yml"] or b"")


def test_an_adoption_comes_by_the_same_road(tiny: Network) -> None:
    sent = form(
        "adoption",
        "fi",
        title="Kuukausitapaamisia Kainuussa",
        summary="Yhdeksän yritystä vuorottelee.",
        practice="shared-van",
        adopter_organisation="Kainuun verkosto",
        country="Suomi",
        elements="- Osa: open-door\n  Mitä sille tehtiin: Pidetty\n  Miksi ja miten: Siitä kaikki alkoi",
        status="Tulossa",
    )

    proposal = tiny.gets(sent)

    assert codes(proposal) == []
    (path,) = proposal.files
    written = (proposal.files[path] or b"").decode()
    assert path == "content/adoptions/kuukausitapaamisia-kainuussa/adoption.md"
    assert "practice: shared-van\n" in written and "status: planned\n" in written
    assert "  - element: open-door\n    done: kept\n    why: Siitä kaikki alkoi\n" in written


def test_an_experts_opinion_given_in_a_form_stands_in_the_practices_file(tiny: Network) -> None:
    told = [
        '- text: "It travels well."\n  role: "SME expert"\n  organisation: "Example Platform"\n  date: "2021-03-03"\n  ties: "None known"',
        '- text: "I would begin smaller."\n  role: "Adviser"\n  organisation: "Example Chamber"\n  date: "2026-10"\n  ties: "Paid by the owner"',
    ]

    proposal = tiny.gets(form("practice", page="monthly-meeting", opinions="\n".join(told)))

    assert codes(proposal) == []
    gone, come = tiny.lines(proposal, "content/practices/monthly-meeting/practice.md")
    assert gone == []
    assert come == [
        "  - text: |",
        "      I would begin smaller.",
        "    role: Adviser",
        "    organisation: Example Chamber",
        "    date: 2026-10",
        "    ties: Paid by the owner",
    ]
