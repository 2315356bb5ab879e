"""A made-up network → what every generator is told of it, in the words of an author of its files."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.hugo_ready import LANGUAGE
from tests.bench.network import LANGUAGES, VOCABULARIES, Network, Record, plain

from talkoot.languages import words
from talkoot.outputs.data.tables import columns
from talkoot.records import model_of


def tellings(network: Network) -> dict[str, list[dict[str, Any]]]:
    """Section → its records' own fields; what stands below the front matter is their `body`."""
    titles = {"members": ("name", "about"), "meetings": ("title", ""), "practices": ("title", "")}
    return {
        section: [_telling(record, *titles[section]) for record in records]
        for section, records in network.kinds.items()
    }


def _telling(record: Record, title: str, body: str) -> dict[str, Any]:
    fields = dict(record.fields)
    # A record's own headings are below those of its page.
    text = fields.pop(body) if body else re.sub("^##", "###", record.body, flags=re.MULTILINE)
    told = {"id": record.id, "title": fields.pop(title), "lang": fields.pop("written_in"), "body": text}
    if "group" in fields:
        told |= {
            "groups": [fields.pop("group")],
            "themes": fields.pop("themes_wished", fields.pop("themes", [])),
        }
    if "published" in fields:
        # Generators take this name for their own.
        told["published_on"] = fields.pop("published")
    if "place" in fields:
        told["places"] = [fields["place"]]
    moments = {
        key: f"{fields[key].replace(' ', 'T')}:00" for key in ("start", "end") if " " in fields.get(key, "")
    }
    return told | fields | moments


def labels(network: Network) -> dict[str, dict[str, str]]:
    """Every word a page says for an id: vocabulary → id → label."""
    said = words(LANGUAGE)
    markets = ("local", "regional", "national", "nordic", "europe", "world")
    return {name: {plain(names[0]): names[0] for names in rows} for name, rows in VOCABULARIES.items()} | {
        "languages": {code: said.language_name(code) for code in LANGUAGES},
        "countries": {"FI": said.country_name("FI")},
        "groups": dict(network.groups),
        "markets": {market: said(f"market {market}") for market in markets},
    }


def columns_of(kind: str) -> list[str]:
    """The columns of a kind's table, as its declared fields make them."""
    model = model_of(kind)
    assert model is not None
    return [".".join(column) for column in columns(model)]


def page(keys: Mapping[str, Any], body: str = "") -> str:
    """A file of Markdown or HTML: keys as an author writes them, lists and groups in YAML's flow style."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return f"---\n{''.join(lines)}---\n{body}"


def record_page(telling: Mapping[str, Any]) -> str:
    """The file of a record."""
    return page({key: value for key, value in telling.items() if key != "body"}, telling["body"])


def put(path: Path, content: str | bytes) -> None:
    """Write a file, and the folders that lead to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
