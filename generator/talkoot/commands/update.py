"""`talkoot update`: what Talkoot makes in a portal's repository, made anew by a newer one."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words


@click.command()
@click.option("--show", "only_shown", is_flag=True, help="Show what would change and write nothing.")
@click.option(
    "--take",
    "taken",
    metavar="FILE",
    multiple=True,
    help="Take Talkoot's own FILE, whatever you changed in it.",
)
@root_option
@language_option
def update(only_shown: bool, taken: tuple[str, ...], root: Path, language: str) -> int:
    """Renew workflows, forms, schemas and whatever else Talkoot makes here, and show the difference.

    What you changed by hand is left alone and named. Nothing else is touched.
    """
    from talkoot.build import examine
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.problems import Problem
    from talkoot.screen import show
    from talkoot.starting.list import LIST, read_list
    from talkoot.starting.making import made_files
    from talkoot.starting.renewing import WRITING, carry_out, changes

    said = words(language)
    told = said.entries["starting"]
    if read_list(root) is None:
        show((Problem("not-started", LIST),), "text", said)
        return PROBLEMS
    examined = examine(root, today_in(root))
    if examined.network is None:
        show(examined.problems, "text", said)
        return PROBLEMS
    made = made_files(examined.network, site_url(look_apart(examined.texts)[1]))
    unknown = [path for path in taken if path not in made]
    if unknown:
        hints = (("made", ", ".join(path for path in made if "/" not in path)),)
        show(tuple(Problem("not-made", path, found=path, hints=hints) for path in unknown), "text", said)
        return PROBLEMS
    planned = changes(root, made, taken)
    for change in planned:
        click.echo(told[f"update {change.fate}"].format(path=change.path))
        for line in change.difference.splitlines():
            click.echo(f"    {line}")
        if change.fate not in WRITING:
            click.echo("    " + told["update take"].format(path=change.path))
    if not planned:
        click.echo(told["update nothing"])
    if only_shown:
        click.echo(told["update show"])
        return PROBLEMS if any(change.fate in WRITING for change in planned) else 0
    carry_out(root, made, planned)
    return 0
