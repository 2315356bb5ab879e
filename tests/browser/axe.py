"""What axe-core finds on a page: WCAG 2.0 to 2.2, A and AA, and its best practices."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "tools" / "node_modules" / "axe-core" / "axe.min.js"

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

RUN = """async only => {
  const {violations, incomplete} = await axe.run(document, {
    runOnly: only, resultTypes: ["violations", "incomplete"],
  });
  const places = rules => rules.flatMap(({id, nodes}) => nodes.map(({html, any, all, none}) => {
    const checks = [...any, ...all, ...none];
    return {
      rule: id, html: html.slice(0, 160), why: checks.map(check => check.message).join("; "),
      key: checks.map(check => check.data?.messageKey).find(Boolean) ?? "",
    };
  }));
  return {violations: places(violations), incomplete: places(incomplete)};
}"""

UNDECIDED = {
    "shortTextContent": "one letter or figure",
    "nonBmp": "an arrow",
    "emptyValue": "a field with nothing in it yet",
    "pseudoContent": "a panel that reaches to the edges of the page behind its text",
    "elmPartiallyObscured": "what a table shows only when scrolled",
    "elmPartiallyObscuring": "a word too long for its box, which reaches over the page's empty edge",
}
"""Why axe can't tell a contrast → where that is so on our pages."""


DRAWN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("svg[aria-hidden=true] * { display: none } .edit-bar { position: static !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""What axe takes for a cover over the page: a drawing that only adorns, where its frame cuts it off, and the bar of
a form, which text scrolls away under."""


@cache
def _script() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: "Page", *only: str) -> list[str]:
    """Every violation, and what axe leaves undecided unless we know why it must; `only` these rules, if named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
        page.evaluate(DRAWN)
    said = page.evaluate(RUN, only or TAGS)
    open_ = [place for place in said["incomplete"] if not _known(place)]
    return [f"{place['rule']}: {place['html']} – {place['why']}" for place in (*said["violations"], *open_)]


def _known(place: dict[str, Any]) -> bool:
    """A contrast that can't be told, as that of letters in a drawing; test_theme.py measures all colours."""
    drawn = place["html"].startswith("<text ")
    # Blanks that hang over the end of a line lie outside the box of the text they are in.
    hangs = place["key"] == "bgOverlap" and 'class="form-field__text"' in place["html"]
    return place["rule"] == "color-contrast" and (drawn or hangs or place["key"] in UNDECIDED)
