"""`talkoot forms`: GitHub's issue forms, written from the declared fields."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words


@click.command()
@click.option("--write", is_flag=True, help="Write them; without it they are only compared.")
@root_option
@language_option
def forms(write: bool, root: Path, language: str) -> int:
    """Say which of GitHub's issue forms ask something else than the fields do now, or write them."""
    from talkoot.build import examine
    from talkoot.editing.issue_forms import FOLDER, stale_forms, write_forms
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.problems import Problem
    from talkoot.screen import show
    from talkoot.starting.list import is_started

    if is_started(root):  # there they are renewed with all else that Talkoot makes
        show((Problem("forms-made", FOLDER),), "text", words(language))
        return PROBLEMS
    said, examined = words(language), examine(root, today_in(root))
    if examined.network is None:
        show(examined.problems, "text", said)
        return PROBLEMS
    url = site_url(look_apart(examined.texts)[1])
    if write:
        for path in write_forms(root, examined.network, url):
            click.echo(path)
        return 0
    stale = tuple(stale_forms(root, examined.network, url))
    show(stale, "text", said)
    return PROBLEMS if stale else 0
