"""The very first build → its frames, made by a process of its own while others read and check the records."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from talkoot.build import CACHE
from talkoot.frames import make_frames
from talkoot.frames.keeping import FILE
from talkoot.frames.look import site_url
from talkoot.framing import LOOK, frame_site, look_apart
from talkoot.known import learn
from talkoot.linking import link
from talkoot.records import RECORD_KINDS
from talkoot.shelves import arrange
from talkoot.sources.finding import find_sources
from talkoot.sources.texts import read_texts


@contextmanager
def frames_ahead(root: Path, today: date, engine: str, url: str | None, jobs: int) -> Iterator[None]:
    """While the block runs, make the frames that `build` will look for in its cache, if that is empty.

    Nothing depends on it: frames are kept by all that they follow from, so `build` finds the very ones it
    would make, or none and makes them. What is wrong with the network's files is told by whoever checks them.
    """
    if jobs < 2 or sys.platform != "linux" or (root / CACHE / FILE).exists():
        yield
        return
    import multiprocessing

    process = multiprocessing.get_context("fork").Process(target=_make, args=(root, today, engine, url, jobs))
    process.start()
    try:
        yield
    finally:
        process.join()


def _make(root: Path, today: date, engine: str, url: str | None, jobs: int) -> None:
    """Make frames of what they need to know: `network.yml`, the hand-written pages and the look."""
    with suppress(Exception, KeyboardInterrupt):
        found = find_sources(root, ())
        known = learn(root, [source for source in found.sources if source.kind == "network"], {}, {}).known
        shelves, _ = arrange([one.checked for one in known.values() if one.checked], RECORD_KINDS)
        network, _ = link(shelves, today)
        texts, _ = read_texts(root, (*found.pages, LOOK))
        pages, look = look_apart(texts)
        if network:
            make_frames(
                frame_site(root, network, url or site_url(look)), pages, look, root / CACHE, engine, jobs
            )
