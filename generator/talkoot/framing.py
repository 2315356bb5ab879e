"""The network → what its frames and hand-written pages need to know of it."""

from collections.abc import Mapping
from pathlib import Path

from talkoot.frames import FrameSite, SiteLanguage
from talkoot.languages import LANGUAGES, Words, words
from talkoot.network import Network
from talkoot.outputs.terms import SECTIONS as TERMS
from talkoot.outputs.written import PARTS
from talkoot.sources.finding import PICTURES

LOOK = "mkdocs.yml"


def frame_site(root: Path, network: Network, url: str | None = None) -> FrameSite:
    """What the frames need to know of the network."""
    return FrameSite(
        root,
        tuple(_site_language(network, code) for code in network.languages),
        url,
        network.about.record.repository,
        sections=(
            *(network.section(kind) for kind in network.kinds),
            "evidence",
            "themes",
            "groups",
            "map",
            "search",
        ),
        listed=tuple(TERMS),
        parts=frozenset(PARTS),
    )


def _site_language(network: Network, code: str) -> SiteLanguage:
    told, said = network.about.told(code), words(code)
    about = told.record
    texts = {
        "network": "name",
        "short_name": "short_name" if about.short_name else "name",
        "summary": "summary",
    }
    return SiteLanguage(
        code,
        LANGUAGES[code],
        **{text: getattr(about, key) for text, key in texts.items()},
        words={**_section_titles(network, said), **said.entries["theme"]},
        notice=said("demonstration") if about.demonstration else "",
        foreign={text: there for text, key in texts.items() if (there := told.language_of(key)) != code},
    )


def _section_titles(network: Network, said: Words) -> dict[str, str]:
    """What the menu calls the sections of kinds that the theme's words do not know yet."""
    return {
        f"section_{network.section(kind)}": said.shelf(kind, network.section(kind)) for kind in network.kinds
    }


def look_apart(texts: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The hand-written pages, and the text of `mkdocs.yml`."""
    return {path: text for path, text in texts.items() if path != LOOK}, texts.get(LOOK, "")


def ids(network: Network) -> dict[str, set[str]]:
    """Section → the ids that links may lead to, and the names of the pages' own pictures."""
    subjects = {"themes": {*network.vocabularies.get("themes", {})}, "groups": {*network.groups}}
    subjects |= {name: {*network.vocabularies.get(of.vocabulary, {})} for name, of in TERMS.items()}
    of_pages = {path.removeprefix(f"{PICTURES}/") for path in network.pictures if path.startswith(PICTURES)}
    # A record with mistakes has its own problems; a link to it is none.
    broken = {kind: {id_ for there, id_ in network.left_out if there == kind} for kind in network.kinds}
    records = {network.section(kind): {*kept} | broken[kind] for kind, kept in network.kinds.items()}
    return subjects | records | {"pictures": of_pages}
