"""`talkoot propose`: what an issue's answers would change, checked, and what to answer to them."""

import json
from pathlib import Path
from typing import Any

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in

LONGEST_EVENT = 4_000_000
"""Bytes of an event that GitHub tells of; an issue's text is a small part of it."""


@click.command()
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--event", type=click.File("rb"), help="GitHub's event of an issue, in place of FILE.")
@click.option("--account", default="", help="The number of the account that the text came from.")
@click.option("--author", "name", default="", help="Its name.")
@click.option("--number", default="", help="The issue's number.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="The folder for all of it.")
@click.option("--fetch", is_flag=True, help="Get the pictures that were dropped onto the issue.")
@click.option(
    "--write-from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write what an earlier run has put into this folder.",
)
@root_option
@language_option
def propose(
    file: Any,
    event: Any,
    account: str,
    name: str,
    number: str,
    to: Path | None,
    fetch: bool,
    folder: Path | None,
    root: Path,
    language: str,
) -> int:
    """Say what the answers in FILE would change, as files to write, or what is to be mended in them.

    Nothing in the repository changes. With --to, a folder holds the files, the answer to the author and the
    text of the pull request; --write-from takes it over.
    """
    from talkoot.editing.fetching import fetched, from_github
    from talkoot.editing.handing import hand_over
    from talkoot.editing.parcels import Parcel, open_parcel
    from talkoot.editing.proposal import Proposal, Sent
    from talkoot.editing.proposing import propose as proposed
    from talkoot.editing.replying import Author, reply
    from talkoot.problems import Problem

    if folder is not None:
        return _write(root, folder)
    if (file is None) == (event is None):
        raise click.UsageError("Name a file with answers, - for standard input, or an event with --event.")
    today = today_in(root)
    if event is not None:
        text, number, account, name = _issue(event.read(LONGEST_EVENT + 1))
        parcel: Parcel | Problem = Parcel(text)
    else:
        parcel = open_parcel(getattr(file, "name", "-"), file.read())
    _must_be_digits("--number", number)
    _must_be_digits("--account", account)
    if fetch and isinstance(parcel, Parcel):
        parcel = fetched(parcel.text, from_github)
    if isinstance(parcel, Problem):
        proposal = Proposal(language=language, problems=(parcel,))
    else:
        sent = Sent(parcel.text, parcel.pictures, account, language=language)
        proposal = proposed(root, sent, today)
    if to is not None:
        from talkoot.build import examine

        network = examine(root, today).network
        first = network.languages[0] if network else language
        hand_over(proposal, Author(account, name), number, first, to)
    else:
        click.echo(reply(proposal), nl=False)
        for path, content in proposal.files.items():
            click.echo(f"{'-' if content is None else '+'} {path}")
    return 0 if proposal.is_right else PROBLEMS


def _write(root: Path, folder: Path) -> int:
    from talkoot.editing.handing import taken_over
    from talkoot.editing.overlay import write

    try:
        files = taken_over(folder)
    except (ValueError, UnicodeError) as refused:
        click.echo(f"Nothing is written: {refused}", err=True)
        return PROBLEMS
    write(root, files)
    for path in files:
        click.echo(path)
    return 0


def _issue(event: bytes) -> tuple[str, str, str, str]:
    """An issue's text and number, and who has edited it last: account number and name."""
    try:
        told = json.loads(event) if len(event) <= LONGEST_EVENT else None
        issue, sender = told["issue"], told["sender"]  # type: ignore[index]
        return str(issue["body"] or ""), str(issue["number"]), str(sender["id"]), str(sender["login"])
    except (ValueError, KeyError, TypeError):
        raise click.UsageError("This is no event of an issue as GitHub tells it.") from None


def _must_be_digits(option: str, value: str) -> None:
    if value and not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise click.UsageError(f"{option} takes a number.")
