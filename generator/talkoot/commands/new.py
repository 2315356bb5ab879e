"""`talkoot new`: a few questions in the terminal, and a new record."""

from pathlib import Path

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option, today_in
from talkoot.languages import words


@click.command()
@click.argument("kind", type=click.Choice(["member", "meeting", "practice", "adoption"]))
@root_option
@language_option
def new(kind: str, root: Path, language: str) -> int:
    """Ask what a new KIND needs, and write it.

    A meeting starts from the last one of its group, and from whose turn it is. Nothing is written before all
    is right.
    """
    from talkoot.build import examine
    from talkoot.editing.asking import ask_for
    from talkoot.editing.overlay import write
    from talkoot.editing.questions import Question
    from talkoot.editing.turns import last_meeting, next_host
    from talkoot.editing.understanding import Understanding
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart
    from talkoot.outputs.data.page import SCHEMAS
    from talkoot.problems import Problem, as_text
    from talkoot.screen import show

    said, today = words(language), today_in(root)
    told = said.entries["editing"]
    examined = examine(root, today)
    network = examined.network
    if network is None:
        show(examined.problems, "text", said)
        return PROBLEMS

    def ask(question: Question, suggestion: str, needed: bool) -> str:
        help_ = said.field_help(kind, question.path)
        while True:
            answer: str = click.prompt(
                f"{question.heading} – {help_}" if help_ else question.heading,
                default=suggestion,
                show_default=bool(suggestion),
            )
            if answer.strip() or not needed:
                break
        if question.id == "group" and kind == "meeting" and question.field:
            group = Understanding(network, today).field(question.field, answer)
            last, host = last_meeting(network, group), next_host(network, group)
            if last:
                day = said.day(last.record.start.date())
                click.echo(told["new last"].format(title=last.record.title, day=day))
            if host:
                click.echo(told["new turn"].format(name=host.record.name))
        return answer

    def tell(problem: Problem) -> None:
        click.echo(as_text(problem, said))

    url = site_url(look_apart(examined.texts)[1])
    click.echo(told["new help"])
    files = ask_for(
        kind, root, examined, network, today, language, ask, tell, f"{url}{SCHEMAS}/" if url else ""
    )
    if files is None:
        click.echo(told["new not written"])
        return PROBLEMS
    write(root, files)
    for path in files:
        click.echo(told["new written"].format(path=path))
    return 0
