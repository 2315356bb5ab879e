"""`talkoot check`: what in the network's files should be mended."""

import gc
import time
from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, PROCESSES, language_option, root_option, today_in
from talkoot.languages import words
from talkoot.screen import show


@click.command()
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
    from talkoot.cached import CACHE
    from talkoot.editing.issue_forms import stale_forms
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.inputs import survey
    from talkoot.memory import place_of, recall, remember
    from talkoot.problems import in_file_order
    from talkoot.starting.list import made_behind

    gc.disable()  # as in a build
    files = survey(root, time.time_ns())
    before = recall(root, root / CACHE, place_of(root, root / "site"))
    examined = examine(root, today_in(root), PROCESSES, cache=root / CACHE, files=files, before=before)
    if examined.packs:
        remember(root / CACHE, examined.remembered(root), examined.packs, before)
    url = site_url(look_apart(examined.texts)[1])
    stale = stale_forms(root, examined.network, url) if examined.network else ()
    behind = made_behind(root, examined.network, url) if examined.network else ()
    problems = in_file_order((*examined.problems, *stale, *behind))
    show(problems, form, words(language))
    return PROBLEMS if any(problem.severity == "problem" for problem in problems) else 0
