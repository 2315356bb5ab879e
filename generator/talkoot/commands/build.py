"""`talkoot build`: the network's site, published whole or not at all."""

import gc
import time
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkoot.commands.options import PROBLEMS, PROCESSES, language_option, root_option, today_in
from talkoot.languages import Words, words
from talkoot.screen import Watch, counts, seconds_since, show
from talkoot.sources.site_address import is_site_address

if TYPE_CHECKING:
    from talkoot.inputs import Survey


def _site_address(_: click.Context, option: click.Parameter, url: str | None) -> str | None:
    if url and not is_site_address(url):
        raise click.BadParameter(
            f"“{url}” is no address of a site. Write the whole of it, like https://portal.example.org/.",
            param=option,
        )
    return url


@click.command()
@root_option
@click.option(
    "--to", type=click.Path(path_type=Path), help="Where the site is put; “site” in the repository."
)
@click.option(
    "--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", help="The theme engine."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=PROCESSES, help="Processes.")
@click.option(
    "--url", callback=_site_address, help="The site's own address, in place of site_url in mkdocs.yml."
)
@click.option("--draft", is_flag=True, help="Leave out what has problems, and build the rest.")
@click.option("--no-search", is_flag=True, help="Leave the search index out, as the benchmark does.")
@click.option("--no-pictures", is_flag=True, help="Leave pictures out, as the benchmark does.")
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@language_option
def build(
    root: Path,
    to: Path | None,
    engine: str,
    jobs: int,
    url: str | None,
    draft: bool,
    no_search: bool,
    no_pictures: bool,
    timings: bool,
    language: str,
) -> int:
    """Build the site. Refuses while the network's files have problems, and says which."""
    from talkoot.inputs import survey
    from talkoot.publish import is_intact, read_manifest

    began, said = time.perf_counter(), words(language)
    order = Order(
        root, to or root / "site", today_in(root), engine, jobs, url, draft, not no_search, not no_pictures
    )
    files = survey(root, time.time_ns())
    note = files.fingerprint(order.told)
    standing = read_manifest(order.to)
    if note and standing and standing.note == note and is_intact(order.to, standing):
        click.echo(said("nothing changed", seconds=seconds_since(began, said)))
        return 0
    gc.disable()  # A build makes much and drops little; what it holds is given back at its end.
    return carry_out(order, said, began, files, note, timings)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, where and how."""

    root: Path
    to: Path
    today: date
    engine: str = "mkdocs"
    jobs: int = PROCESSES
    url: str | None = None
    draft: bool = False
    search: bool = True
    pictures: bool = True

    @property
    def told(self) -> tuple[str, ...]:
        """All that makes another site of the same files."""
        return (
            str(self.today),
            self.engine,
            str(self.url),
            str(self.draft),
            str(self.search),
            str(self.pictures),
            version("talkoot"),
        )


def carry_out(
    order: Order,
    said: Words,
    began: float,
    files: "Survey",
    note: str = "",
    timings: bool = False,
) -> int:
    """Build what was ordered and say what came of it; 1 where the network's files or the disk forbid it.

    `files` is the survey of the network's files.
    """
    from talkoot.build import build, examine
    from talkoot.cached import CACHE
    from talkoot.memory import place_of, recall
    from talkoot.publish import Refusal

    before = recall(order.root, place_of(order.root, order.to), order.root / CACHE)
    watch = Watch(said)
    examined = examine(
        order.root,
        order.today,
        order.jobs,
        order.draft,
        watch,
        cache=order.root / CACHE,
        files=files,
        before=before,
    )
    if examined.problems:
        show(examined.problems, "text", said)
    if examined.network is None or not (order.draft or examined.is_right):
        click.echo(said("not built"), err=True)
        return PROBLEMS
    try:
        built = build(
            order.root,
            order.to,
            examined,
            engine=order.engine,
            jobs=order.jobs,
            url=order.url,
            search=order.search,
            pictures=order.pictures,
            note=note if examined.is_right else "",
            told=repr(order.told),
            before=before,
            stage=watch,
            waiting=lambda: click.echo(said("waiting"), err=True),
        )
    except Refusal as refusal:
        show((refusal.problem,), "text", said)
        return PROBLEMS
    if built.published.warnings:
        show(built.published.warnings, "text", said)
    if timings:
        watch.show()
    click.echo(
        said(
            "built",
            pages=built.pages,
            to=str(order.to),
            records=counts(built.network, said),
            seconds=seconds_since(began, said),
        )
    )
    return 0
