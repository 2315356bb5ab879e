"""`talkoot start`: a portal for another network, as a new repository."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, today_in
from talkoot.languages import words

STOPPED = 2
"""What it ends with when whoever was asked had enough."""


@click.command()
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the answers; without it they are asked for.",
)
@click.option(
    "--practice",
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A practice to begin from instead of the monthly meeting: its folder in a copy of another portal.",
)
@language_option
def start(to: Path, file: Path | None, folder: Path | None, language: str) -> int:
    """Make a portal for another network in DIR, a folder that is empty or not there yet.

    It holds what the network is, pages, lists of words, the practice to begin from, workflows and forms, and
    a list of what to do next. Nothing is written before all is right.
    """
    from talkoot.problems import Problem
    from talkoot.records.practice import Practice
    from talkoot.screen import show
    from talkoot.starting.beginning import begin, not_possible
    from talkoot.starting.checklist import as_text, checklist
    from talkoot.starting.filling import address
    from talkoot.starting.package import running_package
    from talkoot.starting.taking import take

    said = words(language)
    told = said.entries["starting"]
    running = running_package()
    # What no answer can mend is said before anything is asked.
    hindrance = not_possible(to, "asked later" if file else running)
    if folder and not hindrance and not (folder / Practice.file).is_file():
        hindrance = Problem("no-such-practice", str(folder), found=folder.name)
    if hindrance:
        show((hindrance,), "text", said)
        click.echo(told["not started"])
        return PROBLEMS
    if file:
        from talkoot.starting.answers import read_answers

        answers, problems = read_answers(file)
        if answers is None:
            show(problems, "text", said)
            click.echo(told["not started"])
            return PROBLEMS
    else:
        from talkoot.starting.asking import ask_for_answers

        click.echo(told["start help"])
        try:
            answers = ask_for_answers(language)
        except click.Abort:
            click.echo(f"\n{told['not started']}")
            return STOPPED
    talkoot = answers.talkoot or running
    hindrance = not_possible(to, talkoot)
    if hindrance or talkoot is None:
        show((hindrance,) if hindrance else (), "text", said)
        return PROBLEMS
    taken = take(folder, answers, today_in(folder)) if folder else None
    if isinstance(taken, Problem):
        show((taken,), "text", said)
        click.echo(told["not started"])
        return PROBLEMS
    try:
        begun = begin(answers, to, talkoot, today_in(to), taken)
    except OSError as refused:
        show((Problem("start-not-written", str(to), found=refused.strerror or str(refused)),), "text", said)
        return PROBLEMS
    click.echo(told["started"].format(name=answers.name, folder=to, own=begun.own, made=begun.made))
    click.echo(told["started next"].format(folder=to))
    named = (taken.id,) if taken else ()
    click.echo(as_text(checklist(language, answers.repository, address(answers), *named)))
    return 0
