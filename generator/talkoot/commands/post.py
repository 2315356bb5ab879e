"""`talkoot post`: the one command that speaks to the forge, with what other jobs have written down."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkoot.commands.options import PROBLEMS

if TYPE_CHECKING:
    from talkoot.reviewing.forge import Forge


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--request", type=click.IntRange(1), help="The request that a review is of.")
@click.option("--commit", help="The commit it ended in when it was reviewed.")
@click.option("--merge", "merging", is_flag=True, help="Take it in, where the review lets it.")
@click.option("--issue", type=click.IntRange(1), help="The issue that a proposal answers.")
@click.option("--open", "opening", is_flag=True, help="Open the request that a proposal asks for.")
@click.option("--repository", default=lambda: os.environ.get("GITHUB_REPOSITORY", ""), help="owner/name.")
def post(
    folder: Path,
    request: int | None,
    commit: str | None,
    merging: bool,
    issue: int | None,
    opening: bool,
    repository: str,
) -> int:
    """Post what `talkoot review` or `talkoot propose` has put into FOLDER: bytes of known size and shape.

    A review goes to a request as one comment that is renewed, a label, and with --merge as a merge. What
    answers a proposal goes to its issue; with --open its request is opened, and the number of that is said.
    """
    from talkoot.reviewing import posting
    from talkoot.reviewing.forge import REPOSITORY, Forge

    if not REPOSITORY.fullmatch(repository):
        raise click.UsageError("Say which repository: --repository owner/name.")
    if [request is not None, issue is not None, opening].count(True) != 1:
        raise click.UsageError("Name one: --request, --issue or --open.")
    forge = Forge(repository)
    try:
        if issue is not None:
            posting.renew_comment(forge, issue, posting.read_reply(folder))
        elif opening:
            click.echo(posting.open_request(forge, *posting.read_request(folder)))
        elif request is not None:
            return _review(forge, folder, request, commit or "", merging)
    except posting.Misshapen as misshapen:
        click.echo(f"Nothing is posted: {misshapen}.", err=True)
        return PROBLEMS
    return 0


def _review(forge: "Forge", folder: Path, request: int, commit: str, merging: bool) -> int:
    from talkoot.reviewing import posting

    if not posting.COMMIT.fullmatch(commit):
        raise click.UsageError("A review is of one commit: --commit, its forty letters and digits.")
    answer = posting.read_answer(folder)
    if not posting.stands_at(forge, request, commit):
        click.echo("The request has moved on; its next review will tell.")
        return 0
    posting.renew_comment(forge, request, answer.comment)
    posting.renew_label(forge, request, answer.verdict)
    if merging and answer.merges:
        taken = posting.merge(forge, request, commit)
        click.echo(
            "It is taken in." if taken else "GitHub does not take it in by itself; the coordinator will."
        )
    return 0
