"""YAML text → dictionaries, lists and text, with the place of every key; anything cleverer is refused.

What YAML offers beyond that — anchors, aliases, tags, merge keys, repeated or composed keys, several
documents, numbers and dates guessed from text — surprises people, and some of it attacks. We read the
events of libyaml, one after another, and stop at the first of these.
"""

from sys import intern
from typing import Any, NoReturn

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from talkoot.problems import shorten
from talkoot.sources.characters import FORBIDDEN, refuse_forbidden
from talkoot.sources.files import LONGEST_FILE, too_big
from talkoot.sources.refused import Refused
from talkoot.sources.yaml_faults import explain, explain_not_keys, source_line

DEEPEST = 16
"""Lists and groups of keys within one another."""

SHORT = 24
"""Characters below which a text is kept once however often it stands anywhere: ids and choices are."""

Place = tuple[int, int]
FieldPath = tuple[str | int, ...]


def read_yaml(text: str) -> Any:
    """What `text` holds: dictionaries with text keys, lists, and text — `NO`, `12:30`, `~` and `null` too.

    A key without a value holds empty text. Raises `Refused`, with line and column from 1, for whatever
    else YAML allows and for what it does not.
    """
    return _build(text, None)


def read_keys(text: str) -> dict[str, Any]:
    """`read_yaml` for a text that must be keys with values; a list or mere text is `Refused` too."""
    found = read_yaml(text)
    if isinstance(found, dict):
        return found
    raise explain_not_keys(found, text)


def find_lines(text: str) -> dict[FieldPath, Place]:
    """Line and column, from 1, of every key and list item of a text that `read_yaml` reads.

    A key's place is its own, not its value's: a list starts below its key; the author looks for the key.
    """
    places: dict[FieldPath, Place] = {}
    _build(text, places)
    return places


def _build(text: str, places: dict[FieldPath, Place] | None) -> Any:
    """Read `text`; note places too when asked, since each costs time and few are ever looked up."""
    next_event = _events_of(text)
    escapes = "\\" in text  # only these can write a character that is not in the text itself
    comments = " #" in text or "\t#" in text
    root: Any = None
    container: Any = None
    key: str | None = None
    outer: list[tuple[Any, FieldPath]] = []
    path: FieldPath = ()
    try:
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if len(value) < SHORT:
                    value = intern(value)
                if event.anchor is not None or event.tag is not None:
                    _refuse_sign(text, event)
                if escapes and FORBIDDEN.search(value):
                    _refuse_escape(value, event)
                if comments and not event.style:
                    _refuse_swallowed_text(text, event)
                if key is not None:
                    container[key] = value
                    key = None
                elif type(container) is dict:
                    key = intern(value)
                    if key in container:
                        _refuse_repeated(text, places, path, key, event)
                    if key == "<<" or not key:
                        _refuse(event, "key-merge" if key else "key-empty", text)
                    if places is not None:
                        mark = event.start_mark
                        places[(*path, key)] = (mark.line + 1, mark.column + 1)
                elif container is not None:
                    if places is not None:
                        mark = event.start_mark
                        places[(*path, len(container))] = (mark.line + 1, mark.column + 1)
                    container.append(value)
                else:
                    root = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    _refuse_sign(text, event)
                if len(outer) >= DEEPEST:
                    _refuse(event, "nested-too-deep", text, (("most", str(DEEPEST)),))
                new: Any = {} if kind is MappingStartEvent else []
                outer.append((container, path))
                if key is not None:
                    container[key] = new
                    path = (*path, key)
                    key = None
                elif type(container) is dict:
                    _refuse(event, "key-not-text", text)
                elif container is not None:
                    path = (*path, len(container))
                    if places is not None:
                        mark = event.start_mark
                        places[path] = (mark.line + 1, mark.column + 1)
                    container.append(new)
                else:
                    root = new
                container = new
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, path = outer.pop()
            elif kind is AliasEvent:
                _refuse_sign(text, event)
            elif kind is DocumentStartEvent:
                if event.version or event.tags:
                    _refuse(event, "directive-line", text)
                if root is not None:
                    _refuse(event, "second-document", text)
            elif kind is StreamEndEvent:
                break
    except YAMLError as error:
        raise explain(error, text) from None
    if root is None:
        raise Refused("file-empty")
    return root


def _events_of(text: str) -> Any:
    refuse_forbidden(text)
    source = text.encode()
    if len(source) > LONGEST_FILE:
        raise too_big(len(source), LONGEST_FILE)
    return CParser(source).get_event


def _refuse(event: Any, code: str, text: str, hints: tuple[tuple[str, str], ...] = ()) -> NoReturn:
    mark = event.start_mark
    raise Refused(code, mark.line + 1, mark.column + 1, shorten(source_line(text, mark.line)), hints)


def _refuse_sign(text: str, event: Any) -> NoReturn:
    """An anchor, alias or tag: mostly text that happens to begin with its sign, such as `*bold*`."""
    _refuse(event, "sign-at-start", text, (("sign", text[event.start_mark.index]),))


def _refuse_repeated(
    text: str, places: dict[FieldPath, Place] | None, path: FieldPath, key: str, event: ScalarEvent
) -> NoReturn:
    if places is None:
        find_lines(text)  # comes here again, knowing where the first one stands
    line = str((places or {})[(*path, key)][0])
    _refuse(event, "key-repeated", text, (("key", shorten(key)), ("first", line)))


def _refuse_escape(value: str, event: Any) -> NoReturn:
    mark = event.start_mark
    sign = FORBIDDEN.search(value)
    found = f"U+{ord(sign[0]):04X}" if sign else ""
    raise Refused("character-not-allowed", mark.line + 1, mark.column + 1, found)


def _refuse_swallowed_text(text: str, event: Any) -> None:
    """`Kahvila #1` would lose its number to a comment; a comment proper has a space after its sign."""
    rest = text[event.end_mark.index : event.end_mark.index + 200].lstrip(" \t")
    if rest.startswith("#") and rest[1:2] not in ("", " ", "\t", "\r", "\n", "#"):
        _refuse(event, "hash-in-value", text)
