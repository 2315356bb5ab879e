"""What was dropped onto an issue → its bytes, from GitHub's own store and from nowhere else."""

from collections.abc import Callable
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from talkoot.editing.parcels import LARGEST, MOST, Parcel, open_parcel
from talkoot.editing.pictures import ATTACHMENT, attachments, picture_name
from talkoot.problems import Problem

Open = Callable[[str], bytes | None]
"""Address → what is there, or None."""

SECONDS = 30
STORES = (".githubusercontent.com", ".amazonaws.com", "github.com")
"""Hosts that GitHub keeps attachments on and sends a reader to."""


def fetched(text: str, get: Open) -> Parcel | Problem:
    """`text` with what was dropped onto it: its pictures, or in place of it the parcel that was."""
    pictures: dict[str, bytes] = {}
    for dropped in attachments(text)[:MOST]:
        content = get(dropped.address)
        if content is None:
            continue  # its absence is told where the picture is missing
        if content.startswith(b"PK"):
            parcel = open_parcel(dropped.name or "parcel.zip", content)
            if isinstance(parcel, Problem):
                return parcel
            pictures |= parcel.pictures
            text = _with_parcel(text, parcel.text)
        else:
            name = dropped.name if "." in dropped.name else picture_name(dropped.name)
            pictures[name] = content
    return Parcel(text, pictures)


def _with_parcel(text: str, inside: str) -> str:
    """The parcel's text where it was dropped, so that the box around it goes on to say how it came."""
    for match in ATTACHMENT.finditer(text):
        if attachments(match[0]):
            return f"{text[: match.start()]}\n\n{inside}\n\n{text[match.end() :]}"
    return text


class _Stores(HTTPRedirectHandler):
    """Follows GitHub to its own stores alone."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        host = newurl.partition("://")[2].partition("/")[0]
        if not newurl.startswith("https://") or not f".{host}".endswith(STORES):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def from_github(address: str) -> bytes | None:
    """What GitHub keeps at `address`; None where it does not answer or gives too much."""
    opener = build_opener(_Stores())
    try:
        with opener.open(Request(address, headers={"User-Agent": "talkoot"}), timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except (URLError, HTTPException, OSError, ValueError):
        return None
    return content if len(content) <= LARGEST else None
