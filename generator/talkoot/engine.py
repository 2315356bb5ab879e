"""The theme engine: staged Markdown and configuration in, HTML out. Only this module imports mkdocs.

MkDocs 1.x and ProperDocs take the same configuration and give the same pages. A later engine is a second
module with this one function.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ENGINES = ("mkdocs", "properdocs")

MEMORY = Path("/dev/shm")
"""Where Linux has a disk in memory."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the engine made: output path → bytes, and what it warned of, in its own words."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def render_pages(
    configuration: Mapping[str, Any],
    staged: Mapping[str, bytes],
    theme_folders: Sequence[Path],
    engine: str = "mkdocs",
) -> Rendered:
    """Render staged Markdown files to HTML pages.

    `configuration` is what a `mkdocs.yml` would say, without its folders. `staged` maps paths below the
    documents' folder to their bytes; only pages belong there, pictures and other assets are copied by
    whoever has them. Templates are looked up in `theme_folders`, first one first, before the theme's own.
    Writes nothing outside a temporary folder and prints nothing. Importing the engine costs time and
    memory that come back only with the process, so call this in a child.
    """
    if engine not in ENGINES:
        raise ValueError(f"no such engine: {engine}")
    # Material prints an advertisement of its successor unless this is set.
    os.environ["NO_MKDOCS_2_WARNING"] = "true"
    # Two hundred small files that nobody keeps: a disk takes longer to remove them than we to make them.
    memory = MEMORY if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(prefix="talkoot-", dir=memory) as folder,
        _collected_warnings(engine) as warnings,
    ):
        pages, site = Path(folder, "pages"), Path(folder, "site")
        for path, content in staged.items():
            target = pages / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _build(engine, {**configuration, "docs_dir": str(pages), "site_dir": str(site)}, theme_folders)
        return Rendered(dict(_pages_in(site)), tuple(warnings))


def _build(engine: str, configuration: dict[str, Any], theme_folders: Sequence[Path]) -> None:
    """Run the engine's own build, as its command line would, with our folders before the theme's."""
    config = import_module(f"{engine}.config.defaults").MkDocsConfig()
    config.load_dict(configuration)
    faults, remarks = config.validate()
    if faults or remarks:
        raise ValueError(f"the theme engine refuses its configuration: {[*faults, *remarks]}")
    config.theme.dirs[:0] = [str(folder) for folder in theme_folders]
    # The engine's own sitemap knows nothing of records; ours is written elsewhere.
    config.theme.static_templates = {"404.html"}
    config.theme.get_env = partial(_without_assets, config.theme.get_env)
    import_module(f"{engine}.commands.build").build(config)


def _without_assets(environment: Callable[[], Any]) -> Any:
    """The theme's templates, among which the engine then finds no assets to copy: we have our own. It would
    look at ten thousand icons for them."""
    made = environment()
    made.list_templates = lambda **_: []
    return made


def _pages_in(site: Path) -> Iterator[tuple[str, bytes]]:
    """The pages the engine wrote."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_bytes()


@contextmanager
def _collected_warnings(engine: str) -> Iterator[list[str]]:
    """The engine's warnings as a list, instead of lines on the screen."""
    messages: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, collect = logging.getLogger(engine), Collect(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collect)
    try:
        yield messages
    finally:
        logger.removeHandler(collect)
        logger.propagate = propagate
