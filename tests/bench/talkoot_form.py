"""A made-up network → a repository that Talkoot builds: a folder a record."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.network import VOCABULARIES, Network, plain

URL = "https://portal.example.org/"
"""Where the site would stand."""

FILES = {
    "members": ("members", "member.yml"),
    "meetings": ("content/meetings", "meeting.md"),
    "practices": ("content/practices", "practice.md"),
}
"""Section → the folder of its records and the file in each of them."""


def write_repository(network: Network, root: Path, languages: Sequence[str]) -> None:
    """Write the network's files below `root`, an empty folder; the site is to speak `languages`."""
    _put(root / "mkdocs.yml", LOOK)
    _put(root / "content/index.md", HOME)
    _put(root / "content/about.md", ABOUT)
    _put(root / "content/network.yml", _yaml(_about(network, languages)))
    for name, rows in VOCABULARIES.items():
        entries = {
            plain(labels[0]): {"label": dict(zip(("en", "fi", "sv"), labels, strict=True))} for labels in rows
        }
        _put(root / f"content/vocabularies/{name}.yml", _yaml(entries))
    for section, records in network.kinds.items():
        folder, file = FILES[section]
        for record in records:
            keys = _yaml(record.fields)
            _put(
                root / folder / record.id / file,
                f"---\n{keys}---\n{record.body}" if file.endswith(".md") else keys,
            )


LOOK = """site_name: The Measured Network
site_url: https://portal.example.org/
docs_dir: content
theme:
  name: material
  custom_dir: overrides
nav:
  - members/
  - meetings/
  - practices/
  - about.md
"""
HOME = "# The Measured Network\n\nWhat takes how long.\n\n[[counts]]\n\n[[newest-members]]\n"
ABOUT = "# About\n\nNobody in this network is real.\n"


def _about(network: Network, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "format": "1",
        "name": "The Measured Network",
        "short_name": "Measured",
        "summary": "Made up to be measured.",
        "demonstration": "yes",
        "host_organisation": "Revontuli University",
        "region": {"name": "Lapland", "nuts": "FI1D7"},
        "countries": ["FI"],
        "languages": [*languages],
        "time_zone": "Europe/Helsinki",
        "groups": [{"id": id_, "name": name, "place": "rovaniemi"} for id_, name in network.groups],
        "started": "2015-01",
        "repository": "https://git.example.org/network",
        "licence": "CC-BY-4.0",
    }


def _yaml(fields: dict[str, Any]) -> str:
    return "".join(_lines(fields, ""))


def _lines(fields: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:\n"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:\n"
            for item in value:
                if isinstance(item, dict):
                    first, *rest = _lines(item, indent + "    ")
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
                else:
                    yield f"{indent}  - {_scalar(item)}\n"
        elif "\n" in value:
            yield f"{indent}{key}: |\n"
            yield from (f"{indent}  {line}\n" if line else "\n" for line in value.split("\n"))
        else:
            yield f"{indent}{key}: {_scalar(value)}\n"


def _scalar(text: str) -> str:
    return text if text[0].isalnum() and ": " not in text and " #" not in text else json.dumps(text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
