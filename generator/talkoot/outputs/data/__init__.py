"""The network as open data: `/data/v1/`, a JSON and a CSV file a kind, and what each of their fields means.

`plain` says how a record is written, `tables` how its line is, `meanings` what the fields mean, `page` shows
all of it to people. Everything follows from the declarations of the records.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any

import orjson

from talkoot.kept import Kept
from talkoot.outputs.data.meanings import TYPES, meanings, told
from talkoot.outputs.data.page import ADDRESS, FOLDER, SCHEMAS, TRANSLATION, data_pages, schemas
from talkoot.outputs.data.plain import Plain, Writer
from talkoot.outputs.data.tables import line, table
from talkoot.outputs.lines import Lines
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Site
from talkoot.records import model_of
from talkoot.records.network import LICENCE_PAGES, LICENCES
from talkoot.records.schema import json_schema
from talkoot.reliance import rely

__all__ = ["data_files", "data_pages"]

Records = Callable[[], Iterable[Plain]]
"""The records of one file, each made when it is its turn."""


def data_files(site: Site) -> Iterator[File]:
    """Everything below `/data/v1/`."""
    for kind, of_kind in site.network.kinds.items():
        shown = [kept for kept in of_kind.values() if is_shown(kept)]
        records = partial(_records, site, kind, shown)
        path = f"{FOLDER}/{site.network.section(kind)}"
        json, csv = _lines(site, kind, shown)
        yield File(f"{path}.json", partial(_json, site, kind, records), lines=json)
        yield File(f"{path}.csv", partial(_csv, kind, records), lines=csv)
    yield File(f"{FOLDER}/network.json", partial(_json, site, "network", partial(_network, site)))
    yield File(f"{FOLDER}/vocabularies.json", partial(_vocabularies, site))
    yield File(f"{FOLDER}/fields.json", partial(_fields, site))
    for name in schemas(site):
        yield File(f"{SCHEMAS}/{name}.json", partial(_schema, site, name))


def _records(site: Site, kind: str, shown: Sequence[Kept[Any]]) -> Iterator[Plain]:
    rely((kind,))
    return map(Writer(site).record, shown)


def _lines(site: Site, kind: str, shown: Sequence[Kept[Any]]) -> tuple[Lines, Lines]:
    """A record a line, as JSON and as CSV."""
    model = model_of(kind)
    assert model is not None
    of_kind, ids = site.network.kinds[kind], [kept.id for kept in shown]

    def record(id_: str) -> Plain:
        return Writer(site).record(of_kind[id_])

    return (
        Lines(
            kind,
            lambda: _head(site, kind) + _FIRST,
            _BETWEEN,
            _LAST,
            ids,
            lambda id_: orjson.dumps(record(id_)),
            lambda line: line[len(_ID) : line.index(b'"', len(_ID))],
        ),
        Lines(
            kind,
            partial(table, model, ()),
            b"\r\n",
            b"\r\n",
            ids,
            lambda id_: line(model, record(id_)),
            lambda line: line.partition(b",")[0],
        ),
    )


def _network(site: Site) -> Iterator[Plain]:
    yield {"page": site.url or "", **Writer(site).told(site.network.about)}


def _json(site: Site, kind: str, records: Records) -> bytes:
    """A record a line, so that a change shows as one line."""
    written = BytesIO()  # which gives what it holds without a copy
    written.write(_head(site, kind))
    between = _FIRST
    for record in records():
        written.write(between + orjson.dumps(record))
        between = _BETWEEN
    written.write(_LAST if between == _BETWEEN else _FIRST + _LAST.lstrip())
    return written.getvalue()


_ID = b'{"id":"'
_FIRST, _BETWEEN, _LAST = b',"records":[\n', b",\n", b"\n]}\n"


def _head(site: Site, kind: str) -> bytes:
    return orjson.dumps({"kind": kind, **_about(site)})[:-1]


def _about(site: Site) -> Plain:
    """What stands at the head of every file: whose it is, of which day, and how it may be used."""
    about, top = site.network.about.record, site.url or ""
    return {
        "network": about.name,
        "demonstration": about.demonstration,
        "date": site.network.today.isoformat(),
        "licence": {
            "id": about.licence,
            "name": LICENCES[about.licence],
            "address": LICENCE_PAGES[about.licence],
        },
        "about": f"{top}{ADDRESS}",
        "fields": f"{top}{FOLDER}/fields.json",
    }


def _csv(kind: str, records: Records) -> bytes:
    model = model_of(kind)
    assert model is not None
    return table(model, records())


def _vocabularies(site: Site) -> bytes:
    writer = Writer(site)
    entries = {
        name: [{"id": id_, **writer.part(entry)} for id_, entry in of_name.items()]
        for name, of_name in site.network.vocabularies.items()
    }
    return orjson.dumps({**_about(site), "vocabularies": entries}, option=orjson.OPT_APPEND_NEWLINE)


def _fields(site: Site) -> bytes:
    kinds = {
        kind: [told(kind, field, site.languages) for field in meanings(kind)]
        for kind in (*site.network.kinds, "network")
    }
    own = {
        "id": "The name of the record's folder: its name among those of its kind, for ever.",
        "page": "The address of the record's page.",
        "written_in": "The language the record's own texts are in.",
        "translations": "Language → the fields that are translated into it; lists go by position.",
    }
    types = dict(TYPES.values())
    told_of = {"every_record": own, "types": types, "kinds": kinds}
    return orjson.dumps(_about(site) | told_of, option=orjson.OPT_APPEND_NEWLINE)


def _schema(site: Site, name: str) -> bytes:
    network = site.network
    kind = name.removesuffix(TRANSLATION)
    labels = {
        name: {id_: network.label(name, id_, site.languages[0]) for id_ in entries}
        for name, entries in network.vocabularies.items()
    } | {"group": {group.id: group.name for group in network.about.record.groups}}
    schema = json_schema(kind, labels, site.languages[0], translation=kind != name)
    where = {"$id": f"{site.url}{SCHEMAS}/{name}.json"} if site.url else {}
    return orjson.dumps(where | schema, option=orjson.OPT_APPEND_NEWLINE)
