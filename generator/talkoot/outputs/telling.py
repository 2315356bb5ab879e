"""A record as a page in one language tells it: every text as HTML, marked where it is in another language."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from talkoot.kept import Kept, Told
from talkoot.outputs.direction import turns, with_directions
from talkoot.outputs.escaping import escaped, html
from talkoot.outputs.prose import prose
from talkoot.records.record import Part, Path, field_at, keys_of


def marked(text: str, written_in: str, language: str) -> Markup:
    """`text`, escaped, with its own `lang` where the page's is another, and its own direction."""
    if turns(text):
        lang = Markup(' lang="{}"').format(written_in) if written_in != language else ""
        return Markup('<span dir="auto"{}>{}</span>').format(lang, text)
    if written_in == language or not text:
        return escaped(text)
    return html(f'<span lang="{written_in}">{escaped(text)}</span>')


@dataclass(frozen=True, slots=True)
class Telling:
    """A record as a page in one language tells it; every text is marked where it is in another language."""

    kept: Kept[Any]
    told: Told[Any]

    @property
    def id(self) -> str:
        return self.kept.id

    @property
    def address(self) -> str:
        return self.kept.address

    @property
    def record(self) -> Any:
        return self.told.record

    @property
    def name(self) -> str:
        """What the record is called, as text."""
        return str(getattr(self.record, self.record.title_field))

    @property
    def title(self) -> Markup:
        """What the record is called, as HTML."""
        return self.text(self.record.title_field)

    @property
    def fallback(self) -> str:
        """The language the record is told in, where it is not the page's."""
        return self.told.own if self.told.is_fallback else ""

    def tells(self, key: str) -> bool:
        """Whether the record's kind has a field of this name, and something stands in it."""
        return bool(getattr(self.record, key, None))

    def text(self, *path: str | int) -> Markup:
        """The text at `path`, escaped; nothing where none is given."""
        return marked(str(self._at(path) or ""), self._language_of(path), self.told.language)

    def prose(self, *path: str | int, top: int = 3) -> Markup:
        """The Markdown at `path` as HTML whose headings begin at level `top`."""
        value = self._at(path)
        if not value:
            return Markup()
        told, written_in = with_directions(prose(value, top)), self._language_of(path)
        if written_in == self.told.language:
            return told
        return html(f'<div lang="{written_in}">{told}</div>')

    def _at(self, path: tuple[str | int, ...]) -> Any:
        value = self.record
        for key in path:
            value = value[key] if isinstance(key, int) else getattr(value, key)
        return value

    def _language_of(self, path: tuple[str | int, ...]) -> str:
        told = self.told
        model: type[Part] = type(self.kept.record)
        # A name that no translation changes belongs to no language.
        if told.own == told.language or not _is_translated(model, path):
            return told.language
        return told.language_of(*path)


@cache
def _is_translated(model: type[Part], path: Path) -> bool:
    """Whether a translation beside the record may tell the field at `path`."""
    declared = field_at(model, keys_of(path))
    return declared is not None and declared.kind.translated


def telling(kept: Kept[Any], language: str) -> Telling:
    """`kept` for a page in `language`."""
    return Telling(kept, kept.told(language))
