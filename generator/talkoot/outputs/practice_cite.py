"""A practice → a citation as programs that keep references read it: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from talkoot.kept import Kept
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import telling

BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def citations(site: Site) -> Iterator[File]:
    """`/practices/<id>/citation.bib`, `.ris` and `.json` of every practice shown, in its own language."""
    for kept in site.network.practices.values():
        if kept.record.status != "draft":
            language = kept.language if kept.language in site.languages else site.languages[0]
            for ending, write in (("bib", bibtex), ("ris", ris), ("json", csl)):
                yield File(f"{kept.address}citation.{ending}", partial(_written, write, site, kept, language))


def _written(write: Any, site: Site, kept: Kept[Any], language: str) -> bytes:
    told: str = write(cited(site, kept, language))
    return told.encode()


def cited(site: Site, kept: Kept[Any], language: str) -> dict[str, Any]:
    """What a citation names; `author` is an organisation, `issued` a day or None."""
    it = telling(kept, language)
    about = site.network.about.told(language).record
    practice = it.record
    return {
        "id": kept.id,
        "title": it.name,
        "author": practice.owner.organisation if practice.owner else about.name,
        "publisher": about.name,
        "issued": practice.published,
        "url": site.absolute(language, kept.address) if site.url else "",
        "language": kept.told(language).language_of("title"),
        "abstract": practice.summary,
    }


def bibtex(told: dict[str, Any]) -> str:
    """BibTeX: `@misc`, its author in braces so that an organisation stays whole."""
    day: date | None = told["issued"]
    fields = {
        "author": f"{{{_bibtex(told['author'])}}}",
        "title": f"{{{_bibtex(told['title'])}}}",
        "howpublished": _bibtex(told["publisher"]),
        **({"year": str(day.year), "month": day.strftime("%b").lower(), "date": str(day)} if day else {}),
        **({"url": told["url"]} if told["url"] else {}),
        "langid": {"en": "english", "fi": "finnish", "sv": "swedish"}.get(told["language"], told["language"]),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items()]
    return "\n".join((f"@misc{{{told['id']},", *lines, "}", ""))


def _bibtex(text: str) -> str:
    return " ".join(text.translate(BIBTEX).split())


def ris(told: dict[str, Any]) -> str:
    """RIS (Research Information Systems): one field a line, CRLF, closed by ER."""
    day: date | None = told["issued"]
    lines = [
        "TY  - GEN",
        f"AU  - {_line(told['author'])}",
        f"TI  - {_line(told['title'])}",
        *((f"PY  - {day.year}", f"DA  - {day:%Y/%m/%d}") if day else ()),
        f"PB  - {_line(told['publisher'])}",
        f"AB  - {_line(told['abstract'])}",
        f"LA  - {told['language']}",
        *((f"UR  - {told['url']}",) if told["url"] else ()),
        "ER  - ",
    ]
    return "\r\n".join((*lines, ""))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def csl(told: dict[str, Any]) -> str:
    """CSL-JSON 1.0: a list of one item, its author `literal` as an organisation's is."""
    day: date | None = told["issued"]
    item = {
        "id": told["id"],
        "type": "webpage",
        "title": told["title"],
        "author": [{"literal": told["author"]}],
        "container-title": told["publisher"],
        **({"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}),
        **({"URL": told["url"]} if told["url"] else {}),
        "language": told["language"],
        "abstract": told["abstract"],
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
