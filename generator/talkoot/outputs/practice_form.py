"""A practice → an outside form, filled in its order and counted: for a page, Markdown, JSON, `.docx`."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from talkoot.cached import key_of
from talkoot.kept import Kept
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import Telling, telling
from talkoot.outputs.word import Paragraph, docx, way
from talkoot.outside_form import Filled, filled
from talkoot.records.limits import FORMS


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
    made: bytes = write(site, it, form, filled(site.network, kept, language, form))
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
