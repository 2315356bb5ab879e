"""What a sheet became → lines that say what fits where, and everything that found no place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from talkoot.importing.columns import Column
from talkoot.importing.members import Imported
from talkoot.languages import Words
from talkoot.problems import shorten
from talkoot.records.member import Member


def lines(imported: Imported, filled: dict[int, int], said: Words) -> Iterator[str]:
    """The whole of it; `filled` tells how many cells below each heading hold something."""
    told = said.entries["editing"]
    yield told["import headings"].format(row=imported.headings)
    for column in imported.columns:
        key = "import fits" if column.path else "import no place"
        heading = f"“{shorten(column.heading)}”"
        title = _title(column, said)
        yield "  " + told[key].format(
            letter=column.letter, heading=heading, title=title, n=filled.get(column.index, 0)
        )
    if not any(column.path == ("name",) for column in imported.columns):
        yield told["import no name"].format(title=said.field_title(Member.kind, ("name",)))
        return
    yield ""
    yield told["import drafts"].format(n=len(imported.drafts))
    yield "  " + told["import complete"].format(n=sum(not draft.missing for draft in imported.drafts))
    for key, n in Counter(key for draft in imported.drafts for key in draft.missing).items():
        yield "  " + told["import missing"].format(title=said.field_title(Member.kind, (key,)), n=n)
    if imported.left:
        yield ""
        yield told["import left"]
        for left in imported.left:
            yield "  " + told["import left line"].format(
                row=left.row, heading=f"“{shorten(left.column.heading)}”", text=shorten(left.text)
            )
    twins = [told["import twin"].format(row=row, first=first) for row, first in imported.twins]
    members = [f"{row} ({id_})" for row, id_ in imported.members]
    rows: Sequence[tuple[str, Sequence[str]]] = (
        ("import twins", twins),
        ("import members", members),
        ("import nameless", [*map(str, imported.nameless)]),
        ("import withheld", [*map(str, imported.without_consent)]),
    )
    for key, found in rows:
        if found:
            yield ""
            yield told[key].format(rows=", ".join(found))


def _title(column: Column, said: Words) -> str:
    return ": ".join(said.field_title(Member.kind, column.path[: n + 1]) for n in range(len(column.path)))
