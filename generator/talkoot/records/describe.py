"""Declarations → the field guide: every field of a kind of record, for those who write it."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from talkoot.languages import DEFAULT, Words, words
from talkoot.records import RECORD_KINDS, model_of
from talkoot.records.fields import (
    Choice,
    Flag,
    Labels,
    LinkTo,
    Number,
    Picture,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.mistakes import example
from talkoot.records.record import Field, Part, fields
from talkoot.records.translation import is_translated

WIDTH = 80
FOLDERS = {model.kind: model.folder for model in RECORD_KINDS}
FILES = {
    **{model.kind: f"{model.folder}/<id>/{model.file}" for model in RECORD_KINDS},
    "network": "content/network.yml",
    "vocabulary": "content/vocabularies/<name>.yml",
    "addresses": "content/addresses.yml",
}
"""Kind → where its files are."""

MOST_CHOICES = 24
"""So many entries of a list are named; of a longer one, only its file."""


def labels_of(root: Path, language: str = DEFAULT) -> Labels:
    """What a field may choose from in the network at `root`: its lists and its groups, name → id → label."""
    from talkoot.shelves import shelve
    from talkoot.sources.documents import read_documents
    from talkoot.sources.finding import find_sources

    lists = [source for source in find_sources(root, ()).sources if source.kind in ("network", "vocabulary")]
    documents, _ = read_documents(root, [source for source in lists if not source.language])
    shelves, _ = shelve(documents, ())
    labels = {
        name: {id_: entry.labels().get(language, id_) for id_, entry in entries.items()}
        for name, entries in shelves.vocabularies.items()
    }
    return labels | ({"group": shelves.targets["group"]} if "group" in shelves.targets else {})


def describe(kind: str, labels: Labels, language: str = DEFAULT) -> str:
    """The guide to a kind, at most `WIDTH` characters wide where words allow it."""
    guide = _Guide(kind, labels, words(language))
    model = model_of(kind)
    assert model is not None
    called = guide.words.entries["guide"].get(kind, kind)  # a kind of one network alone has no words of ours
    return "\n".join([f"{called} · {FILES[kind]}", "", *guide.part(model, ())])


class _Guide:
    def __init__(self, kind: str, labels: Labels, said: Words) -> None:
        self.kind = kind
        self.labels = labels
        self.words = said

    def said(self, key: str, **gaps: str) -> str:
        text: str = self.words.entries["guide"][key]
        return text.format(**gaps)

    def part(self, model: type[Part], above: tuple[str, ...]) -> Iterator[str]:
        for field in fields(model):
            yield from self.field(field, (*above, field.key))

    def field(self, field: Field, keys: tuple[str, ...]) -> Iterator[str]:
        indent = "  " * (len(keys) - 1)
        yield f"{indent}{field.key} – {self.words.field_title(self.kind, keys)}"
        told = [self.words.field_help(self.kind, keys), " ".join(filter(None, self.rules(field)))]
        for text in filter(None, told):
            yield from wrap(text, WIDTH, initial_indent=f"{indent}    ", subsequent_indent=f"{indent}    ")
        yield from self.guidance(keys, indent)
        if field.part is None and not _is_body(field):
            first, *rest = example(field).split("\n")
            yield f"{indent}    {self.said('example')} {first}"
            yield from (f"{indent}    {' ' * len(self.said('example'))} {line}" for line in rest)
        yield ""
        if field.part:
            yield from self.part(field.part, keys)

    def guidance(self, keys: tuple[str, ...], indent: str) -> Iterator[str]:
        """What a good answer has, for the fields where that is worth saying."""
        told = self.words.guidance(self.kind, keys)
        for text in (
            (self.said("good", good=told["good"]), self.said("such as", such=told["example"])) if told else ()
        ):
            yield from wrap(text, WIDTH, initial_indent=f"{indent}    ", subsequent_indent=f"{indent}    ")

    def rules(self, field: Field) -> Iterator[str]:
        """What may be written, and what becomes of it."""
        yield self.said("required" if field.required else "optional")
        if field.many:
            yield self.said("many")
        yield self.form(field)
        if not field.kind.public:
            yield self.said("not public")
        if field.part is None and is_translated(field):
            yield self.said("translated")

    def form(self, field: Field) -> str:
        match field.kind:
            case Prose() as kind:
                where = self.said("body") if kind.body else ""
                return f"{self.said('prose', max=self.words.number(kind.max))} {where}".strip()
            case Text() | Web() as kind:
                return self.said("text", max=self.words.number(kind.max))
            case Choice(options=options):
                answers = [f"{value} ({self.words.option(options, value)})" for value in options]
                return self.said("choice", answers=", ".join(answers))
            case Flag():
                return self.said("flag")
            case Number(min=least, max=most):
                return self.said("number", min=str(least), max=self.words.number(most))
            case Term() as kind:
                return self.term(kind)
            case LinkTo(target=target):
                return self.link(target)
            case Picture():
                return self.said("picture")
            case _:
                return ""

    def term(self, kind: Term) -> str:
        file = f"content/vocabularies/{kind.vocabulary}.yml"
        entries = self.labels.get(kind.vocabulary, {})
        own = " " + self.said("own words", max=str(kind.max)) if kind.own_words else ""
        if not 0 < len(entries) <= MOST_CHOICES:
            return self.said("list", file=file) + own
        answers = ", ".join(f"{id_} ({label})" for id_, label in entries.items())
        return self.said("listed", answers=answers, file=file) + own

    def link(self, target: str) -> str:
        if target != "group":
            return self.said("link", folder=FOLDERS[target])
        groups = ", ".join(f"{id_} ({name})" for id_, name in self.labels.get("group", {}).items())
        return self.said("choice", answers=groups) if groups else self.said("group")


def _is_body(field: Field) -> bool:
    return isinstance(field.kind, Prose) and field.kind.body
