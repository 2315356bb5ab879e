"""Every kind of page the portal has, and every state a visitor can bring one into; tests go through them all.

A new template, section or hand-written page that is missing here fails `test_kinds.py`, which says what to add.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from built import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEMONSTRATION, LIMITS = "demonstration", "limits"
"""The sites they are found in: the demonstration, and the network in which every field has a value."""

WRITTEN = "partials/written-page.html"
"""The theme's template of hand-written pages."""

LANGUAGES = {"en": "", "fi": "fi/", "sv": "sv/"}
"""The demonstration's languages, and what stands before an address in each."""

READY = """() => !document.querySelector("[aria-busy=true]")
    && !document.querySelector(".edit:not(.is-open)") && document.fonts.status === "loaded\""""
"""Whether scripts have answered what the address asks."""


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, the template that makes it (none where it is the only one), an example's address."""

    name: str
    template: str
    address: str
    site: str = DEMONSTRATION

    def at(self, language: str) -> str:
        """Its address below the site's; the one page for wrong addresses speaks every language."""
        return self.address if self.address == "404.html" else LANGUAGES[language] + self.address


@dataclass(frozen=True)
class State:
    """What a visitor can bring a kind of page into; `enter` does it on the loaded page.

    `widest` is up to which width (in pixels) there is such a state.
    """

    name: str
    kind: str
    question: str = ""
    enter: "Callable[[Page], object]" = lambda page: None
    widest: int = 10_000


KINDS = (
    Kind("members", "listing.html", "members/"),
    Kind("meetings", "listing.html", "meetings/"),
    Kind("practices", "listing.html", "practices/"),
    Kind("member", "member.html", "members/hirsi-ja-hopea/"),
    Kind("member-who-says-little", "member.html", "members/jangan-kulta/"),
    Kind("meeting-held", "meeting.html", "meetings/2024-11-14-hirsi-ja-hopea/"),
    Kind("meeting-planned", "meeting.html", "meetings/2026-12-10-hirsi-ja-hopea/"),
    Kind("meeting-cancelled", "meeting.html", "meetings/2026-05-21-hiljainen-polku/"),
    Kind("meeting-online", "meeting.html", "meetings/2027-01-21-hiljainen-polku/"),
    Kind("practice", "practice.html", "practices/monthly-meeting/"),
    Kind("practice-real", "practice.html", "practices/lapland-growth-network/"),
    Kind("practice-form", "practice_form.html", "practices/monthly-meeting/form/"),
    Kind("practice-fit", "practice_fit.html", "practices/monthly-meeting/fit/"),
    Kind("practice-start", "practice_start.html", "practices/monthly-meeting/start/"),
    Kind("practices-compared", "practice_compare.html", "practices/compare/"),
    Kind("practices-lineage", "lineage.html", "practices/lineage/"),
    Kind("adoptions", "listing.html", "adoptions/"),
    Kind("adoption", "adoption.html", "adoptions/fjallnatet/", LIMITS),
    Kind("calendar", "calendar.html", "meetings/calendar/"),
    Kind("calendar-month", "calendar.html", "meetings/calendar/2026-12/"),
    Kind("themes", "themes.html", "themes/"),
    Kind("theme", "theme.html", "themes/pricing/"),
    Kind("groups", "groups.html", "groups/"),
    Kind("group", "group.html", "groups/rovaniemi/"),
    Kind("evidence", "evidence.html", "evidence/"),
    Kind("evidence-year", "evidence.html", "evidence/2025/"),
    Kind("evidence-quarter", "evidence.html", "evidence/2026-q4/"),
    Kind("data", "data.html", "data/"),
    Kind("map", "map.html", "map/"),
    Kind("edit-member", "edit.html", "edit/member/"),
    Kind("edit-meeting", "edit.html", "edit/meeting/"),
    Kind("edit-practice", "edit.html", "edit/practice/"),
    Kind("edit-adoption", "edit.html", "edit/adoption/"),
    Kind("search", "search.html", "search/"),
    Kind("sectors", "terms.html", "sectors/"),
    Kind("sector", "term.html", "sectors/food/"),
    Kind("offers", "terms.html", "offers/"),
    Kind("offer", "term.html", "offers/catering/"),
    Kind("needs", "terms.html", "needs/"),
    Kind("need", "term.html", "needs/catering/"),
    Kind("places", "terms.html", "places/"),
    Kind("place-of-nobody", "term.html", "places/kemi/"),
    Kind("moved", "moved.html", "members/hirsi-hopea/"),
    Kind("removed", "removed.html", "members/koski-ja-kajo/"),
    Kind("not-found", "", "404.html"),
    Kind("unfinished", "unfinished.html", "practices/luonnos/", LIMITS),
    Kind("member-at-the-limits", "member.html", "members/pitka-nimi/", LIMITS),
    Kind("member-of-signs", "member.html", "members/viivilla/", LIMITS),
    Kind("member-from-right-to-left", "member.html", "members/toinen-kasiala/", LIMITS),
    Kind("member-of-the-least", "member.html", "members/paljas/", LIMITS),
    Kind("members-at-the-limits", "listing.html", "members/", LIMITS),
    Kind("practice-at-the-limits", "practice.html", "practices/monthly-meeting/", LIMITS),
)


def open_menu(page: "Page") -> None:
    page.locator(".menu-button").click()


def open_filters(page: "Page") -> None:
    """All of them, in the dialog of narrow screens too."""
    if page.locator(".directory-open").is_visible():
        page.locator(".directory-open").click()
    page.locator("details.filter").evaluate_all("all => all.forEach(each => each.open = true)")


def open_details(page: "Page") -> None:
    page.locator("main details").evaluate_all("all => all.forEach(each => each.open = true)")


STATES = (
    State("menu-open", "home", enter=open_menu, widest=1119),
    State("menu-open", "member", enter=open_menu, widest=1119),
    State("filters-open", "members", "?sector=food&place=rovaniemi", open_filters),
    State("filters-open", "meetings", enter=open_filters),
    State("filters-open", "practices", enter=open_filters),
    State("filtered", "members", "?sector=food&sector=care"),
    State("filtered", "meetings", "?group=inari"),
    State("filtered", "practices", "?topic=rural-areas"),
    State("list", "members", "?view=list"),
    State("map", "members", "?view=map"),
    State("no-results", "members", "?sector=construction&place=utsjoki"),
    State("no-results", "meetings", "?q=xyzzyxyzzy"),
    State("no-results", "practices", "?q=xyzzyxyzzy"),
    State("results", "search", "?q=e"),
    State("results-filtered", "search", "?q=a&kind=member&group=rovaniemi"),
    State("no-results", "search", "?q=xyzzyxyzzy"),
    State("nearly", "search", "?q=priccing&kind=member"),
    State("details-open", "data", enter=open_details),
    State("filled", "edit-member", "#hirsi-ja-hopea", open_details),
    State("chosen", "practices-compared", "?p=monthly-meeting,lapland-growth-network"),
)


def written(content: Path) -> Iterator[Kind]:
    """The hand-written pages of a network, the front page first."""
    for file in sorted(content.glob("*.md"), key=lambda file: (file.stem != "index", file.name)):
        if not re.search(r"\.[a-z]{2}$", file.stem):
            name = "home" if file.stem == "index" else file.stem
            yield Kind(name, "" if name == "home" else WRITTEN, "" if name == "home" else f"{name}/")


EVERY = (*written(Path(__file__).parents[2] / "content"), *KINDS)
"""Every kind of page: those of the demonstration's hand-written pages too."""

NAMED = {kind.name: kind for kind in EVERY}

SHOWN = tuple(kind for kind in EVERY if kind.name != "moved")
"""Those that a browser stays on; from a page that has moved it goes on at once."""

FIRST = tuple({kind.template or kind.name: kind for kind in reversed(SHOWN)}.values())[::-1]
"""The first example of each template."""

Shape = tuple[str, int]
"""The first step of an address and how many there are."""


def shape(address: str) -> Shape:
    return address.partition("/")[0], address.count("/")


def shapes(site: BuiltSite) -> dict[Shape, str]:
    """Every shape of address in a site's first language, with one example."""
    found: dict[Shape, str] = {}
    for path in site.pages:
        address = path.removesuffix("index.html")
        if not address.startswith(tuple(f"{code}/" for code in site.examined.network.languages[1:])):
            found.setdefault(shape(address), address)
    return found


def show(page: "Page", top: str, kind: Kind, language: str = "en", question: str = "") -> None:
    """Go to a page and wait until it has answered."""
    page.goto(f"{top}{kind.at(language)}{question}")
    page.wait_for_function(READY)
