"""A visit to a site in a real browser, and what went wrong there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

PREFIX = "/portal/"
"""The site lies below a path of its own, as on many a forge."""


@dataclass(frozen=True)
class Visit:
    """A browser's page on the site, and what went wrong there."""

    page: "Page"
    address: str
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> "Page":
        """Go to a page below the site's address."""
        self.page.goto(self.address + path)
        return self.page


def visit_with(context: "BrowserContext", address: str) -> Visit:
    """A visit of the site at `address` that notes complaints, failures and requests to anybody else."""
    visit = Visit(context.new_page(), address)
    home = address.removesuffix(PREFIX)
    page, said = visit.page, visit.complaints
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(home) else said.append(asked.url))
    page.on("response", lambda got: said.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    return visit
