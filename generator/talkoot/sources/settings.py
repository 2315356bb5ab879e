"""The one setting needed before anything is read: the network's time zone, which tells what day it is."""

from pathlib import Path

from talkoot.sources.documents import Document, read_document
from talkoot.sources.finding import Source

UNKNOWN = "UTC"


def time_zone(root: Path) -> str:
    """The network's IANA time zone; `UNKNOWN` while `content/network.yml` can't be read."""
    about = read_document(root, Source("content/network.yml", "network", "network"))
    zone = about.data.get("time_zone") if isinstance(about, Document) else None
    return zone if isinstance(zone, str) and zone else UNKNOWN
