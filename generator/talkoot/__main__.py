"""The commands: check, build, serve, describe. Only here is anything printed."""

import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from talkoot.languages import DEFAULT, LANGUAGES, Words, words
from talkoot.screen import Watch, seconds_since, show

REPORT = "https://github.com/talkoot/talkoot/issues"
PROBLEMS, OUR_FAULT = 1, 2
PREVIEW = ".cache/talkoot/site"
"""Where `serve` builds: that site knows this machine's address for its own."""


def today_in(root: Path) -> date:
    """The day the site is told on: that of SOURCE_DATE_EPOCH, else today in the network's time zone.

    SOURCE_DATE_EPOCH is read as reproducible-builds.org specifies it: seconds since 1970, UTC.
    """
    from talkoot.sources.settings import time_zone

    try:
        zone: Any = ZoneInfo(time_zone(root))
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(zone).date()
    try:
        return datetime.fromtimestamp(int(epoch), zone).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch}") from None


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The network's repository.",
)
language_option = click.option(
    "--language", type=click.Choice([*LANGUAGES]), default=DEFAULT, help="The language of the messages."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="talkoot")
def commands() -> None:
    """Talkoot compiles a peer network's git repository into its public portal."""


@commands.command()
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How problems are shown.",
)
@language_option
def check(root: Path, form: str, language: str) -> int:
    """Say what in the network's files should be mended. Ends with 0 when nothing has to."""
    from talkoot.build import examine

    problems = examine(root, today_in(root)).problems
    show(problems, form, words(language))
    return PROBLEMS if any(problem.severity == "problem" for problem in problems) else 0


@commands.command()
@root_option
@click.option(
    "--to", type=click.Path(path_type=Path), help="Where the site is put; “site” in the repository."
)
@click.option(
    "--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", help="The theme engine."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=min(os.cpu_count() or 1, 4), help="Processes.")
@click.option("--url", help="The site's own address, in place of site_url in mkdocs.yml.")
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
    from talkoot.inputs import fingerprint
    from talkoot.publish import is_intact, read_manifest

    began, said = time.perf_counter(), words(language)
    order = Order(
        root, to or root / "site", today_in(root), engine, jobs, url, draft, not no_search, not no_pictures
    )
    note = fingerprint(root, order.told, time.time_ns())
    standing = read_manifest(order.to)
    if note and standing and standing.note == note and is_intact(order.to, standing):
        click.echo(said("nothing changed", seconds=seconds_since(began, said)))
        return 0
    return carry_out(order, said, began, note, timings)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, where and how."""

    root: Path
    to: Path
    today: date
    engine: str = "mkdocs"
    jobs: int = min(os.cpu_count() or 1, 4)
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


def carry_out(order: Order, said: Words, began: float, note: str = "", timings: bool = False) -> int:
    """Build what was ordered and say what came of it; 1 where the network's files or the disk forbid it."""
    import gc

    gc.disable()  # A build makes much and drops little; what it holds is given back at its end.
    from talkoot.build import build, examine
    from talkoot.publish import Refusal

    watch = Watch(said)
    examined = examine(order.root, order.today, order.jobs, order.draft, watch)
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
    network = built.network
    counts = [said.counted(kind, network.section(kind), len(kept)) for kind, kept in network.kinds.items()]
    click.echo(
        said(
            "built",
            pages=built.pages,
            to=str(order.to),
            records=", ".join(counts),
            seconds=seconds_since(began, said),
        )
    )
    return 0


@commands.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Where the site can be looked at.")
@language_option
def serve(root: Path, port: int, language: str) -> int:
    """Build the site, show it on this machine, and build again whenever a file is saved."""
    from talkoot.serve import saves, serving

    said, site = words(language), root / PREVIEW
    saved = saves(root)
    next(saved)  # what is saved during the first build counts too
    try:
        with serving(site, port) as address:

            def again() -> None:
                carry_out(
                    Order(root, site, today_in(root), url=address, draft=True), said, time.perf_counter()
                )

            again()
            click.echo(said("serving", address=address))
            for _ in saved:
                again()
    except OSError as error:
        raise click.ClickException(
            said("port taken", port=str(port), error=error.strerror or str(error))
        ) from None
    return 0


@commands.command()
@click.argument("kind", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json-schema"]), default="text", help="How it is said."
)
@click.option("--list", "vocabulary", default="", help="Which list, for the schema of a vocabulary.")
@click.option("--translation", is_flag=True, help="The schema of a translation beside the record.")
@root_option
@language_option
def describe(
    kind: str | None, form: str, vocabulary: str, translation: bool, root: Path, language: str
) -> int:
    """Say what may be written in each field of a KIND of record; of all kinds, when none is named."""
    from talkoot.records.describe import FILES, labels_of
    from talkoot.records.describe import describe as guide
    from talkoot.records.schema import json_schema

    if kind is not None and kind not in FILES:
        raise click.UsageError(f"There is no kind “{kind}”. These exist: {', '.join(FILES)}.")
    labels = labels_of(root, language)
    if form == "text":
        click.echo("\n".join(guide(one, labels, language) for one in ([kind] if kind else FILES)))
        return 0
    if kind is None:
        raise click.UsageError(f"A schema is of one kind. Name one of these: {', '.join(FILES)}.")
    schema = json_schema(kind, labels, language, vocabulary=vocabulary, translation=translation)
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0


def main() -> None:
    """Run a command: 0 fine, 1 problems in the network's files, 2 a wrong command or a fault of ours."""
    try:
        sys.exit(commands(standalone_mode=False))
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(OUR_FAULT)
    except click.ClickException as error:
        error.show()
        sys.exit(OUR_FAULT)
    except Exception as error:
        if os.environ.get("TALKOOT_TRACE"):
            raise
        click.echo(
            f"This is a fault of Talkoot, not of your files. Please report it at {REPORT}, with this line:\n"
            f"    {type(error).__name__}: {error}\n"
            "TALKOOT_TRACE=1 in front of the command shows where it happened.",
            err=True,
        )
        sys.exit(OUR_FAULT)


if __name__ == "__main__":
    main()
