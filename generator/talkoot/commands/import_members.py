"""`talkoot import members`: a coordinator's sheet of members, made into drafts."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import LANGUAGES, words


@click.command("members")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the drafts; without it they are only told.")
@click.option("--group", default="", help="The group of everyone who has none in the sheet.")
@click.option(
    "--written-in", type=click.Choice([*LANGUAGES]), help="The texts' language; the headings' if none."
)
@root_option
@language_option
def members(file: Path, write: bool, group: str, written_in: str | None, root: Path, language: str) -> int:
    """Say what of an Excel or CSV FILE fits where, and write a draft of each member that is new.

    Nothing that is there is overwritten. Contacts come along only where a column says that the person agreed.
    """
    from talkoot.build import examine
    from talkoot.editing.overlay import write as write_files
    from talkoot.editing.writing import new_file
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.importing.members import import_members
    from talkoot.importing.sheets import NoSheet, read_sheet
    from talkoot.importing.telling import lines
    from talkoot.outputs.data.page import SCHEMAS
    from talkoot.records.member import Member
    from talkoot.screen import show

    said, today = words(language), today_in(root)
    examined = examine(root, today)
    if examined.network is None:
        show(examined.problems, "text", said)
        return PROBLEMS
    if group and group not in examined.network.groups:
        raise click.UsageError(
            f"There is no group “{group}”. These exist: {', '.join(examined.network.groups)}."
        )
    try:
        rows = read_sheet(file)
    except NoSheet as why:
        click.echo(said.entries["editing"][str(why)])
        return PROBLEMS
    imported = import_members(rows, examined.network, today, group, written_in or "")
    below = [row for row in rows if row.number > imported.headings]
    filled = {
        column.index: sum(bool(row.cells[column.index : column.index + 1] != ("",)) for row in below)
        for column in imported.columns
    }
    for line in lines(imported, filled, said):
        click.echo(line)
    if not imported.drafts:
        return PROBLEMS
    click.echo()
    if not write:
        click.echo(said.entries["editing"]["import dry"])
        return 0
    url = site_url(look_apart(examined.texts)[1])
    schema = f"{url}{SCHEMAS}/{Member.kind}.json" if url else ""
    files = {
        f"{Member.folder}/{draft.id}/{Member.file}": new_file(
            Member.file, draft.keys, "", Member, schema
        ).encode()
        for draft in imported.drafts
    }
    new = {path: content for path, content in files.items() if not (root / path).parent.exists()}
    write_files(root, new)
    click.echo(said.entries["editing"]["import written"].format(n=len(new)))
    click.echo(said.entries["editing"]["import then"])
    return 0
