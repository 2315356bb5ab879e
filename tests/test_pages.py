"""What the pages say: every public field, each language by itself, HTML that every browser reads alike."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from built import BuiltPage, BuiltSite, pages_of, site_of, spoken

from talkoot.languages import LANGUAGES, words
from talkoot.outputs.site import Site
from talkoot.records import RECORD_KINDS, NetworkRecord
from talkoot.records import fields as kinds
from talkoot.records.record import Field, Part, Record, fields
from talkoot.records.values import Figure, Money, When

MODELS: tuple[type[Record], ...] = (*RECORD_KINDS, NetworkRecord)
Path_ = tuple[str, ...]

ANOTHER: dict[type[kinds.Kind], Any] = {
    kinds.Text: "Otherwise told",
    kinds.Prose: "Told **otherwise**",
    kinds.Web: "https://otherwise.example.net/told",
    kinds.Email: "otherwise@example.net",
    kinds.Phone: "+47 99 88 77 66",
    kinds.Day: date(2001, 2, 3),
    kinds.Period: When("2003-04"),
    kinds.Sum: Money(Decimal(98765), "NOK"),
    kinds.Measure: Figure(Decimal(4321)),
    kinds.Pattern: "76543",
    kinds.ElementOf: "an-element",
}
"""Kind of field → a value that no record of the full network has."""


def paths(model: type[Part], above: Path_ = ()) -> Iterator[tuple[Path_, Field]]:
    """Every declared field of a kind of record, those within groups too."""
    for declared in fields(model):
        here = (*above, declared.key)
        if declared.part is None:
            yield here, declared
        else:
            yield from paths(declared.part, here)


FIELDS = [(model, path, declared) for model in MODELS for path, declared in paths(model)]


def value_at(part: Any, path: Path_) -> Any:
    """What stands at `path`; of a list that holds groups, the first that tells it."""
    if not path:
        return part
    if isinstance(part, tuple):
        return next((found for item in part if (found := value_at(item, path)) not in (None, ())), None)
    return value_at(getattr(part, path[0]), path[1:]) if part is not None else None


def changed(part: Any, path: Path_, value: Any) -> Any:
    """`part` with another value wherever `path` leads in it."""
    if isinstance(part, tuple) and path:
        return tuple(changed(item, path, value) for item in part)
    if not path or part is None:
        if not isinstance(part, tuple):
            return value
        return part[:-1] if value in part else (value, *part[1:])
    key = path[0]
    return part.model_copy(update={key: changed(getattr(part, key), path[1:], value)})


def another(declared: Field, now: Any, site: Site, folder: str) -> Any:
    """A value that `declared` may have and does not have now."""
    kind, now = declared.kind, now[0] if isinstance(now, tuple) else now
    network = site.network
    if isinstance(kind, kinds.Choice):
        return next(option for option in kind.options if option != now)
    if isinstance(kind, kinds.Flag):
        return not now
    if isinstance(kind, kinds.Number):
        return now + 1
    if isinstance(kind, kinds.Moment):
        return now + timedelta(minutes=7)
    if isinstance(kind, kinds.Code):
        return {"language": "nb", "country": "IS", "time-zone": "Europe/Oslo"}[kind.standard]
    if isinstance(kind, kinds.Term):
        return next(id_ for id_ in network.vocabularies[kind.vocabulary] if id_ != now)
    if isinstance(kind, kinds.LinkTo):
        ids = network.groups if kind.target == "group" else network.kinds[kind.target]
        return next(id_ for id_ in ids if id_ != now)
    if isinstance(kind, kinds.Picture):
        return "another.png"
    return ANOTHER[type(kind)]


@pytest.fixture(scope="module")
def site(full: BuiltSite) -> Site:
    """The full network's site before its files are made; every record has a second picture to choose."""
    network = full.examined.network
    assert network
    more = {
        f"{kept.folder}/another.png": replace(next(iter(network.pictures.values())), width=11)
        for of_kind in network.kinds.values()
        for kept in of_kind.values()
    }
    return replace(site_of(full.root, full.examined), pictures={**network.pictures, **more})


def made(site: Site, address: str = "") -> dict[str, bytes]:
    """The pages in the network's first language, or the one at `address` alone."""
    return {
        file.path: file.make()
        for file in pages_of(site)
        if not file.path.startswith(("fi/", "sv/")) and (not address or file.path == f"{address}index.html")
    }


def with_record(site: Site, model: type[Record], id_: str, record: Any) -> Site:
    """The same site with one record told otherwise."""
    network = site.network
    if model is NetworkRecord:
        return replace(site, network=replace(network, about=replace(network.about, record=record)))
    of_kind = network.kinds[model.kind]
    language = record.written_in or site.languages[0]
    told = {**of_kind, id_: replace(of_kind[id_], record=record, language=language)}
    return replace(site, network=replace(network, kinds={**network.kinds, model.kind: told}))


def records(site: Site, model: type[Record]) -> dict[str, Any]:
    if model is NetworkRecord:
        return {"": site.network.about}
    return dict(site.network.kinds[model.kind])


def teller(site: Site, model: type[Record], path: Path_) -> tuple[str, Any]:
    """The record of the full network that has a value at `path`, the one that tells most first."""
    of_kind = sorted(records(site, model).items(), key=lambda row: -len(str(row[1].record)))
    return next((row for row in of_kind if value_at(row[1].record, path) not in (None, ())), ("", None))


def name(row: tuple[type[Record], Path_, Field]) -> str:
    return f"{row[0].kind}.{'.'.join(row[1])}"


@pytest.mark.parametrize("row", [row for row in FIELDS if row[2].kind.public], ids=name)
def test_every_public_field_is_shown(row: tuple[type[Record], Path_, Field], site: Site) -> None:
    model, path, declared = row
    id_, kept = teller(site, model, path)
    assert kept, f"no record under tests/sites/full tells {name(row)}: give it a value there"
    value = another(declared, value_at(kept.record, path), site, kept.folder)

    told = with_record(site, model, id_, changed(kept.record, path, value))

    address = "" if model is NetworkRecord else kept.address
    before, after = made(site, address), made(told, address)
    assert before != after, f"no page shows {name(row)}"
    if type(declared.kind) in (kinds.Text, kinds.Web, kinds.Email, kinds.Phone):
        assert any(str(value).encode() in page for page in after.values())


@pytest.mark.parametrize("row", [row for row in FIELDS if not row[2].kind.public], ids=name)
def test_what_is_not_public_is_nowhere_on_the_site(
    row: tuple[type[Record], Path_, Field], site: Site, full: BuiltSite
) -> None:
    model, path, declared = row
    id_, kept = teller(site, model, path)
    assert kept, f"no record under tests/sites/full tells {name(row)}: give it a value there"
    now = value_at(kept.record, path)
    value = another(declared, now, site, kept.folder)

    told = with_record(site, model, id_, changed(kept.record, path, value))

    assert made(site) == made(told)
    if isinstance(now, bool):
        return
    written = {str(now[0] if isinstance(now, tuple) else now)}
    if isinstance(now, date):
        written |= {words(code).day(now) for code in LANGUAGES}
    for path_ in full.files:
        content = (full.folder / path_).read_bytes()
        assert not any(text.encode() in content for text in written), path_


def texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Each run of text below `element` with the language it is marked with; attributes that are read too."""
    language = element.get("lang") or language
    if element.tag in ("script", "style"):
        return
    spoken_attributes = (element.get(key) for key in ("aria-label", "alt", "title", "placeholder"))
    for text in (element.text, *spoken_attributes):
        if text and text.strip():
            yield " ".join(text.split()), language
    for child in element:
        if isinstance(child.tag, str):
            yield from texts(child, language)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split()), language


def interface(language: str) -> dict[str, str]:
    """Every whole sentence or word of the interface, by its place in the words folder."""
    found = {}
    for file in ("interface", "theme"):
        for key, text in words(language).entries[file].items():
            for form, told in text.items() if isinstance(text, dict) else (("", text),):
                if "{" not in told:
                    found[f"{file} {key} {form}"] = " ".join(told.split())
    return found


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_interface_words_are_never_in_another_language(language: str, full: BuiltSite) -> None:
    own = set(interface(language).values())
    foreign = {
        text: key
        for other in LANGUAGES
        for key, text in interface(other).items()
        if other != language and text not in own
    }
    pages = [page for path, page in full.pages.items() if path.startswith(f"{language}/")]

    found = {
        (page.path, text)
        for page in pages
        for text, marked in texts(page.tree, "")
        if marked == language and text in foreign
    }

    assert not found
    assert len(pages) > 25


def test_every_page_stands_in_every_language(full: BuiltSite) -> None:
    by_language = {
        code: {path.removeprefix(prefix) for path in full.pages if path.startswith(prefix)}
        for code, prefix in (("fi", "fi/"), ("sv", "sv/"))
    }
    default = {path for path in full.pages if not path.startswith(("fi/", "sv/"))} - {"404.html"}

    assert by_language["fi"] == by_language["sv"] == default
    for page in full.pages.values():
        prefix = page.path[:2] if page.path.startswith(("fi/", "sv/")) else "en"
        assert page.language == prefix


def test_the_header_leads_to_the_same_page_in_the_other_languages(full: BuiltSite) -> None:
    from posixpath import join, normpath

    for page in full.pages.values():
        if page.path == "404.html":
            continue
        here = page.path.removesuffix("index.html")
        bare = here[3:] if here.startswith(("fi/", "sv/")) else here
        led = {
            link.get("hreflang"): normpath(join("/", here, str(link.get("href"))))
            for link in page.all("a")
            if link.get("hreflang")
        }
        expected = {
            code: normpath(f"/{prefix}{bare}") for code, prefix in (("en", ""), ("fi", "fi/"), ("sv", "sv/"))
        }
        assert led == {code: to for code, to in expected.items() if code != page.language}, page.path


def test_the_network_tells_of_itself_in_the_language_of_the_page(full: BuiltSite) -> None:
    finnish, swedish = full.page("fi/members/"), full.page("sv/members/")

    assert "Yrityksiä, jotka täyttävät joka rivin" in spoken(finnish.all("footer")[0])
    assert "Joka kentän verkosto" in spoken(finnish.all("title")[0])
    # There is no Swedish translation: the footer speaks the network's own language, and says so.
    footer = swedish.all("footer")[0]
    assert [(text, lang) for text, lang in texts(footer, "sv") if text.startswith("Firms that")] == [
        ("Firms that fill in each line, once a month, at someone's premises.", "en")
    ]


def test_a_page_without_translation_says_so_and_marks_its_text(full: BuiltSite) -> None:
    page = full.page("fi/members/paljas/")

    marked = {lang for text, lang in texts(page.all("main")[0], "fi") if text.startswith("Nothing but")}
    assert marked == {"en"}
    assert words("fi")("told in", language="englanti") in page.text
    assert words("fi")("told in", language="englanti") not in full.page("fi/members/hirsi-ja-hopea/").text


def test_what_a_translation_leaves_out_keeps_its_own_language(full: BuiltSite) -> None:
    page = full.page("sv/members/jarvikala/")
    meeting = full.page("fi/meetings/2026-10-08-jarvikala/")

    told = dict(texts(page.all("main")[0], "sv"))
    assert told["Siklöja ur sjön, säljs där den fångas"] == "sv"
    assert told["Järvikala"] == "sv"  # a name that no translation changes belongs to no language
    assert dict(texts(meeting.all("main")[0], "fi"))["The red boathouse behind the church"] == "en"
    assert dict(texts(meeting.all("main")[0], "fi"))["Kokeillaan uutta hintaa jouluun asti"] == "fi"


@pytest.mark.parametrize(
    ("address", "languages", "original"),
    [
        ("members/paljas/", ["en"], "en"),
        ("members/jarvikala/", ["fi", "sv"], "fi"),
        ("members/hirsi-ja-hopea/", ["en", "fi"], "en"),
        ("meetings/2027-01-14-peruttu/", ["fi"], "fi"),
        ("members/", ["en", "fi", "sv"], "en"),
        ("themes/pricing/", ["en", "fi", "sv"], "en"),
        ("about/", ["en", "sv"], "en"),
        ("privacy/", ["en"], "en"),
        ("", ["en", "fi"], "en"),
    ],
)
def test_search_engines_are_told_only_the_languages_a_page_is_written_in(
    address: str, languages: list[str], original: str, full: BuiltSite
) -> None:
    top = "https://org.example/portal/"

    def absolute(code: str) -> str:
        return f"{top}{'' if code == 'en' else code + '/'}{address}"

    for code in ("en", "fi", "sv"):
        page = full.page(f"{'' if code == 'en' else code + '/'}{address}")
        links = [link for link in page.links("alternate") if link.get("hreflang")]
        alternates = {link.get("hreflang"): link.get("href") for link in links}
        (canonical,) = page.links("canonical")
        assert canonical.get("href") == absolute(code if code in languages else original)
        assert alternates == ({c: absolute(c) for c in languages} if len(languages) > 1 else {})


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Thursday, 8 October 2026, 17:15", "€500,096", "€350,068.50", "more than 60", "92.5%"]),
        (
            "fi",
            [
                "torstai 8. lokakuuta 2026, 17.15",
                "500\xa0096\xa0€",
                "350\xa0068,50\xa0€",
                "yli 60",
                "92,5\xa0%",
            ],
        ),
        (
            "sv",
            [
                "torsdag 8 oktober 2026, 17:15",
                "500\xa0096\xa0€",
                "350\xa0068,50\xa0€",
                "över 60",
                "92,5\xa0%",
            ],
        ),
    ],
)
def test_days_sums_and_figures_are_written_as_the_language_writes_them(
    language: str, expected: list[str], full: BuiltSite
) -> None:
    prefix = "" if language == "en" else f"{language}/"
    pages = ("meetings/2026-10-08-jarvikala/", "practices/monthly-meeting/")

    told = " ".join(full.page(f"{prefix}{address}").text for address in pages)

    assert [text for text in expected if text.replace("\xa0", " ") not in told.replace("\xa0", " ")] == []


def test_a_meeting_whose_day_has_passed_awaits_its_report(full: BuiltSite) -> None:
    for language in LANGUAGES:
        prefix = "" if language == "en" else f"{language}/"
        sentence = words(language)("report not yet published")
        assert sentence in full.page(f"{prefix}meetings/2026-11-05-unohtui/").text
        assert sentence not in full.page(f"{prefix}meetings/2026-12-10-hirsi-ja-hopea/").text
        assert sentence not in full.page(f"{prefix}meetings/2026-09-03-online/").text


def test_a_demonstration_says_so_on_every_page(full: BuiltSite) -> None:
    for page in full.pages.values():
        told = spoken(page.all("aside")[0])
        assert told == words(page.language)("demonstration"), page.path


def test_long_names_other_scripts_and_signs_stand_as_they_were_typed(full: BuiltSite) -> None:
    assert (
        "🧵 Neula & Lanka <3 🦌 “Rettelöivä” 'quotes' & <b>brackets</b> {{ braces }} {% percent %} [[counts]] 👩🏽‍🔧"
        in full.page("members/viivilla/").text
    )
    assert (
        "Fish & chips < 5 € > nothing, {{ 7 * 7 }}, code <b>, [[next-meeting]]"
        in full.page("members/viivilla/").text
    )
    assert "שלום עולם" in full.page("members/toinen-kasiala/").text
    assert "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaskoulutuskeskusoy26x" in (
        full.page("members/pitka-nimi/").text
    )


def test_text_that_runs_from_the_right_keeps_its_direction(full: BuiltSite) -> None:
    page = full.page("members/toinen-kasiala/")
    turned = [element for element in page.elements if element.get("dir") == "auto"]

    assert {"span", "p"} <= {element.tag for element in turned}
    assert "שלום עולם" in spoken(turned[0])
    assert not [element for element in full.page("members/paljas/").elements if element.get("dir") == "auto"]


def test_html_is_well_formed_on_every_page(full: BuiltSite) -> None:
    for page in full.pages.values():
        assert page.tree is not None, page.path  # html5lib, told to be strict, raises at the first fault


def test_ids_are_unique_and_lead_somewhere(full: BuiltSite) -> None:
    for page in full.pages.values():
        twice = [id_ for id_, count in Counter(page.ids).items() if count > 1]
        assert not twice, page.path
        for element in page.elements:
            for key in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                missing = set((element.get(key) or "").split()) - set(page.ids)
                assert not missing, f"{page.path}: {key}={missing}"


def headings(page: BuiltPage) -> list[int]:
    return [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def test_a_page_has_one_first_heading_and_no_level_is_skipped(full: BuiltSite) -> None:
    for page in full.pages.values():
        levels = [int(e.tag[1]) for e in page.all("main")[0].iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, f"{page.path}: {levels}"
        assert len(headings(page)) >= len(levels)


def test_pictures_say_what_they_show_and_how_large_they_are(full: BuiltSite) -> None:
    shown = [(page.path, image) for page in full.pages.values() for image in page.all("img")]

    assert len(shown) > 10
    for path, image in shown:
        # On a card the picture is an ornament beside the name; the record's own page tells what it shows.
        assert image.get("alt") or image.get("class") == "card__picture", path
        assert (image.get("src") or "").endswith((".png", ".jpg", "/qr.svg")), path
        if not path.removeprefix("fi/").removeprefix("sv/").startswith(("index.html", "about/")):
            assert image.get("width") and image.get("height"), path


def test_titles_are_different_and_say_where_one_is(full: BuiltSite) -> None:
    titles = Counter(
        (page.language, spoken(page.all("title")[0]))
        for page in full.pages.values()
        if page.meta("robots") != "noindex" and page.meta("refresh") is None
    )

    assert [title for title, count in titles.items() if count > 1] == []
    assert all(title.strip("– ") for _, title in titles)


def test_a_page_shows_where_it_is_edited(full: BuiltSite) -> None:
    (link,) = [a for a in full.page("fi/members/paljas/").all("a") if a.get("rel") == "edit"]

    assert link.get("href") == "https://git.example.org/every/field/edit/main/members/paljas/member.yml"


def test_a_draft_is_told_nowhere_and_its_address_says_so(full: BuiltSite) -> None:
    assert words("en")("unfinished") in full.page("practices/luonnos/").text
    assert full.page("practices/luonnos/").meta("robots") == "noindex"
    assert not any("Not yet told to anyone" in page.html for page in full.pages.values())


def test_a_withdrawn_practice_keeps_its_page_and_says_so(full: BuiltSite) -> None:
    assert words("en")("practice withdrawn") in full.page("practices/vanha-tapa/").text
    assert "Fax every Friday" not in full.page("practices/").text


def test_dates_are_written_for_machines_too(full: BuiltSite) -> None:
    for page in full.pages.values():
        for element in page.all("time"):
            assert datetime.fromisoformat(str(element.get("datetime"))), page.path


def test_templates_stand_beside_the_kinds_they_are_for() -> None:
    import talkoot

    templates = Path(talkoot.__file__).parent / "templates"
    assert [model.kind for model in RECORD_KINDS if not (templates / f"{model.kind}.html").is_file()] == []
