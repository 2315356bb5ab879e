"""The form in a real browser: a whole visit by keyboard on a narrow screen in Finnish, and nothing typed is ever lost."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from built import TODAY, BuiltSite, copy_of
from PIL import Image
from playwright.sync_api import expect

from talkoot.build import examine
from talkoot.editing.overlay import write
from talkoot.editing.parcels import open_parcel
from talkoot.editing.proposal import Proposal, Sent
from talkoot.editing.proposing import propose
from talkoot.problems import Problem

from . import axe
from .visit import Visit, visit_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Locator, Page

PHONE = {"width": 360, "height": 740}
OPEN = ".edit.is-open"


@pytest.fixture
def phone(browser: "Browser", address: str) -> Iterator[Visit]:
    """A visitor with a narrow screen, whom GitHub answers; fails if the browser complained."""
    context = browser.new_context(viewport=PHONE, accept_downloads=True, reduced_motion="reduce")
    context.route("https://github.com/**", lambda route: route.fulfill(body="<title>GitHub</title>"))
    visit = visit_with(context, address)
    visit.page.clock.set_fixed_time(datetime.combine(TODAY, time(12)))  # the day the site was built on
    # Whoever listens only when a file is asked for may come too late.
    visit.page.on("filechooser", lambda chooser: None)
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture as a phone takes it: large, on its side, and full of where and when."""
    file = tmp_path / "Työpöytä (1).JPG"
    told = Image.Exif()
    told[0x0110] = "A telephone"
    told[0x0112] = 6  # turned by a quarter
    Image.effect_mandelbrot((2600, 1800), (-2, -1.5, 1, 1.5), 30).convert("RGB").save(file, "JPEG", exif=told)
    return file


@pytest.fixture
def clone(demonstration: BuiltSite, tmp_path: Path) -> Path:
    """The network's files, to be changed."""
    return copy_of(demonstration.root, tmp_path / "clone")


def opened(visit: Visit, path: str) -> "Page":
    """The form, once it holds what it is to hold."""
    page = visit.to(path)
    page.wait_for_selector(OPEN)
    return page


def reach(page: "Page", wanted: "Locator", key: str = "Tab") -> None:
    """Go on by keyboard until `wanted` has the focus."""
    for _ in range(90):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{wanted} can't be reached by {key}")


def retype(page: "Page", text: str) -> None:
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def part(page: "Page", title: str) -> None:
    """Unfold a part of the form by keyboard."""
    reach(page, page.locator("summary", has_text=title))
    page.keyboard.press("Enter")


def parcel(download: "Download") -> zipfile.ZipFile:
    return zipfile.ZipFile(download.path())


def taken_in(root: Path, package: bytes) -> Proposal:
    """What the network makes of a parcel."""
    read = open_parcel("parcel.zip", package)
    assert not isinstance(read, Problem), read
    return propose(root, Sent(read.text, read.pictures, received=True, language="fi"), TODAY)


def problems(root: Path) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in examine(root, TODAY).problems if p.severity == "problem"]


def test_a_member_changes_their_page_by_keyboard_and_sends_it_each_way(
    phone: Visit, photo: Path, clone: Path
) -> None:
    page = phone.to("fi/members/hirsi-ja-hopea/")
    reach(page, page.get_by_role("link", name="Muokkaa tätä sivua"), "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(OPEN)
    assert page.url.endswith("/fi/edit/member/#hirsi-ja-hopea")

    # Three fields: a text, one of several, a number.
    reach(page, page.locator("#edit-summary--fi"))
    retype(page, "Hirrenpäistä syntyvää hopeaa joen rannalla")
    part(page, "Mitä tarjoat ja mitä etsit")
    reach(page, page.get_by_role("combobox", name="Tarjoaa"))
    page.keyboard.type("asiantuntija")
    page.keyboard.press("Enter")
    part(page, "Lisää yrityksestä")
    reach(page, page.locator("#edit-size"))
    retype(page, "3")

    # A mistake, explained, and corrected.
    part_of_contact = page.locator("summary", has_text="Miten sinut tavoittaa")
    reach(page, part_of_contact, "Shift+Tab")
    page.keyboard.press("Enter")
    email = page.get_by_label("Sähköposti", exact=True)
    reach(page, email)
    retype(page, "hirsi(at)example.org")
    page.keyboard.press("Tab")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(re.compile("Kirjoita hirsi@example.org"))
    assert email.evaluate("element => element.validationMessage") == "Kirjoita hirsi@example.org"
    page.keyboard.press("Shift+Tab")
    retype(page, "hirsi@example.org")
    expect(email).not_to_have_attribute("aria-invalid", "true")
    assert axe.faults(page) == []

    # A photo, and what it shows.
    reach(page, page.locator("summary", has_text="Kuvat"), "Shift+Tab")
    page.keyboard.press("Enter")
    reach(page, page.locator("#edit-photos-add"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(photo)
    expect(page.locator("#edit-photos-1-alt")).to_be_focused()
    page.keyboard.type("A bench by the window")
    reach(page, page.get_by_label("Kuvassa näkyvät ovat suostuneet"))
    page.keyboard.press("Space")

    # How it will look.
    look = page.get_by_role("button", name="Esikatsele")
    reach(page, look)
    page.keyboard.press("Enter")
    preview = page.locator(".edit-preview")
    expect(preview).to_contain_text("Hirrenpäistä syntyvää hopeaa joen rannalla")
    expect(preview.get_by_role("img", name="A bench by the window")).to_be_visible()
    assert axe.faults(page) == []
    reach(page, page.get_by_role("button", name="Takaisin kirjoittamaan").first)
    page.keyboard.press("Enter")
    expect(look).to_be_focused()

    # Leave, and come back.
    phone.to("fi/members/")
    page = opened(phone, "fi/edit/member/#hirsi-ja-hopea")
    expect(page.get_by_text("Viimeksi kirjoittamasi on tallessa")).to_be_visible()
    expect(page.locator("#edit-photos-1-alt")).to_have_value("A bench by the window")
    expect(page.locator(".edit-item img")).to_have_attribute("src", re.compile("^data:image/jpeg"))

    reach(page, page.get_by_role("button", name="Lähetä…"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lähetä", exact=True)).to_be_focused()
    assert axe.faults(page) == []

    # Without any account: one file.
    reach(page, page.get_by_role("button", name="Tallenna tiedosto", exact=True))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    package = parcel(download.value)
    assert package.namelist() == ["answers.md", "tyopoyta-1.jpg"]
    picture = Image.open(BytesIO(package.read("tyopoyta-1.jpg")))
    assert (picture.size, dict(picture.getexif())) == ((1385, 2000), {})  # upright, smaller, and silent
    text = package.read("answers.md").decode()
    proposal = taken_in(clone, Path(download.value.path()).read_bytes())
    assert (proposal.problems, proposal.is_right) == ((), True)
    letter = page.get_by_role("link", name="Kirjoita kirje").get_attribute("href") or ""
    assert letter.startswith("mailto:coordinator@example.org?subject=Oma%20sivusi%3A%20Hirsi%20ja%20Hopea")

    # In a clone: the record's own files.
    reach(page, page.get_by_text("Verkoston tiedostot ovat omalla koneellani"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    reach(page, page.locator("#edit-files"))
    member = clone / "members/hirsi-ja-hopea"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([member / "member.yml", member / "member.fi.yml"])
    reach(page, page.get_by_role("button", name="Tallenna tiedostot"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    before = {file.name: file.read_text().splitlines() for file in member.glob("*.yml")}
    by_letter = copy_of(clone, clone.parent / "by-letter")
    write(by_letter, proposal.files)
    parcel(download.value).extractall(clone)

    assert problems(clone) == problems(by_letter) == []
    after = {file.name: file.read_text().splitlines() for file in member.glob("*.yml")}
    gone = {name: [line for line in before[name] if line not in after[name]] for name in before}
    assert {name: len(lines) for name, lines in gone.items() if lines} == {
        "member.yml": 1,
        "member.fi.yml": 1,
    }
    same = ("size: 3", "summary: Hirrenpäistä syntyvää hopeaa joen rannalla")
    for line, name in zip(same, ("member.yml", "member.fi.yml"), strict=True):
        assert line in after[name]
        assert line in (by_letter / "members/hirsi-ja-hopea" / name).read_text().splitlines()

    # With an account: the issue form, filled in.
    reach(page, page.get_by_role("link", name="Avaa GitHubissa"), "Shift+Tab")
    with page.context.expect_page() as popup:
        page.keyboard.press("Enter")
    popup.value.wait_for_load_state()
    asked = parse_qs(urlsplit(popup.value.url).query)
    assert asked.pop("template") == ["member.fi.yml"]
    assert asked.pop("title") == ["Oma sivusi: Hirsi ja Hopea"]
    assert set(asked) == {"page", "summary--fi", "offers", "size", "photos"}
    assert all(answer.replace("\r", "") in text for [answer] in asked.values())


def test_a_new_member_is_told_what_is_needed_only_when_sending(phone: Visit, clone: Path) -> None:
    page = opened(phone, "fi/edit/member/")
    expect(page.locator(".edit-problem:visible")).to_have_count(0)

    page.get_by_role("button", name="Lähetä…").click()

    expect(page.get_by_role("heading", name="asiaa korjattavana ennen lähettämistä")).to_be_focused()
    needed = page.locator(".edit-mend li")
    assert [item.split(":")[0] for item in needed.all_inner_texts()] == [
        *("Nimi", "Yhdellä lauseella", "Toimialat", "Ryhmä", "Paikkakunta")
    ]
    needed.get_by_role("button", name="Nimi").click()
    page.keyboard.type("Kolmas Käsi")
    page.locator("#edit-summary").fill("Apua sinne, missä kaksi kättä ei riitä: vielä yksi")
    for name, typed in (("Toimialat", "käsity"), ("Paikkakunta", "inari"), ("Ryhmä", "inari")):
        page.get_by_role("combobox", name=name).fill(typed)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Lähetä…").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tallenna tiedosto", exact=True).click()

    proposal = taken_in(clone, Path(download.value.path()).read_bytes())
    assert (proposal.problems, [*proposal.files]) == ((), ["members/kolmas-kasi/member.yml"])
    write(clone, proposal.files)
    assert problems(clone) == []
    page.get_by_text("Verkoston tiedostot ovat omalla koneellani").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tallenna tiedostot").click()
    shutil.rmtree(clone / "members/kolmas-kasi")
    parcel(download.value).extractall(clone)
    assert problems(clone) == []
    assert (
        (clone / "members/kolmas-kasi/member.yml").read_text().startswith("# yaml-language-server: $schema=")
    )


def test_still_correct_is_one_press_away(phone: Visit) -> None:
    page = opened(phone, "fi/edit/member/#hirsi-ja-hopea&still-correct")

    expect(page.get_by_role("heading", name="Lähetä", exact=True)).to_be_focused()
    expect(page.locator(".edit-changes")).to_contain_text("kaikki pitää yhä paikkansa")
    letter = unquote(page.get_by_role("link", name="Kirjoita kirje").get_attribute("href") or "")
    assert "### Jäsenen sivu\n\nhirsi-ja-hopea\n" in letter
    assert letter.rstrip().endswith("### Viimeksi vahvistettu\n\nyes")


def test_leaving_and_being_seen_less_are_on_the_form(phone: Visit) -> None:
    page = opened(phone, "edit/member/#hirsi-ja-hopea")
    page.locator("summary", has_text="Leave, or be seen less").click()
    page.get_by_label("Remove my contact details from the page").check()
    page.locator("summary", has_text="What you offer and look for").click()
    page.get_by_label("A theme you miss").fill("Selling in winter\n### not a heading")

    page.get_by_role("button", name="Send…").click()

    letter = unquote(page.get_by_role("link", name="Write the letter").get_attribute("href") or "")
    assert re.search(r"### .*\n\nSelling in winter\n\\### not a heading\n\n### .*\n\nyes", letter)


def test_a_draft_goes_along_to_another_language(phone: Visit) -> None:
    page = opened(phone, "edit/member/#saldi")
    page.locator("#edit-name").fill("Saldi & Son")

    page.locator(".menu-button").click()
    page.get_by_role("link", name="Suomi").click()

    page.wait_for_selector(OPEN)
    assert page.url.endswith("/fi/edit/member/#saldi")
    expect(page.locator("#edit-name")).to_have_value("Saldi & Son")


def test_what_changed_on_the_site_meanwhile_stays_and_so_does_the_draft(phone: Visit) -> None:
    page = opened(phone, "edit/member/#saldi")
    page.locator("#edit-name").fill("Saldi & Son")

    def changed(route: "object") -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        told = answer.json()
        next(one for one in told["records"] if one["id"] == "saldi")["address"] = "A new street 1"
        route.fulfill(response=answer, body=json.dumps(told))  # type: ignore[attr-defined]

    page.route("**/data/v1/members.json", changed)
    page.reload()

    page.wait_for_selector(OPEN)
    expect(page.get_by_text("The page has changed on the site since you began.")).to_be_visible()
    expect(page.locator("#edit-name")).to_have_value("Saldi & Son")
    expect(page.locator("#edit-address")).to_have_value("A new street 1")


FULL_STORES = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
IDBFactory.prototype.open = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


def test_a_full_browser_says_so_and_offers_a_file(phone: Visit) -> None:
    phone.page.context.add_init_script(FULL_STORES)
    page = opened(phone, "edit/member/#saldi")

    page.locator("#edit-name").fill("Saldi & Son")

    expect(page.get_by_text("This browser has no room to keep your text.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what I have as a file").click()
    assert b"Saldi & Son" in parcel(download.value).read("answers.md")


def test_a_lost_connection_loses_nothing(browser: "Browser", address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    visit = visit_with(context, address)
    page = opened(visit, "edit/member/#saldi")
    page.locator("#edit-name").fill("Saldi & Son")
    context.route("**/data/v1/**", lambda route: route.abort())

    page.reload()

    page.wait_for_selector(OPEN)
    expect(page.get_by_text("could not be fetched")).to_be_visible()
    expect(page.locator("#edit-name")).to_have_value("Saldi & Son")
    context.unroute("**/data/v1/**")
    page.reload()
    page.wait_for_selector(OPEN)
    expect(page.locator("#edit-name")).to_have_value("Saldi & Son")
    page.get_by_role("button", name="Send…").click()
    assert page.locator(".edit-changed li").all_inner_texts() == ["Name"]
    context.close()


def test_an_authors_text_never_becomes_markup_in_the_preview(visit: Visit) -> None:
    page = opened(visit, "edit/member/")
    attack = '<img src=x onerror="document.title=1"> [press](javascript:document.title=2) **bold** ![a](https://evil.example/x.png)'

    page.locator("#edit-name").fill("<script>document.title=3</script>")
    page.locator("#edit-about").fill(attack)

    preview = page.locator(".edit-preview__page")
    expect(preview.locator("strong")).to_have_text("bold")
    expect(preview).to_contain_text("<script>document.title=3</script>")
    assert preview.locator("img, script").count() == 0
    assert preview.get_by_text("press").get_attribute("href") is None
    page.keyboard.press("Tab")
    expect(page.get_by_text("What stands between < and > is left out of the page.")).to_be_visible()
    assert not page.title().isdigit()


@pytest.mark.parametrize(
    ("kind", "id_", "section", "told"),
    [
        ("member", "saldi", "members", [".lede", "section .chip"]),
        (
            "meeting",
            "2024-11-14-hirsi-ja-hopea",
            "meetings",
            [".lede", ".leaf", ".glance .status", ".glance__number", ".experts > li", ".outcome__state"],
        ),
        (
            "practice",
            "monthly-meeting",
            "practices",
            [".lede", ".glance__number", ".sums tr", ".figure__number", ".figure__ends", ".element__without"],
        ),
    ],
)
def test_the_preview_says_what_the_page_says(
    visit: Visit, kind: str, id_: str, section: str, told: list[str]
) -> None:
    page = visit.to(f"fi/{section}/{id_}/")
    name = page.locator("h1").inner_text()
    paragraphs = [text for text in page.locator("main section p").all_inner_texts() if len(text) > 120]
    said = {part: page.locator(f"main {part}").all_inner_texts() for part in told}
    assert all(said.values())

    page = opened(visit, f"fi/edit/{kind}/#{id_}")

    preview = page.locator(".edit-preview__page")
    expect(preview.locator("h3").first).to_have_text(name)
    shown = " ".join(preview.inner_text().split())
    assert [
        text
        for text in paragraphs
        if not re.search("Creative Commons|org.example", text) and " ".join(text.split()) not in shown
    ] == []
    for texts in said.values():
        assert [text for text in texts if text.strip() and " ".join(text.split()) not in shown] == []
    assert axe.faults(page) == []


SHARING = """
navigator.canShare = ({files}) => files.every(file => !file.name.endsWith(".zip"));
navigator.share = async ({files}) => { window.shared = await Promise.all(files.map(async file =>
  [file.name, file.type, file.type.startsWith("text") ? await file.text() : ""])); };
"""
"""As on Android, whose programs take pictures and texts, but no zip files."""


def test_a_phone_hands_the_text_and_its_pictures_to_its_own_programs(phone: Visit, photo: Path) -> None:
    phone.page.context.add_init_script(SHARING)
    page = opened(phone, "edit/member/#saldi")
    page.locator("summary", has_text="Pictures").click()
    page.locator("#edit-photos-add").set_input_files(photo)
    page.locator("#edit-photos-1-alt").fill("A desk")
    page.locator("#edit-photos-1-agreed").check()
    page.get_by_role("button", name="Send…").click()

    page.get_by_role("button", name="Share the file").click()

    expect(page.get_by_text("Handed over.")).to_be_visible()
    (text, picture) = page.evaluate("shared")
    assert [text[:2], picture[:2]] == [["answers.txt", "text/plain"], ["tyopoyta-1.jpg", "image/jpeg"]]
    assert '- file: "tyopoyta-1.jpg"' in text[2]


def test_a_picture_that_the_browser_cannot_read_is_told_plainly(phone: Visit, tmp_path: Path) -> None:
    (tmp_path / "IMG_0001.HEIC").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    page = opened(phone, "edit/practice/")
    page.locator("#edit-title").fill("A trial")

    page.locator("#edit-image-file").set_input_files(tmp_path / "IMG_0001.HEIC")

    expect(page.get_by_text("This browser can’t open the picture “IMG_0001.HEIC”.")).to_be_visible()
    expect(page.get_by_text("only when everyone in it has said yes")).to_be_visible()
    expect(page.locator("#edit-title")).to_have_value("A trial")


def test_a_long_text_is_copied_and_pasted_on_github(phone: Visit) -> None:
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(phone, "sv/edit/practice/#monthly-meeting")
    page.locator("summary", has_text="Hur det fungerar").click()
    page.locator("#edit-problem_addressed").fill("Åäö " * 900)
    page.get_by_role("button", name="Skicka…").click()

    with page.context.expect_page() as popup:
        page.get_by_role("link", name="Öppna på GitHub").click()

    asked = parse_qs(urlsplit(popup.value.url).query)
    assert asked["template"] == ["pasted.sv.yml"]
    popup.value.close()
    page.bring_to_front()
    expect(page.get_by_text("Din text är lång, så den har kopierats.")).to_be_visible()
    page.get_by_role("button", name="Kopiera texten igen").click()
    expect(page.get_by_text("Kopierat.", exact=True)).to_be_visible()
    assert "Åäö Åäö" in page.evaluate("navigator.clipboard.readText()")


def test_without_scripts_the_questions_can_be_answered_by_letter(visit_without_script: Visit) -> None:
    page = visit_without_script.to("fi/edit/member/")

    expect(page.locator("noscript p").first).to_contain_text("tarvitsee JavaScriptin, joka on poissa päältä")
    link = page.locator("noscript").get_by_role("link", name="Avaa kirjeenä")
    letter = unquote(link.get_attribute("href") or "")
    assert letter.startswith("mailto:coordinator@example.org?subject=Oma sivusi&body=### Jäsenen sivu\n")
    expect(page.locator("form#edit")).to_be_hidden()


def test_an_adoption_is_told_with_the_elements_of_its_practice(phone: Visit, clone: Path) -> None:
    page = phone.to("practices/monthly-meeting/")
    page.get_by_role("link", name="Have you taken it over?").click()
    page.wait_for_selector(OPEN)
    expect(page.locator("#edit-practice")).to_have_value("A monthly meeting at a member's own premises")
    for field, told in (
        ("title", "Meetings upstream"),
        ("summary", "Five firms meet in turn."),
        ("adopter-organisation", "Upstream Network"),
    ):
        page.locator(f"#edit-{field}").fill(told)
    page.locator("#edit-country").fill("Norway")
    page.get_by_label("Under way").check()
    part(page, "What was kept, changed and left out")
    page.get_by_role("button", name="Add an element").click()
    element = page.get_by_role("combobox", name="Element")
    element.fill("expert")
    expect(page.locator("[data-field=elements] [role=option]")).to_have_text(["An invited expert"])
    page.keyboard.press("Enter")
    page.get_by_label("Left out").check()

    page.get_by_role("button", name="Send…").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    proposal = taken_in(clone, Path(download.value.path()).read_bytes())

    assert [p.code for p in proposal.problems] == []
    (path,) = proposal.files
    assert path == "content/adoptions/meetings-upstream/adoption.md"
    written = (proposal.files[path] or b"").decode()
    assert "practice: monthly-meeting\n" in written
    assert "  - element: expert\n    done: dropped\n" in written


def test_another_practice_brings_its_own_elements(phone: Visit) -> None:
    page = opened(phone, "edit/adoption/#alvkanten")
    page.locator("#edit-practice").fill("NIHAK")
    page.keyboard.press("Enter")
    part(page, "What was kept, changed and left out")
    page.get_by_role("combobox", name="Element").first.fill("neutral")

    expect(page.locator("[data-field=elements] [role=option]")).to_have_text(["A neutral intermediary"])


def test_an_expert_is_led_to_where_an_opinion_belongs(phone: Visit) -> None:
    page = phone.to("practices/monthly-meeting/form/")
    page.get_by_role("link", name="the form", exact=True).click()
    page.wait_for_selector(OPEN)

    expect(page.get_by_role("button", name="Add an opinion")).to_be_focused()
    expect(page.get_by_role("button", name="Add an opinion")).to_be_in_viewport()


def test_an_empty_field_says_how_much_room_it_has(phone: Visit) -> None:
    page = opened(phone, "fi/edit/practice/")
    rooms = page.locator(".edit-form .edit-left[data-max]:not([data-language] *)")

    said = rooms.evaluate_all("all => all.map(one => [one.textContent.replace(/\\D/g, ''), one.dataset.max])")
    assert len(said) > 10 and [room for room in said if room[0] != room[1]] == []
    expect(page.locator("[data-field=title] .edit-left").first).to_have_text("100 merkkiä jäljellä")
    room = page.locator("[data-field=challenges] [data-outside]")
    expect(room).to_have_text("Interreg Europe: 0/300 merkkiä")


def test_a_practice_is_measured_by_the_form_it_has_to_go_into(phone: Visit) -> None:
    page = opened(phone, "edit/practice/#nihak-internationalisation&at=challenges")
    box = page.locator("#edit-challenges")
    expect(box).to_be_focused()
    room = page.locator("[data-field=challenges] [data-outside]")

    page.keyboard.type("Few came.")
    expect(room).to_have_text("Interreg Europe: 9 of 300 characters")
    box.fill("x" * 310)
    expect(room).to_have_text("Interreg Europe takes 300 characters; these are 10 more")

    title = page.locator("#edit-title")
    room = page.locator("[data-field=title] .edit-left")
    title.fill("x" * 90)
    expect(room).to_have_text("10 characters left")
    title.fill("x" * 103)
    expect(room).to_have_text("3 characters too many")
    expect(room).to_have_class(re.compile("is-over"))

    shared = page.locator("[data-field=problem_addressed] [data-outside]")
    expect(shared).to_have_text(re.compile(r"^Interreg Europe: 1,\d{3} of 1,500 characters$"))
