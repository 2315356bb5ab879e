"""Documents → records on their shelves: everything read, checked by its declaration, sorted by what it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from talkoot.languages import LANGUAGES, words
from talkoot.problems import Problem, shorten
from talkoot.records import NetworkRecord, Record, model_of
from talkoot.records.check import check, walk_written, written
from talkoot.records.fields import Kind
from talkoot.records.member import Member
from talkoot.records.mistakes import entry_example
from talkoot.records.raw_html import html_in
from talkoot.records.record import Part, Path, body_field, field_at, fields, walk
from talkoot.records.translation import given_paths, translation_of
from talkoot.records.vocabulary import VOCABULARIES, Addresses, Entry, entry_model
from talkoot.sources.documents import Document, Remembered
from talkoot.sources.names import RECORD, suggest_id

NONE: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """One document with the record it holds; None where it holds mistakes. A vocabulary's entries by id.

    Of a translation, `given` names the fields it tells.
    """

    document: Document | Remembered
    model: type[Part]
    record: Any
    given: frozenset[Path] = NONE

    def told(self, *kinds: type[Kind]) -> Iterator[tuple[Path, Kind, str]]:
        """Every text where a field of one of `kinds` stands, also in a record with mistakes elsewhere."""
        if self.record is not None:
            return walk(self.record, *kinds)
        return walk_written(self.model, self.document.data, *kinds)

    @property
    def name(self) -> str:
        """What its author calls it; an empty text where that can't be read."""
        title = getattr(self.model, "title_field", "")
        name = getattr(self.record, title) if self.record is not None else self.document.data.get(title)
        return name if isinstance(name, str) else ""


@dataclass(frozen=True)
class Shelves:
    """Everything checked. A record with mistakes stands here too: links to it are right."""

    kinds: Mapping[str, type[Record]]
    network: Checked | None
    records: Sequence[Checked]
    translations: Sequence[Checked]
    vocabularies: Mapping[str, Mapping[str, Entry]]
    addresses: Checked | None
    unread: Mapping[str, Collection[str]]
    """Kind → ids of records whose file could not be read; vocabulary → ids of entries with mistakes."""

    @property
    def every(self) -> Sequence[Checked]:
        """All that may link to something: the network's own record and the others."""
        return (*([self.network] if self.network else []), *self.records)

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """The members whose records are right, by id."""
        return {c.document.id: c.record for c in self.records if isinstance(c.record, Member)}

    def folder(self, target: str) -> str:
        """Where the records that a link may lead to are kept."""
        return self.kinds[target].folder if target in self.kinds else "content/network.yml"

    @cached_property
    def targets(self) -> Mapping[str, Mapping[str, str]]:
        """What a link may lead to: kind or `group` → id → its name, as its author wrote it.

        No `group` where the network's groups can't be read: then nobody is to blame for naming one.
        """
        targets = {kind: dict.fromkeys(self.unread.get(kind, ()), "") for kind in self.kinds}
        for checked in self.records:
            targets[checked.document.kind][checked.document.id] = checked.name
        groups = written(self.network.document.data, ("groups",)) if self.network else None
        if isinstance(groups, list):
            told = [group for group in groups if isinstance(group, dict)]
            targets["group"] = {str(group.get("id", "")): str(group.get("name", "")) for group in told}
        return targets

    def without(self, paths: Collection[str]) -> "Shelves":
        """The same with the records and translations at `paths` taken for broken."""

        def kept(shelf: Sequence[Checked]) -> Sequence[Checked]:
            return [replace(c, record=None) if c.document.path in paths else c for c in shelf]

        return replace(self, records=kept(self.records), translations=kept(self.translations))


def shelve(
    documents: Iterable[Document], kinds: Sequence[type[Record]], unread: Collection[str] = ()
) -> tuple[Shelves, tuple[Problem, ...]]:
    """Every document checked by the declaration of its kind, and all that its author should mend.

    `unread` are the paths of what could not be read; links to a record they belong to are right.
    """
    every: list[Checked] = []
    problems: list[Problem] = []
    for document in documents:
        checked, found = check_document(document, kinds)
        every.append(checked)
        problems.extend(found)
    shelves, missing = arrange(every, kinds, unread)
    return shelves, (*problems, *missing)


def check_document(document: Document, kinds: Sequence[type[Record]]) -> tuple[Checked, tuple[Problem, ...]]:
    """One document, checked by the declaration of its kind, and what its author should mend."""
    if document.kind == "vocabulary":
        entries, problems = _entries(document)
        return Checked(document, entry_model(document.id), entries), problems
    own = _models(tuple(kinds)).get(document.kind, Addresses)
    model = translation_of(own) if document.language else own
    record, problems = check(document, model, titles)
    given = NONE
    if document.language and record is not None:
        body = body_field(own)
        given = given_paths(document.data) | ({(body.key,)} if body and document.body.strip() else set())
    return Checked(document, own, record, given), (*problems, *html_in(document, model))


@cache
def _models(kinds: tuple[type[Record], ...]) -> Mapping[str, type[Part]]:
    told: tuple[type[Record], ...] = (*kinds, NetworkRecord)
    return {model.kind: model for model in told}


def arrange(
    every: Iterable[Checked], kinds: Sequence[type[Record]], unread: Collection[str] = ()
) -> tuple[Shelves, tuple[Problem, ...]]:
    """Checked documents sorted by what they are, and the labels that their vocabularies lack."""
    records: list[Checked] = []
    translations: list[Checked] = []
    single: dict[str, Checked] = {}
    lists: list[Checked] = []
    for checked in every:
        document = checked.document
        if document.kind == "vocabulary":
            lists.append(checked)
        elif document.language:
            translations.append(checked)
        elif document.kind in ("network", "addresses"):
            single[document.kind] = checked
        else:
            records.append(checked)
    shelves = Shelves(
        {model.kind: model for model in kinds},
        single.get("network"),
        records,
        translations,
        {checked.document.id: checked.record for checked in lists},
        single.get("addresses"),
        _unread(kinds, unread) | _mistaken(lists),
    )
    return shelves, tuple(_labels_missing(shelves, lists))


def _unread(kinds: Sequence[type[Record]], paths: Collection[str]) -> dict[str, Collection[str]]:
    """The records that `paths` belong to, by kind."""
    ids: dict[str, set[str]] = {model.kind: set() for model in kinds}
    for model in kinds:
        for path in paths:
            if path.startswith(f"{model.folder}/"):
                ids[model.kind].add(path.removeprefix(f"{model.folder}/").partition("/")[0])
    return {kind: sorted(filter(RECORD.fullmatch, found)) for kind, found in ids.items()}


def _mistaken(lists: Sequence[Checked]) -> dict[str, Collection[str]]:
    return {c.document.id: c.document.data.keys() - c.record.keys() for c in lists}


def nothing_of(document_paths: Collection[str]) -> tuple[Problem, ...]:
    """Files that every network has and this one does not; `document_paths` are those that were found."""
    problems = []
    if "content/network.yml" not in document_paths:
        problems.append(Problem("no-network", "content/network.yml"))
    entry = entry_example("crafts", Entry)
    problems.extend(
        Problem("no-vocabulary", path, hints=(("example", entry),))
        for name in VOCABULARIES
        if (path := f"content/vocabularies/{name}.yml") not in document_paths
    )
    return tuple(problems)


def _entries(document: Document) -> tuple[Mapping[str, Entry], tuple[Problem, ...]]:
    """The right entries of a vocabulary, and what is wrong with the others."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for id_ in document.data:
        entry, found = check(document, entry_model(document.id), titles, (id_,))
        problems.extend(found)
        if not RECORD.fullmatch(id_):
            line, column = document.locate((id_,))
            hints = (("example", suggest_id(id_) or "crafts"),)
            problems.append(Problem("id", document.path, line, column, (id_,), shorten(id_), hints))
        elif entry is not None:
            entries[id_] = entry
    return entries, tuple(problems)


def _labels_missing(shelves: Shelves, lists: Sequence[Checked]) -> Iterator[Problem]:
    """Vocabulary entries without a label in one of the site's languages: the default one is shown then."""
    if shelves.network is None or shelves.network.record is None:
        return
    for checked in lists:
        document = checked.document
        for id_, entry in checked.record.items():
            for language in shelves.network.record.languages:
                if language not in entry.labels():
                    line, column = document.locate((id_, "label"))
                    hints = (("language", language),)
                    yield Problem(
                        "label-missing", document.path, line, column, (id_, "label"), "", hints, "warning"
                    )


@cache
def titles(kind: str, above: tuple[str, ...]) -> Mapping[str, str]:
    """What the form calls each field of a `kind` of record within the group `above`: title, folded → key."""
    model = model_of(kind)
    group = field_at(model, above) if model and above else None
    within = group.part if group else model
    titles: dict[str, str] = {}
    for language in LANGUAGES:
        for declared in fields(within) if within else ():
            title = words(language).field_title(kind, (*above, declared.key))
            titles.setdefault(title.casefold(), declared.key)
    return titles
