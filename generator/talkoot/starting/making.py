"""A network → the files of its repository that are not its own: made, marked, renewed by a newer package.

The same for every portal are those in `made/`; the forms of issues, the schemas and the editor's settings
follow from what the network is.
"""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from talkoot.editing.issue_forms import MARK as FORMS_MARK
from talkoot.editing.issue_forms import issue_forms
from talkoot.network import Network
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import Labels
from talkoot.records.record import fields
from talkoot.records.schema import json_schema
from talkoot.records.translation import is_translated

MARK = "Made by talkoot. What you change here stays: talkoot update then names this file and leaves it alone."
"""Stands in the first line of every made file, as a comment of its kind."""

SCHEMAS = "schemas"
EDITOR = ".vscode/settings.json"

Made = dict[str, str]
"""Path in the repository → text."""


def made_files(network: Network, url: str | None) -> Made:
    """Every made file of the network whose site is at `url`."""
    made = {path: _marked(path, text) for path, text in _same_for_all(files("talkoot.starting") / "made")}
    for path, text in issue_forms(network, url).items():
        made[path] = _marked(path, text.removeprefix(f"{FORMS_MARK}\n"))
    made |= _schemas(network)
    return dict(sorted(made.items()))


def _same_for_all(folder: Traversable, below: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        path = f"{below}{entry.name}"
        if entry.is_dir():
            found += _same_for_all(entry, f"{path}/") if entry.name != "__pycache__" else []
        else:
            found.append((path, entry.read_text(encoding="utf-8")))
    return found


def _marked(path: str, text: str) -> str:
    """The text with the mark above it; JSON knows no comments and has it as a key."""
    if path == EDITOR:
        return f"// {MARK}\n{text}"
    return f"# {MARK}\n{text}"


def _schemas(network: Network) -> Made:
    """A schema for each kind of YAML file, and the settings that tell an editor which is for which."""
    language = network.languages[0]
    labels: Labels = {
        name: {id_: network.label(name, id_, language) for id_ in entries}
        for name, entries in network.vocabularies.items()
    } | {"group": {group.id: group.name for group in network.about.record.groups}}
    made: Made = {}
    where: dict[str, str | list[str]] = {}

    def keep(name: str, schema: dict[str, Any], place: str) -> None:
        path = f"{SCHEMAS}/{name}.json"
        made[path] = json.dumps({"$comment": MARK, **schema}, ensure_ascii=False, indent=1) + "\n"
        where[f"./{path}"] = place

    codes = ",".join(network.languages)
    among = f"{{{codes}}}" if "," in codes else codes
    # Front matter is no YAML file, so only kinds that are kept in one have a schema here.
    for model in (*RECORD_KINDS, type(network.about.record)):
        stem, _, ending = model.file.rpartition(".")
        folder = f"{model.folder}/*" if model in RECORD_KINDS else model.folder
        if ending == "yml":
            keep(model.kind, json_schema(model.kind, labels, language), f"{folder}/{model.file}")
            if any(is_translated(field) for field in fields(model)):
                schema = json_schema(model.kind, labels, language, translation=True)
                keep(f"{model.kind}-translation", schema, f"{folder}/{stem}.{among}.yml")
    keep("addresses", json_schema("addresses", labels, language), "content/addresses.yml")
    for name in network.vocabularies:
        schema = json_schema("vocabulary", labels, language, vocabulary=name)
        keep(name, schema, f"content/vocabularies/{name}.yml")
    settings = {"yaml.schemas": where, "files.eol": "\n", "files.insertFinalNewline": True}
    made[EDITOR] = _marked(EDITOR, json.dumps(settings, ensure_ascii=False, indent=2) + "\n")
    return made
