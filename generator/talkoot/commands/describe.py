"""`talkoot describe`: what may be written in each field, for people and as JSON Schema."""

import json
from pathlib import Path

import click

from talkoot.commands.options import language_option, root_option


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json-schema"]), default="text", help="How it is said."
)
@click.option("--list", "vocabulary", default="", help="Which list, for the schema of a vocabulary.")
@click.option("--translation", is_flag=True, help="The schema of a translation beside the record.")
@root_option
@language_option
def describe(
    kind: str | None, form: str, vocabulary: str, translation: bool, root: Path, language: str
) -> int:
    """Say what may be written in each field of a KIND of record; of all kinds, when none is named."""
    from talkoot.records.describe import FILES, labels_of
    from talkoot.records.describe import describe as guide
    from talkoot.records.schema import json_schema

    if kind is not None and kind not in FILES:
        raise click.UsageError(f"There is no kind “{kind}”. These exist: {', '.join(FILES)}.")
    labels = labels_of(root, language)
    if form == "text":
        click.echo("\n".join(guide(one, labels, language) for one in ([kind] if kind else FILES)))
        return 0
    if kind is None:
        raise click.UsageError(f"A schema is of one kind. Name one of these: {', '.join(FILES)}.")
    schema = json_schema(kind, labels, language, vocabulary=vocabulary, translation=translation)
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
