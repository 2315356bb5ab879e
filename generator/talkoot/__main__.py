"""The commands: check, build, serve, describe. Only here is anything printed."""

import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from talkoot.languages import DEFAULT, LANGUAGES, Words, words
from talkoot.problems import Problem, as_annotation, as_json, as_text

REPORT = "https://github.com/talkoot/talkoot/issues"
PROBLEMS, OUR_FAULT = 1, 2


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


def show(problems: tuple[Problem, ...], form: str, said: Words) -> None:
    """Problems on standard output, as people, GitHub or other programs read them."""
    if form == "json":
        click.echo(json.dumps([as_json(p, said) for p in problems], ensure_ascii=False, indent=2))
        return
    shown = as_annotation if form == "github" else as_text
    for problem in problems:
        click.echo(shown(problem, said))
    if form == "text":
        count = sum(problem.severity == "problem" for problem in problems)
        worth = len(problems) - count
        parts = [said("problems", n=count) if count else said("no problems")]
        click.echo(". ".join([*parts, *([said("warnings", n=worth)] if worth else [])]) + ".")


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
