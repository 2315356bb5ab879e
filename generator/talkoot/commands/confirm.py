"""`talkoot confirm`: members' pages are still right, as of today."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words


@click.command()
@click.argument("ids", nargs=-1, required=True)
@root_option
@language_option
def confirm(ids: tuple[str, ...], root: Path, language: str) -> int:
    """Say that the pages of the members IDS are still right today; none of them where one is unknown."""
    from talkoot.editing.drafts import Draft, read_draft
    from talkoot.editing.overlay import write
    from talkoot.records.member import Member
    from talkoot.screen import show
    from talkoot.sources.names import RECORD, near

    said, today = words(language), str(today_in(root))
    told = said.entries["editing"]
    folder = root / Member.folder
    known = {file.parent.name for file in folder.glob(f"*/{Member.file}")}
    unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in known or not RECORD.fullmatch(id_)]
    for id_ in unknown:
        meant = near(id_, known)
        key = "confirm meant" if meant else "confirm unknown"
        click.echo(told[key].format(id=id_, near=meant))
    files: dict[str, bytes | None] = {}
    for id_ in ids if not unknown else ():
        draft = read_draft(root, Member, id_, "")
        if not isinstance(draft, Draft):
            show(draft, "text", said)
            unknown.append(id_)
            continue
        draft.own["confirmed"] = today
        files |= draft.written("")
    if unknown:
        click.echo(told["confirm nothing"])
        return PROBLEMS
    write(root, files)
    click.echo(told["confirmed"].format(ids=", ".join(dict.fromkeys(ids))))
    return 0
