"""`talkoot import practice`: a page or a form from elsewhere as the draft of a practice."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkoot.commands.options import PROBLEMS, language_option, root_option
from talkoot.languages import Words, words

if TYPE_CHECKING:
    from talkoot.importing.practice import Sorted


@click.command("practice")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "chosen", default="", help="The name of its folder; made of its title when left out.")
@click.option("--show", is_flag=True, help="Show the draft and write nothing.")
@root_option
@language_option
def practice(file: Path, chosen: str, show: bool, root: Path, language: str) -> int:
    """Read a page saved from the Interreg Europe site, its copied text, or a filled Word form, as a draft.

    Nothing is dropped silently: what found no place is listed, and kept in the draft as comments.
    """
    from talkoot.importing.blocks import read_file
    from talkoot.importing.draft import draft_of, id_of, problem_of
    from talkoot.importing.practice import sort_practice
    from talkoot.screen import show as show_problems
    from talkoot.sources.names import RECORD
    from talkoot.sources.refused import Refused

    said = words(language)
    try:
        read = read_file(file)
    except Refused as refused:
        show_problems((problem_of(file, refused.code),), "text", said)
        return PROBLEMS
    if sum(len(block.text) for block in read.blocks) < 40:
        show_problems((problem_of(file, "import-empty"),), "text", said)
        return PROBLEMS
    country, default = _network(root)
    made = sort_practice(read, country)
    id_ = id_of(made, chosen)
    if not RECORD.fullmatch(id_):
        raise click.UsageError(said("import id", id=id_))
    draft = draft_of(made, id_, read.language, default)
    if show:
        click.echo(draft.text)
    else:
        place = root / draft.path
        if place.parent.exists():
            show_problems((problem_of(place.parent, "import-exists", id=id_),), "text", said)
            return PROBLEMS
        place.parent.mkdir(parents=True)
        place.write_text(draft.text, encoding="utf-8", newline="\n")
        click.echo(said("import written", path=draft.path))
    _tell(made, said, show)
    return 0


def _network(root: Path) -> tuple[str, str]:
    """The network's first country and language, where its file can be read."""
    from talkoot.sources.documents import Document, read_document
    from talkoot.sources.finding import Source

    about = read_document(root, Source("content/network.yml", "network", "network"))
    told = about.data if isinstance(about, Document) else {}

    def first(key: str, otherwise: str) -> str:
        value = told.get(key)
        return value[0] if isinstance(value, list) and value and isinstance(value[0], str) else otherwise

    return first("countries", "FI"), first("languages", "en")


def _tell(made: "Sorted", said: Words, to_error: bool) -> None:
    """Say what became of every line that is not simply in its field."""

    def say(text: str) -> None:
        click.echo(text, err=to_error)

    if made.repeated:
        say(said("import repeated", n=made.repeated))
    if made.left_out:
        say(said("import site words", n=len(made.left_out)))
        for text in dict.fromkeys(made.left_out):
            say(f"    {text}")
    if made.around:
        say(said("import around", n=len(made.around)))
        for text in made.around:
            say(f"    {text}")
    for note in made.notes:
        say(said(note.key, text=note.text))
    if made.unplaced:
        say(said("import unplaced", n=len(made.unplaced)))
        for text in made.unplaced:
            say(f"    {text}")
    else:
        say(said("import all placed"))
