"""The theme's pages, rendered once → frames that every record's page is filled into.

`written` and `look` read what the network wrote, without the theme engine; `staging` says what the engine
is given, `making` runs it and cuts what comes out; `keeping` spares the next build the trouble.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from talkoot.frames.frame import Frame, FrameFault, Slot, cut
from talkoot.frames.look import OVERRIDES, read_look
from talkoot.frames.made import Frames, LanguageFrames, WrittenPage
from talkoot.frames.site import SECTIONS, FrameSite, SiteLanguage
from talkoot.frames.written import read_pages
from talkoot.problems import Problem

__all__ = [
    "SECTIONS",
    "Frame",
    "FrameFault",
    "FrameSite",
    "Frames",
    "SiteLanguage",
    "Slot",
    "WrittenPage",
    "check_pages",
    "cut",
    "make_frames",
]


def check_pages(
    site: FrameSite, sources: Mapping[str, str], look: str, records: Mapping[str, Collection[str]]
) -> tuple[Problem, ...]:
    """The problems of hand-written pages (path → text) and of `look`, the text of `mkdocs.yml`.

    `records` are the ids of the records in each section that has any, for the links that lead to them, and
    under “pictures” the names of the pages' own pictures.
    Runs no engine, so it may be asked about a stranger's request.
    """
    written, problems = read_pages(site, sources, records)
    names = {path.rpartition("/")[2].partition(".")[0] for path in sources}
    _, more = read_look(look, site, names | set(written.texts))
    return (*problems, *more)


def make_frames(
    site: FrameSite,
    sources: Mapping[str, str],
    look: str,
    cache: Path | None = None,
    engine: str = "mkdocs",
    jobs: int = 2,
) -> Frames:
    """Render the theme and the hand-written pages of every language, and cut them into frames.

    What can't be read of `sources` (path → text) and `look` (the text of `mkdocs.yml`) is left out:
    `check_pages` says what and why. With a `cache` folder, frames are kept there for the next build; they
    equal new ones byte for byte. The engine runs in processes of its own, at most `jobs` at once.
    Raises `FrameFault` where our theme or the network's `overrides/` does not fit Material.
    """
    # The engine's side of this package is not even imported where kept frames will do.
    from talkoot.frames import keeping
    from talkoot.frames.assets import read_folder

    overrides = read_folder(site.root / OVERRIDES)
    key = keeping.key_of(site, sources, look, overrides, engine)
    if cache and (kept := keeping.load(cache, key)):
        return kept
    frames = _make(site, sources, look, overrides, engine, jobs)
    if cache:
        keeping.keep(cache, key, frames)
    return frames


def _make(
    site: FrameSite,
    sources: Mapping[str, str],
    look_text: str,
    overrides: Mapping[str, bytes],
    engine: str,
    jobs: int,
) -> Frames:
    from talkoot.frames.assets import gather_assets
    from talkoot.frames.making import make_language
    from talkoot.frames.policy import write_policy
    from talkoot.frames.staging import stage
    from talkoot.parallel import in_parallel

    written, _ = read_pages(site, sources)
    look, _ = read_look(look_text, site, written.texts)
    assets = gather_assets(overrides, look)

    def make_share(codes: Sequence[Sequence[SiteLanguage]]) -> list[LanguageFrames]:
        return [
            make_language(stage(site, language, look, written, assets.names, engine), site, written, engine)
            for share in codes
            for language in share
        ]

    # The first share is worked on in this very process, which is to stay small: it is empty.
    shares: list[Sequence[SiteLanguage]] = [(), *(site.languages[n::jobs] for n in range(jobs))]
    made = [each for share in in_parallel(make_share, shares, len(shares)) for each in share]
    made.sort(key=lambda each: site.codes.index(next(iter(each.records))[0]))
    return Frames(
        {key: frame for each in made for key, frame in each.records.items()},
        {path: page for each in made for path, page in each.pages.items()},
        "".join(each.not_found for each in made),
        assets.files,
        assets.names["icon"],
        assets.colours,
        write_policy(frozenset().union(*(each.hashes for each in made))),
        tuple(warning for each in made for warning in each.warnings),
    )
