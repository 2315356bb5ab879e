"""`talkoot review`: may its author change this, is it right, and what changes."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from talkoot.commands.options import PROBLEMS, root_option, today_in
from talkoot.languages import LANGUAGES, words


@click.command()
@click.argument("base")
@click.argument("head")
@root_option
@click.option(
    "--author-id",
    "authors",
    multiple=True,
    help="The account number of whoever asks for the change; several must all be editors.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "github"]),
    default="markdown",
    help="As a comment, for programs, or as annotations of a workflow.",
)
@click.option("--to", type=click.Path(path_type=Path), help="A folder for comment, review and preview.")
@click.option("--run", default="", help="Where the preview can be fetched, for the comment.")
@click.option("--no-preview", is_flag=True, help="Leave the preview out.")
@click.option(
    "--language",
    type=click.Choice([*LANGUAGES]),
    help="The language of the comment; the record's own if none.",
)
def review(
    base: str,
    head: str,
    root: Path,
    authors: tuple[str, ...],
    form: str,
    to: Path | None,
    run: str,
    no_preview: bool,
    language: str | None,
) -> int:
    """Review what the commit HEAD would change in BASE. Nothing of HEAD is checked out or run.

    Ends with 0 when everything in it is right, with 1 when something is to be mended or it is refused.
    """
    from talkoot.problems import as_annotation
    from talkoot.reviewing.comment import as_markdown, as_record, labels_in
    from talkoot.reviewing.git import GitRefused
    from talkoot.reviewing.review import Request
    from talkoot.reviewing.review import review as reviewed

    with TemporaryDirectory(prefix="talkoot-") as folder:
        try:
            told = reviewed(Request(root, base, head, authors), today_in(root), Path(folder), language or "")
        except GitRefused as refused:
            raise click.UsageError(f"{refused}") from None
        said = words(told.language)
        comment = as_markdown(told, said, labels_in(told, told.language), run)
        record = json.dumps(as_record(told, said), ensure_ascii=False, indent=2)
        if to:
            to.mkdir(parents=True, exist_ok=True)
            (to / "comment.md").write_text(comment, encoding="utf-8")
            (to / "review.json").write_text(f"{record}\n", encoding="utf-8")
            if not no_preview:
                from talkoot.reviewing.preview import write_preview

                write_preview(told, to / "preview", said)
        if form == "github":
            click.echo("\n".join(as_annotation(problem, said) for problem in told.problems))
        else:
            click.echo(comment if form == "markdown" else record)
        sys.stdout.flush()
    return 0 if told.is_right and told.decision.verdict != "refused" else PROBLEMS
