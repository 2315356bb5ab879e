"""`talkoot remind`: who should be asked whether their page is still right, and a letter to each."""

import re
from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words

USUAL = 12
"""Months, where neither the command nor the network says how many."""


def _months(context: click.Context, option: click.Parameter, text: str | None) -> int | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,3})(mo|y)", text)
    if not match:
        raise click.BadParameter("write months or years: 12mo, 2y")
    return int(match[1]) * (12 if match[2] == "y" else 1)


@click.command()
@click.option(
    "--before", callback=_months, help="Who has not confirmed for so long: 12mo, 2y. The network's own limit."
)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="The folder for the letters.")
@root_option
@language_option
def remind(before: int | None, to: Path | None, root: Path, language: str) -> int:
    """List the members whose page nobody has confirmed for long; with --to, write a letter to each.

    A letter is in the member's language and holds a link that confirms with one press.
    """
    from talkoot.build import examine
    from talkoot.editing.reminding import letter, lines, reminders
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.screen import show

    said = words(language)
    told = said.entries["editing"]
    examined = examine(root, today_in(root))
    network = examined.network
    if network is None:
        show(examined.problems, "text", said)
        return PROBLEMS
    limits = network.about.record.freshness
    asked = reminders(network, before or (limits.marked_after if limits else USUAL))
    for line in lines(network, asked, language):
        click.echo(line)
    if to is None or not asked:
        return 0
    url = site_url(look_apart(examined.texts)[1])
    if not url:
        click.echo(told["remind no site"])
        return PROBLEMS
    to.mkdir(parents=True, exist_ok=True)
    for reminder in asked:
        (to / f"{reminder.member.id}.eml").write_bytes(bytes(letter(reminder, network, url)))
    click.echo()
    click.echo(told["remind written"].format(folder=to))
    return 0
