"""Where a meeting is: at the place it names, else with its host, or online."""

from dataclasses import dataclass

from talkoot.network import Network
from talkoot.records.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Venue:
    """Where those go who come in person. `host` is a name, `place` a label; empty where there is none."""

    host: str = ""
    street: str = ""
    place: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.host, self.street, self.place)))


def venue(network: Network, meeting: Meeting, language: str) -> Venue:
    """Where a meeting is held, told in `language`; an empty venue when it is online."""
    kept = network.members.get(meeting.host or "")
    host = kept.record if kept and meeting.mode != "online" else None
    # A meeting names its own place or street only when they are not the host's.
    at_host = host is not None and not (meeting.place or meeting.address)
    place = meeting.place or (host.place if host else None)
    street = meeting.address or (host.address if host and at_host else None)
    return Venue(
        host.name if host and at_host else "",
        street or "",
        network.label("places", place, language) if place else "",
    )
