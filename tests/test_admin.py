"""The visual editor's settings say what the declarations say, and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from built import FULL, build_site, copy_of
from jsonschema import Draft7Validator

from talkoot.outputs.admin import policy
from talkoot.records import RECORD_KINDS
from talkoot.records.record import fields
from talkoot.records.translation import is_translated

SCHEMA = Path(__file__).parent / "tools/sveltia-cms.schema.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built editor of the network in which every field has a value, kept on GitHub."""
    root = copy_of(FULL, tmp_path_factory.mktemp("network"))
    about = root / "content/network.yml"
    about.write_text(
        re.sub(r"(?m)^repository:.*", "repository: https://github.com/example/portal.git", about.read_text())
    )
    return build_site(root, tmp_path_factory.mktemp("site") / "site", search=False, pictures=False).folder


@pytest.fixture(scope="module")
def settings(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "admin/config.json").read_text())
    return told


def test_the_settings_are_what_the_editors_own_schema_says(settings: dict[str, Any]) -> None:
    faults = Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(settings)

    assert [f"{list(fault.absolute_path)}: {fault.message[:200]}" for fault in faults] == []


def test_every_kind_of_record_has_a_collection_with_every_declared_field(settings: dict[str, Any]) -> None:
    collections = {each["name"]: each for each in settings["collections"]}

    for model in RECORD_KINDS:
        collection = collections[model.kind]
        assert [field["name"] for field in collection["fields"]] == [field.key for field in fields(model)]
        assert collection["folder"] == model.folder
        assert f"{collection['path']}.{collection['extension']}" == "{{slug}}/" + model.file


def test_translations_hold_what_the_declarations_translate(settings: dict[str, Any]) -> None:
    collections = {each["name"]: each for each in settings["collections"]}

    for model in RECORD_KINDS:
        asked = {field["name"] for field in collections[model.kind]["fields"] if field.get("i18n")}
        assert asked == {field.key for field in fields(model) if is_translated(field)}


def test_every_list_of_words_can_be_edited(settings: dict[str, Any], folder: Path) -> None:
    files = [file for each in settings["collections"] for file in each.get("files", ())]

    assert {Path(file["file"]).name for file in files} == {
        path.name for path in (FULL / "content/vocabularies").glob("*.yml")
    }


def test_what_is_saved_becomes_a_request(settings: dict[str, Any]) -> None:
    assert settings["publish_mode"] == "editorial_workflow"
    assert settings["backend"]["open_authoring"] is True
    assert settings["backend"]["repo"] == "example/portal"
    assert not any(each.get("delete") for each in settings["collections"])


def test_the_networks_own_relay_is_offered_beside_a_token(settings: dict[str, Any]) -> None:
    assert settings["backend"]["auth_methods"] == ["oauth", "token"]
    assert settings["backend"]["base_url"] == "https://relay.example.net"


def test_the_page_has_a_policy_of_its_own_for_the_forge_alone(folder: Path) -> None:
    page = (folder / "admin/index.html").read_text()

    assert policy().replace("'", "&#39;") in page
    assert set(re.findall(r"https://[^\s;]+", policy())) == {
        "https://api.github.com",
        "https://avatars.githubusercontent.com",
    }
    assert not re.search(
        r"(?:src|href)=\"(?:https?:)?//", page.replace('href="https://org.example/portal/"', "")
    )


def test_other_pages_may_no_more_than_before(folder: Path) -> None:
    page = (folder / "members/index.html").read_text()

    assert "api.github.com" not in page
    assert "connect-src 'self';" in page or "connect-src &#39;self&#39;;" in page


def test_everything_the_page_loads_is_there(folder: Path) -> None:
    admin = folder / "admin"
    start = next(admin.glob("start.*.js")).read_text()

    assert all((admin / name).exists() for name in re.findall(r'from "\./([^"]+)"', start))
    assert {path.name for path in (admin / "fonts").iterdir()} == {
        "material-symbols-outlined.woff2",
        "noto-mono.woff2",
        "source-sans-3.woff2",
    }


def test_the_editors_program_fetches_neither_fonts_nor_news_from_elsewhere() -> None:
    program = (Path(__file__).parents[1] / "generator/talkoot/theme/admin/vendor/sveltia-cms.js").read_text(
        encoding="utf-8"
    )

    assert "cdn.jsdelivr.net" not in program
    assert "githubstatus.com/api" not in program


def test_a_network_that_is_not_on_github_has_no_editor(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    (root / "content/edit.md").write_text("# Change your page\n\nHere:\n\n[[editor]]\n")

    site = build_site(root, tmp_path / "site", search=False, pictures=False)

    assert not (site.folder / "admin").exists()
    assert "admin/" not in (site.folder / "edit/index.html").read_text()


def every_widget(fields_: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields_:
        yield field
        yield from every_widget(field.get("fields", []))
        if "field" in field:
            yield from every_widget([field["field"]])


def test_numbers_and_answers_stay_the_text_they_are(settings: dict[str, Any]) -> None:
    widgets = [w for each in settings["collections"] for w in every_widget(each.get("fields", []))]

    assert {w["value_type"] for w in widgets if w["widget"] == "number"} == {"int/string"}
    assert "boolean" not in {w["widget"] for w in widgets}
