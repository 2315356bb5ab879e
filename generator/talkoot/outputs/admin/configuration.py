"""The network and the declarations → what Sveltia CMS lets a coordinator edit.

Its settings are described by its own schema, `schema/sveltia-cms.json` of its package.
"""

import re
from collections.abc import Iterator
from typing import Any

from talkoot.outputs.admin.widgets import OWN, Widgets, names_of
from talkoot.outputs.site import Site
from talkoot.records import RECORD_KINDS, Record
from talkoot.records.record import body_field, fields
from talkoot.records.vocabulary import entry_model

Settings = dict[str, Any]

ON_GITHUB = re.compile(r"https://github\.com/([A-Za-z0-9-]+/[A-Za-z0-9._-]+?)(?:\.git)?/?")

SLUGS = {
    "member": "{{name}}",
    "meeting": "{{start | date('YYYY-MM-DD')}}-{{host}}",
    "practice": "{{title}}",
    "adoption": "{{title}}",
}
"""Kind → how a new record's folder is called; of a kind that was just added, by its title."""

PICTURES = {"format": "webp", "quality": 85, "width": 2400, "height": 2400}
"""Photos are made anew in the browser: smaller, and without what the camera wrote into them."""


def is_possible(site: Site) -> bool:
    """Whether the network's files are where the editor can save them."""
    return _repository(site) != ""


def configuration(site: Site) -> Settings:
    """The settings of the whole editor, in the network's first language."""
    about, first = site.network.about.record, site.languages[0]
    backend: Settings = {
        "name": "github",
        "repo": _repository(site),
        "branch": "main",
        "open_authoring": True,
        "auth_scope": "public_repo",
        "squash_merges": True,
        "auth_methods": ["oauth", "token"] if about.sign_in_relay else ["token"],
        "commit_messages": {
            "create": "{{collection}}: {{slug}}",
            "update": "{{collection}}: {{slug}}",
            "delete": "{{collection}}: {{slug}}",
            "uploadMedia": "{{path}}",
            "deleteMedia": "{{path}}",
        },
    }
    if about.sign_in_relay:
        backend["base_url"] = about.sign_in_relay
    return {
        "backend": backend,
        # What is saved becomes a request, and is reviewed like everybody's.
        "publish_mode": "editorial_workflow",
        "app_title": site.network.about.told(first).record.name,
        **({"site_url": site.url, "display_url": site.url} if site.url else {}),
        "media_folder": "content/pictures",
        "public_folder": "/pictures",
        "media_libraries": {
            "default": {
                "config": {
                    "max_file_size": 20 << 20,
                    "slugify_filename": True,
                    "transformations": {"raster_image": PICTURES},
                }
            },
            "stock_assets": {"providers": []},
        },
        "slug": {
            "encoding": "ascii",
            "clean_accents": True,
            "sanitize_replacement": "-",
            "timezone": "local",
        },
        "i18n": {
            "structure": "multiple_files",
            "locales": [OWN, *site.languages],
            "default_locale": OWN,
            "initial_locales": "default",
            "omit_default_locale_from_file_path": True,
        },
        "output": {
            "omit_empty_optional_fields": True,
            "yaml": {"indent_size": 2, "indent_sequences": True, "quote": "none"},
        },
        "editor": {"preview": False},
        "collections": [*(_of_records(site, model) for model in RECORD_KINDS), _vocabularies(site)],
    }


def _of_records(site: Site, model: type[Record]) -> Settings:
    """A collection of one kind of record: a folder each, its text in it, translations and pictures beside."""
    words = site.words(site.languages[0])
    stem, _, extension = model.file.partition(".")
    declared = {declared.key for declared in fields(model)}
    named = set(re.findall(r"{{(\w+)", SLUGS.get(model.kind, "")))
    return {
        "name": model.kind,
        "label": words.shelf(model.kind, site.network.section(model.kind)),
        "folder": model.folder,
        "path": "{{slug}}/" + stem,
        "extension": extension,
        "format": format_of(model),
        "identifier_field": model.title_field,
        "slug": SLUGS[model.kind] if named and named <= declared else "{{" + model.title_field + "}}",
        "summary": "{{" + model.title_field + "}}",
        "media_folder": "",
        "public_folder": "",
        "i18n": True,
        "create": True,
        "delete": False,  # a page once published has to be answered for: content/addresses.yml
        "fields": [*Widgets(site, model.kind).of(model)],
    }


def format_of(model: type[Record]) -> str:
    """The name under which the page's script reads and writes the files of a kind.

    The editor accepts a format of somebody's own for Markdown only if its name ends in “-frontmatter”.
    """
    return f"talkoot-{model.kind}" + ("-frontmatter" if body_field(model) else "")


def formats() -> list[Settings]:
    """What that script has to know of each kind: how its files end, what names a record, what is its body."""
    return [
        {
            "format": format_of(model),
            "extension": model.file.partition(".")[2],
            "title": model.title_field,
            "body": body.key if (body := body_field(model)) else "",
        }
        for model in RECORD_KINDS
    ]


def _vocabularies(site: Site) -> Settings:
    """The network's lists of words: each file with its entries as they are."""
    return {
        "name": "vocabulary",
        "label": site.words(site.languages[0]).entries["admin"]["words"],
        "format": "yaml",
        "files": [*_vocabulary_files(site)],
    }


def _vocabulary_files(site: Site) -> Iterator[Settings]:
    first = site.languages[0]
    for name, entries in sorted(site.network.vocabularies.items()):
        widgets = Widgets(site, "vocabulary", translated=False)
        yield {
            "name": name,
            "label": names_of(name),
            "file": f"content/vocabularies/{name}.yml",
            "fields": [
                {
                    "name": id_,
                    "label": f"{entry.label_in((first,), id_)} ({id_})",
                    "widget": "object",
                    "collapsed": True,
                    "required": False,
                    "fields": [*widgets.of(entry_model(name))],
                }
                for id_, entry in entries.items()
            ],
        }


def _repository(site: Site) -> str:
    found = ON_GITHUB.fullmatch(site.network.about.record.repository or "")
    return found[1] if found else ""
