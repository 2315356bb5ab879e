"""The frames of a site, as `make_frames` hands them over."""

from collections.abc import Mapping
from dataclasses import dataclass

from talkoot.frames.colours import Colours
from talkoot.frames.frame import Frame

RecordKey = tuple[str, str, int]
"""Language, section, depth."""

Hashes = frozenset[tuple[str, str]]
"""Directive of the policy and hash of an inline script or style."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page in one language of the site. `frame` asks for its live parts and for `head`."""

    frame: Frame
    name: str
    language: str
    written_in: str
    """Another language than the page's where it has no translation."""
    source: str
    title: str
    description: str

    @property
    def parts(self) -> frozenset[str]:
        """The live parts it asks for."""
        return self.frame.names - {"head"}


@dataclass(frozen=True, slots=True)
class LanguageFrames:
    """What comes of one run of the engine."""

    records: Mapping[RecordKey, Frame]
    pages: Mapping[str, WrittenPage]
    not_found: str
    hashes: Hashes
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """What the pages of a site are filled into, and what they load."""

    records: Mapping[RecordKey, Frame]
    """Section `""` is for pages that belong to none."""
    pages: Mapping[str, WrittenPage]
    """Hand-written pages by the path they are written to: `fi/about/index.html`."""
    not_found: str
    """The one page for addresses that lead nowhere, `404.html`."""
    assets: Mapping[str, bytes]
    icon: str
    """The site's icon among them: our mark, or the network's own."""
    colours: Colours
    """The theme's, or what the network's style sheets set in their place."""
    policy: str
    """What all pages together may do, for a server's `Content-Security-Policy` header."""
    warnings: tuple[str, ...] = ()
    """What the theme engine remarked on hand-written pages, in its own words."""

    def frame(self, language: str, section: str, depth: int) -> Frame:
        """The frame of a record's page, `depth` steps below the top of its language (1 to 3).

        A section without frames of its own gets those that mark no tab.
        """
        own = self.records.get((language, section, depth))
        return own or self.records[language, "", depth]
