"""Vocabularies and the list of moved addresses: the network's own files that tell of nobody."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import create_model

from talkoot.records.fields import Day, Group, Pattern, Text
from talkoot.records.network import SITE_LANGUAGES
from talkoot.records.record import Part

VOCABULARIES = ("sectors", "offers", "themes", "topics", "places")
"""What a network keeps under `content/vocabularies/`; `offers` serves offers and needs alike."""

ADDRESS = r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*"


def _in_each_language(title: str, many: bool) -> Any:
    """A part with one optional field for each language of the interface."""
    of = tuple[str, ...] if many else str | None
    return {
        code: (Annotated[of, Text(f"{title} ({name})", example=EXAMPLES[code], max=80)], () if many else None)
        for code, name in SITE_LANGUAGES.items()
    }


EXAMPLES = {"en": "Crafts", "fi": "Käsityö", "sv": "Hantverk"}


Label = create_model("Label", __base__=Part, **_in_each_language("Label", many=False))
Synonyms = create_model("Synonyms", __base__=Part, **_in_each_language("Synonyms", many=True))


class Entry(Part):
    """One entry of a vocabulary: its label, and other words people look for it by."""

    label: Annotated[Label, Group("Label", "What is shown, in each language")]  # type: ignore[valid-type]
    synonyms: Annotated[Synonyms | None, Group("Synonyms", "Other words for it")] = None  # type: ignore[valid-type]

    def labels(self) -> dict[str, str]:
        """Language → label, for the languages that have one."""
        return {code: text for code in SITE_LANGUAGES if (text := getattr(self.label, code))}

    def label_in(self, languages: Sequence[str], otherwise: str) -> str:
        """Its label in the first of `languages` that has one, else in any, else `otherwise`."""
        labels = self.labels()
        return next((labels[code] for code in (*languages, *labels) if code in labels), otherwise)

    def synonyms_in(self, language: str) -> tuple[str, ...]:
        """Other words for it in `language`."""
        return getattr(self.synonyms, language) if self.synonyms else ()


class PlaceEntry(Entry):
    """A place, with where it lies (WGS 84 degrees)."""

    latitude: Annotated[
        str | None,
        Pattern("Latitude", "Degrees north", "66.503", pattern=r"-?\d{1,2}(\.\d{1,6})?", code="degrees"),
    ] = None
    longitude: Annotated[
        str | None,
        Pattern("Longitude", "Degrees east", "25.729", pattern=r"-?\d{1,3}(\.\d{1,6})?", code="degrees"),
    ] = None


def entry_model(vocabulary: str) -> type[Entry]:
    """What an entry of `vocabulary` is made of."""
    return PlaceEntry if vocabulary == "places" else Entry


class Moved(Part):
    old: Annotated[
        str,
        Pattern(
            "Old address", "Without the site's own", "members/vanha-nimi", pattern=ADDRESS, code="address"
        ),
    ]
    new: Annotated[
        str,
        Pattern(
            "New address", "Without the site's own", "members/uusi-nimi", pattern=ADDRESS, code="address"
        ),
    ]


class Removed(Part):
    address: Annotated[
        str,
        Pattern("Address", "Without the site's own", "members/lopettanut", pattern=ADDRESS, code="address"),
    ]
    on: Annotated[date | None, Day("Removed on", "The day it was taken away", "2026-01-31")] = None


class Addresses(Part):
    """Addresses that were published and now answer otherwise."""

    moved: Annotated[tuple[Moved, ...], Group("Moved", "Old address, new address")] = ()
    removed: Annotated[tuple[Removed, ...], Group("Removed", "Addresses of records taken away")] = ()
