"""A practice → an outside form, filled in its order and counted: for a page, Markdown, JSON, `.docx`."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from talkoot.cached import key_of
from talkoot.languages import Words
from talkoot.network import Kept
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import Telling, telling
from talkoot.outputs.word import Paragraph, docx, way
from talkoot.records.limits import FORMS, FormField
from talkoot.records.practice import LEVELS


@dataclass(frozen=True, slots=True)
class Filled:
    """A field of an outside form with what the practice says there, as plain text that can be pasted."""

    name: str
    keys: tuple[str, ...]
    text: str
    max: int | None

    @property
    def length(self) -> int:
        """Its characters, line breaks among them."""
        return len(self.text)

    @property
    def over(self) -> int:
        """How many characters too many it has."""
        return max(0, self.length - self.max) if self.max else 0

    def counted(self, said: Words) -> str:
        """How long it is and what is too much, in brackets; nothing where the form sets no limit."""
        if not self.max:
            return ""
        over = f" – {said('form over', n=self.over)}" if self.over else ""
        return f" [{said('form count', n=self.length, max=self.max)}{over}]"


def filled(site: Site, it: Telling, language: str, form: str) -> Sequence[Filled]:
    """Every field of an outside form, in its order; one the practice says nothing of is empty."""
    teller = _Teller(site, it, language)
    return [
        Filled(field.name, tuple(path[0] for path in field.filled_from), teller.field(field), field.max)
        for field in FORMS[form].fields
    ]


class _Teller:
    """Tells a practice's fields as text."""

    def __init__(self, site: Site, it: Telling, language: str) -> None:
        self.site, self.record, self.language = site, it.record, language
        self.said: Words = site.words(language)

    def field(self, field: FormField) -> str:
        texts = [self.told(path) for path in field.filled_from]
        between = "\n\n" if field.max else "–" if field.name == "Timescale" else ", "
        if field.name == "Timescale" and texts[0] and not texts[1]:
            return f"{texts[0]}– ({self.said('goes on')})"
        return between.join(filter(None, texts))

    def told(self, path: tuple[str, ...]) -> str:
        value: Any = self.record
        for key in path:
            value = getattr(value, key) if value is not None else None
        if not value:
            return ""
        match path:
            case ("level",):
                return self.said.option(LEVELS, value)
            case ("country",):
                named = self.said.country_name(value)
                return "" if named in (self.record.location or "") else named
            case ("topics",):
                return ", ".join(self.site.network.label("topics", id_, self.language) for id_ in value)
            case ("start",) | ("end",):
                return self.said.when(value)
            case ("resources",):
                return self.resources(value)
            case ("evidence",):
                return "\n\n".join(filter(None, map(self.evidence, value)))
            case ("further_information",):
                return "\n".join(f"{link.title}: {link.url}" for link in value)
            case _:
                return plain(str(value))

    def resources(self, needed: Any) -> str:
        said = self.said
        sums = [f"{sum_.what}: {said.money(sum_.amount)}" for sum_ in needed.sums]
        if needed.total:
            sums.append(f"{said('total cost')}: {said.money(needed.total)}")
        if needed.public_funding:
            sums.append(f"{said('public funding')}: {said.money(needed.public_funding)}")
        if needed.period:
            sums.append(f"{said('period of costs')}: {needed.period}")
        if needed.working_time:
            sums.append(f"{said('working time')}: {needed.working_time}")
        return "\n".join(filter(None, (plain(needed.text or ""), *sums)))

    def evidence(self, evidence: Any) -> str:
        said = self.said
        figure = evidence.what or ""
        if evidence.figure:
            figure += f": {said.figure(evidence.figure)}"
        ends = [
            f"{said(key)} {said.figure(value)}"
            for key, value in (("baseline", evidence.baseline), ("target", evidence.target))
            if value
        ]
        whose = said(f"date of {evidence.date_is or 'source'}")
        dated = evidence.date and f"{whose} {said.when(evidence.date)}"
        note = "; ".join(filter(None, (*ends, evidence.source, dated))) if figure else ""
        line = f"{figure} ({note})" if figure and note else figure
        return "\n".join(filter(None, (line, plain(evidence.text or ""))))


_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")


def plain(markdown: str) -> str:
    """Markdown as the text a plain form takes: no marks, links with their address behind them."""
    lines = []
    for line in markdown.strip().splitlines():
        bare = re.sub(r"^\s{0,3}(#{1,6}\s+|>\s?)", "", line)
        lines.append(_MARKS.sub("", _LINK.sub(r"\1 (\2)", bare)).rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def form_files(site: Site) -> Iterator[File]:
    """`/practices/<id>/interreg-europe.docx`, `.md` and `.json`, in each language that it is written in."""
    for kept in site.network.practices.values():
        if kept.record.status != "draft":
            for language in site.languages:
                if language in kept.languages:
                    for form in FORMS:
                        yield from _files(site, kept, language, form)


def _files(site: Site, kept: Kept[Any], language: str, form: str) -> Iterator[File]:
    path = f"{site.prefix(language)}{kept.address}{form}"
    yield File(f"{path}.md", partial(_made, as_markdown, site, kept, language, form))
    yield File(f"{path}.json", partial(_made, as_json, site, kept, language, form))
    make = partial(_made, as_docx, site, kept, language, form)
    key = partial(_made, _docx_key, site, kept, language, form)
    yield File(f"{path}.docx", make, stage="paper", key=key)


def _made(write: Any, site: Site, kept: Kept[Any], language: str, form: str) -> bytes:
    it = telling(kept, language)
    made: bytes = write(site, it, form, filled(site, it, language, form))
    return made


def as_markdown(site: Site, it: Telling, form: str, fields: Sequence[Filled]) -> bytes:
    """One heading a field, with its count."""
    lines = [f"# {FORMS[form].name}: {it.name}", ""]
    for field in fields:
        count = field.counted(site.words(it.told.language))
        lines += [f"## {field.name}{count}", "", field.text or "–", ""]
    return "\n".join(lines).encode()


def as_json(site: Site, it: Telling, form: str, fields: Sequence[Filled]) -> bytes:
    """`{form, practice, language, fields: [{name, from, text, length, max, over}]}`."""
    told = {
        "form": FORMS[form].name,
        "practice": it.id,
        "language": it.told.language,
        "fields": [
            {
                "name": field.name,
                "from": field.keys,
                "text": field.text,
                "length": field.length,
                "max": field.max,
                "over": field.over,
            }
            for field in fields
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def as_docx(site: Site, it: Telling, form: str, fields: Sequence[Filled]) -> bytes:
    """A Word document (Office Open XML): one heading a field, its text below."""
    return docx(_paragraphs(site, it, form, fields), it.name, it.told.language)


def _docx_key(site: Site, it: Telling, form: str, fields: Sequence[Filled]) -> bytes:
    return key_of("form.docx", way(), it.name, it.told.language, *_paragraphs(site, it, form, fields))


def _paragraphs(site: Site, it: Telling, form: str, fields: Sequence[Filled]) -> Sequence[Paragraph]:
    said = site.words(it.told.language)
    body = [Paragraph(it.name, "Title"), Paragraph(said("form made from", form=FORMS[form].name), "Subtitle")]
    for field in fields:
        body.append(Paragraph(f"{field.name}{field.counted(said)}", "Heading 2"))
        body += [Paragraph(line) for line in field.text.split("\n") if line.strip()] or [Paragraph("")]
    return body
