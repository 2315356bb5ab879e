"""What a first visit to a page takes over the wire."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {
    "home": "",
    "directory": "members/",
    "member": "members/hirsi-ja-hopea/",
    "meeting": "meetings/2024-11-14-hirsi-ja-hopea/",
    "practice": "practices/monthly-meeting/",
}
"""The pages that are measured, below the demonstration's address."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes with their headers, as they were sent: of pictures, and of everything else."""

    pictures: int
    rest: int


def weigh(browser: "Browser", address: str) -> Weight:
    """The weight of a page for someone who was never there, with what it fetches by itself afterwards."""
    context = browser.new_context()
    page = context.new_page()
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    network = context.new_cdp_session(page)
    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)
    network.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    context.close()
    pictures = sum(size for id_, size in sizes.items() if kinds[id_] == "Image")
    return Weight(pictures, int(sum(sizes.values()) - pictures))
