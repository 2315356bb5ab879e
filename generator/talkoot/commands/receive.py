"""`talkoot receive`: what came by mail, put into the records."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@root_option
@language_option
def receive(files: tuple[Path, ...], dry_run: bool, root: Path, language: str) -> int:
    """Write the records that FILES tell of: parcels and texts made with the form on the site.

    Each file is taken whole or not at all; what has problems is told, and the others are written.
    """
    from talkoot.editing.overlay import write
    from talkoot.editing.parcels import LARGEST, open_parcel
    from talkoot.editing.proposal import Proposal, Sent
    from talkoot.editing.proposing import propose
    from talkoot.editing.replying import reply
    from talkoot.problems import Problem, as_text

    today, wrong = today_in(root), 0
    for file in files:
        with file.open("rb") as opened:
            parcel = open_parcel(str(file), opened.read(LARGEST + 1))
        if isinstance(parcel, Problem):
            click.echo(as_text(parcel, words(language)))
            wrong += 1
            continue
        sent = Sent(parcel.text, parcel.pictures, received=True, language=language)
        proposal: Proposal = propose(root, sent, today)
        click.echo(f"{file}: {proposal.name or proposal.id}")
        if proposal.is_right and not dry_run:
            write(root, proposal.files)
        for path, content in proposal.files.items():
            click.echo(f"  {'-' if content is None else '+'} {path}")
        for line in (*proposal.wishes, *proposal.note.split("\n")):
            click.echo(f"  > {line}" if line else "", nl=bool(line))
        if not proposal.is_right:
            click.echo(reply(proposal))
            wrong += 1
    return PROBLEMS if wrong else 0
