"""A document before and after → what changes, field by field, as the form names the fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from talkoot.languages import Words
from talkoot.records import model_of
from talkoot.records.fields import Choice, Kind, Labels, LinkTo, Term
from talkoot.records.record import Field, Part, body_field, fields
from talkoot.sources.documents import Document

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field whose text changes: its file, its keys and kind, and what it says before and after.

    Values of a list, and groups that repeat, stand one below the other. An empty text: not given.
    """

    path: str
    of: str
    """The kind of the document: “member”, “vocabulary”."""
    keys: Keys
    kind: Kind | None
    before: str
    after: str


def differences(before: Document | None, after: Document | None) -> Iterator[Difference]:
    """Everything that changes between two sides of one file, in the order of the form."""
    document = after or before
    assert document is not None
    model = model_of(document.kind, document.id)
    assert model is not None
    was, is_now = _told(before, model), _told(after, model)
    if document.kind != "vocabulary":
        yield from _of_part(document, model, was, is_now, ())
        return
    for id_ in dict.fromkeys((*was, *is_now)):
        yield from _of_part(document, model, was.get(id_), is_now.get(id_), (id_,))


def _told(document: Document | None, model: type[Part]) -> Mapping[str, Any]:
    """The keys of a document, its body among them."""
    if document is None:
        return {}
    body = body_field(model)
    return {**document.data, **({body.key: document.body} if body and document.body.strip() else {})}


def _of_part(of: Document, model: type[Part], before: Any, after: Any, above: Keys) -> Iterator[Difference]:
    own = before if isinstance(before, Mapping) else {}
    new = after if isinstance(after, Mapping) else {}
    declared = {field.key: field for field in fields(model)}
    for key in [*declared, *sorted({*own, *new} - declared.keys())]:
        field, was, is_now = declared.get(key), own.get(key), new.get(key)
        if was == is_now:
            continue
        if field and field.part and not field.many:
            yield from _of_part(of, field.part, was, is_now, (*above, key))
            continue
        texts = _lines(was, field), _lines(is_now, field)
        if texts[0] != texts[1]:
            yield Difference(of.path, of.kind, (*above, key), field.kind if field else None, *texts)


def _lines(value: Any, field: Field | None) -> str:
    """A value as lines: an item of a list each, `key: value` of a group each, groups set apart."""
    if isinstance(value, list):
        apart = "\n\n" if any(isinstance(item, dict) for item in value) else "\n"
        return apart.join(filter(None, (_lines(item, field) for item in value)))
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {_lines(inner, None)}" for key, inner in value.items() if inner)
    return str(value or "").strip()


def title_of(difference: Difference, words: Words) -> str:
    """What the form calls the field; its key, where nobody declared it."""
    if difference.of == "vocabulary":
        return f"{difference.keys[0]}: {words.field_title('vocabulary', difference.keys[1:])}"
    steps = [
        words.field_title(difference.of, difference.keys[:n]) for n in range(1, len(difference.keys) + 1)
    ]
    return ": ".join(filter(None, steps)) or ".".join(difference.keys)


def in_words(text: str, kind: Kind | None, labels: Labels, words: Words) -> str:
    """A value as people read it: the label beside the id of a choice, a term or a link."""
    known: Mapping[str, str] = {}
    if isinstance(kind, Choice):
        known = {value: words.option(kind.options, value) for value in kind.options}
    elif isinstance(kind, Term):
        known = labels.get(kind.vocabulary, {})
    elif isinstance(kind, LinkTo):
        known = labels.get(kind.target, {})
    told = [(known.get(line, line), line) for line in text.split("\n")]
    return "\n".join(label if label == line else f"{label} ({line})" for label, line in told)
