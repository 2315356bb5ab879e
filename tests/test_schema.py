"""The JSON Schemas say of a file what `talkoot check` says, as far as a file alone can show it."""

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mistaken import MISTAKES, RIGHT, make, problems_of

from talkoot.build import SHELVES
from talkoot.languages import LANGUAGES
from talkoot.records import RECORD_KINDS
from talkoot.records.describe import labels_of
from talkoot.records.schema import json_schema
from talkoot.records.vocabulary import VOCABULARIES
from talkoot.sources.documents import read_documents
from talkoot.sources.finding import Source, find_sources

KINDS = (*(model.kind for model in RECORD_KINDS), "network", "addresses")
NO_SCHEMA_SEES_IT = "# schema: silent – "


labels_at = cache(labels_of)


def sources(root: Path) -> tuple[Source, ...]:
    return find_sources(root, SHELVES).sources


def schema_of(source: Source, root: Path) -> str:
    """The schema that an editor uses for a file of the network at `root`."""
    return json.dumps(
        json_schema(
            source.kind,
            labels_at(root),
            vocabulary=source.id if source.kind == "vocabulary" else "",
            translation=bool(source.language),
        )
    )


def yaml_of(path: Path) -> bytes | None:
    """What an editor checks: a YAML file, or the lines between the fences; None where there are none."""
    text = path.read_bytes()
    if path.suffix != ".md":
        return text
    match = re.match(rb"---\n(.*?\n)---\n", text, re.DOTALL)
    return match[1] if match else None


def refused(files: Iterable[tuple[str, Path]], folder: Path) -> set[Path]:
    """Those of the files, each with its schema, that check-jsonschema finds wrong."""
    wrong: set[Path] = set()
    batches: dict[str, list[Path]] = defaultdict(list)
    original: dict[str, Path] = {}
    for number, (schema, path) in enumerate(files):
        text = yaml_of(path)
        if text is None:
            wrong.add(path)
            continue
        copy = folder / f"{number}.yml"
        copy.write_bytes(text)
        original[str(copy)] = path
        batches[schema].append(copy)
    for number, (schema, copies) in enumerate(batches.items()):
        file = folder / f"schema-{number}.json"
        file.write_text(schema, encoding="utf-8")
        found = check_jsonschema("--schemafile", file, *copies)
        for error in (*found["errors"], *found.get("parse_errors", ())):
            wrong.add(original[error["filename"]])
    return wrong


def check_jsonschema(*arguments: str | Path) -> Mapping[str, Any]:
    command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "-o", "json", *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    found: Mapping[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_schema_is_one(language: str, tmp_path: Path) -> None:
    labels = labels_of(RIGHT, language)
    schemas = [json_schema(kind, labels, language, translation=t) for kind in KINDS for t in (False, True)]
    schemas += [json_schema("vocabulary", labels, language, vocabulary=name) for name in VOCABULARIES]
    schemas += [json_schema(kind, {}, language) for kind in KINDS]
    files = [tmp_path / f"{n}.json" for n in range(len(schemas))]
    for file, schema in zip(files, schemas, strict=True):
        Draft202012Validator.check_schema(schema)
        file.write_text(json.dumps(schema), encoding="utf-8")

    found = check_jsonschema("--check-metaschema", *files)

    assert found["status"] == "ok"


@pytest.mark.parametrize("network", ["demonstration", "small"])
def test_every_right_file_is_right_by_its_schema(network: str, repository: Path, tmp_path: Path) -> None:
    root = repository if network == "demonstration" else RIGHT
    files = [(schema_of(source, root), root / source.path) for source in sources(root)]

    wrong = refused(files, tmp_path)

    assert files
    assert wrong == set()


def test_a_schema_sees_the_mistakes_that_one_file_can_show(tmp_path: Path) -> None:
    right = {source.path: (RIGHT / source.path).read_bytes() for source in sources(RIGHT)}
    files = []
    told: dict[str, set[Path]] = {}
    for mistake in MISTAKES:
        root = tmp_path / mistake.stem
        root.mkdir()
        make(mistake, root)
        shutil.rmtree(root / ".git", ignore_errors=True)
        changed = [s for s in sources(root) if right.get(s.path) != (root / s.path).read_bytes()]
        files += [(schema_of(source, root), root / source.path) for source in changed]
        told[mistake.stem] = {root / p.path for p in problems_of(mistake) if p.severity == "problem"}

    wrong = refused(files, tmp_path)

    unlike = {}
    for mistake in MISTAKES:
        seen = {path for path in wrong if path.is_relative_to(tmp_path / mistake.stem)}
        silent = NO_SCHEMA_SEES_IT in mistake.read_text(encoding="utf-8")
        if silent != (seen != told[mistake.stem]) or not seen <= told[mistake.stem]:
            unlike[mistake.stem] = f"schema: {sorted(seen)}, check: {sorted(told[mistake.stem])}"
    assert not unlike, "\n".join(f"{name} – {found}" for name, found in unlike.items())


def test_an_example_is_right_where_it_is_shown() -> None:
    """What an editor offers to type is taken by the same schema."""
    labels = labels_of(RIGHT, "en")
    wrong = []
    for kind in KINDS:
        wrong += [
            path for path, value, schema in examples(json_schema(kind, labels)) if not fits(value, schema)
        ]

    assert not wrong


def examples(schema: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, Any, Mapping[str, Any]]]:
    for part in (schema, *schema.get("anyOf", ())):
        for key, field in part.get("properties", {}).items():
            yield from ((f"{path}.{key}", value, field) for value in field.get("examples", ()))
            yield from examples(field, f"{path}.{key}")
        yield from examples(part["items"], path) if "items" in part else ()


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    nothing = {"$defs": {"nothing": {"not": {}}}}
    of_lists = [one for one in (schema, *schema.get("anyOf", ())) if "enum" in one.get("items", one)]
    return bool(of_lists) or Draft202012Validator({**schema, **nothing}).is_valid(value)


def test_titles_and_helps_are_in_the_language_asked_for() -> None:
    name = json_schema("member", {}, "fi")["properties"]["name"]

    assert (name["title"], name["description"]) == ("Nimi", "Se, jolla asiakkaasi sinut tuntevat")


def test_a_kind_that_there_is_not_is_said() -> None:
    with pytest.raises(ValueError, match="committee"):
        json_schema("committee", {})


def test_no_file_is_left_out() -> None:
    documents, problems = read_documents(RIGHT, sources(RIGHT))

    assert (len(documents), problems) == (len(sources(RIGHT)), ())
