"""A record → its name among everything in the world, by which calendars and address books know it again."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from talkoot.kept import Kept
from talkoot.outputs.site import Site


def identity(site: Site, kept: Kept[Any]) -> UUID:
    """A UUID of a record's address (RFC 9562, version 5), one in all languages.

    A site that does not know its own address is told apart by the network's name.
    """
    return uuid5(NAMESPACE_URL, f"{site.url or site.network.about.record.name}{kept.address}")
