"""What was measured → the page “How fast?” of the demonstration, in each of its languages.

The numbers are in `measured.json` alone, the texts in `how_fast_page/`, a template a language and the tables' words.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tests.bench.bars import Judged, Rows, judge
from tests.bench.trials import HUGO, HUGO_SEARCH, TALKOOT

from talkoot.languages import Words, words

HERE = Path(__file__).parent
MEASURED = HERE / "measured.json"
TEXTS = HERE / "how_fast_page"
CONTENT = HERE.parents[1] / "content"
LANGUAGES = ("en", "fi", "sv")
REPOSITORY = "https://github.com/talkoot/talkoot"

USUAL = 1_000
"""Records of the network that the sentences speak of."""

PROGRAMS = {
    TALKOOT: (TALKOOT, TALKOOT),
    "Hugo": (HUGO, HUGO_SEARCH),
    "Eleventy": ("Eleventy", "Eleventy and Pagefind"),
    "MkDocs + Material": ("MkDocs and Material", "MkDocs and Material"),
    "Zensical": ("", "Zensical"),
}
"""Program → who it is without and with the search index; of several, the fastest counts."""


def merge(told: Mapping[str, Any], measured: Path) -> None:
    """Put what was measured now into what was measured before: a task at a size is replaced as a whole."""
    before = json.loads(measured.read_text(encoding="utf-8")) if measured.exists() else {}
    for size, rows in told.items():
        before[size] = before.get(size, {}) | rows
    ordered = dict(sorted(before.items(), key=lambda item: (not item[0].isdigit(), item[0].zfill(9))))
    measured.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_pages() -> None:
    """Write the page in every language."""
    told = json.loads(MEASURED.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        file = "how-fast.md" if language == LANGUAGES[0] else f"how-fast.{language}.md"
        (CONTENT / file).write_text(page(told, language), encoding="utf-8")


def page(told: Mapping[str, Any], language: str) -> str:
    """The text of the page: Markdown with front matter, its tables HTML."""
    by_size = {int(size): rows for size, rows in told.items() if size.isdigit()}
    return _Page(by_size, told["circumstances"], language).text()


class _Page:
    """The numbers as one language writes them."""

    def __init__(self, by_size: Mapping[int, Rows], circumstances: Mapping[str, str], language: str) -> None:
        self.by_size, self.circumstances, self.language = by_size, circumstances, language
        self.words: Words = words(language)
        self.said = yaml.safe_load((TEXTS / "words.yml").read_text(encoding="utf-8"))

    def text(self) -> str:
        """The template, filled."""
        # The largest network that all programs were given.
        compared = max(size for size, rows in self.by_size.items() if "Eleventy" in rows.get("pages", {}))
        environment = Environment(
            loader=FileSystemLoader(TEXTS),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            autoescape=False,  # Markdown of our own
        )
        return environment.get_template(f"{self.language}.md").render(
            date=self.words.day(date.fromisoformat(self.circumstances["date"])),
            number=self.words.number,
            seconds=lambda task: self.seconds(self.by_size[USUAL][task][TALKOOT]["wall_s"]),
            memory=lambda size: self.unit(self.by_size[size]["pages"][TALKOOT]["peak_mb"], "MB"),
            compared=compared,
            growth=self.growth(),
            programs=self.programs(compared),
            bars=self.bars(),
            circumstances=self.circumstances_list(),
            place=self.place(),
            repository=REPOSITORY,
        )

    def say(self, key: str) -> str:
        return str(self.said[key][self.language])

    def seconds(self, seconds: float) -> str:
        """As exactly as it matters: 0.24 s, 2.4 s, 24 s."""
        return self.unit(round(seconds, 2 if seconds < 1 else 1) if seconds < 10 else round(seconds), "s")

    def unit(self, number: float, unit: str) -> str:
        return f"{self.words.number(number)}\N{NO-BREAK SPACE}{unit}"

    def growth(self) -> str:
        """How times and memory grow with the network."""
        tasks = ("first", "pages", "edited", "unchanged")
        rows = []
        for size, measured in self.by_size.items():
            cells = [self._seconds_of(measured, task, TALKOOT) for task in tasks]
            peak = measured.get("pages", {}).get(TALKOOT, {}).get("peak_mb")
            rows.append([self.words.number(size), *cells, self.unit(peak, "MB") if peak else "–"])
        return self._table("growth", ["records", *tasks, "memory"], rows)

    def programs(self, size: int) -> str:
        """Talkoot beside the others."""
        measured = self.by_size[size]
        rows = []
        for program, (plain, searched) in PROGRAMS.items():
            names = (plain,) if isinstance(plain, str) else plain
            found = [measured["pages"][who] for who in names if who in measured.get("pages", {})]
            fastest = min(found, key=lambda row: row["wall_s"], default=None)
            weighed = fastest or measured.get("search", {}).get(searched)
            if weighed:
                with_search = self._seconds_of(measured, "search", searched)
                peak = self.unit(weighed["peak_mb"], "MB") if "peak_mb" in weighed else "–"
                pages = self.words.number(weighed["pages"])
                rows.append(
                    [program, self.seconds(fastest["wall_s"]) if fastest else "–", with_search, peak, pages]
                )
        return self._table("programs", ["program", "all pages", "with search", "memory", "count"], rows)

    def bars(self) -> str:
        """Each bar, what was measured, and whether it is reached."""
        rows = [
            [
                f"{self.say(f'bar {each.bar.name}')}, {self.words.number(each.size)}",
                self._limit(each),
                self._measured(each, each.measured),
                self.say("yes" if each.is_met else "no"),
            ]
            for each in judge(self.by_size)
        ]
        return self._table("bars", ["what", "limit", "measured", "reached"], rows)

    def circumstances_list(self) -> str:
        """Machine and versions, a line each."""
        told = self.circumstances
        machine = f"{told['machine']}, {told['memory']}, Linux {told['system']}"
        versions = [f"{name} {told[name]}" for name in VERSIONED if name in told]
        return f"- {machine}\n- {', '.join(versions)}"

    def place(self) -> str:
        """Where the files were written."""
        system = self.circumstances["written to"]
        return self.say("in memory") if system == "tmpfs" else self.say("on disk").format(system=system)

    def _seconds_of(self, measured: Rows, task: str, who: str) -> str:
        row = measured.get(task, {}).get(who)
        return self.seconds(row["wall_s"]) if row else "–"

    def _limit(self, judged: Judged) -> str:
        told = self._measured(judged, judged.limit)
        return self.say("at least").format(number=told) if judged.bar.at_least else told

    def _measured(self, judged: Judged, number: float) -> str:
        kind = judged.bar.number
        if kind == "wall_s":
            return self.seconds(number)
        if kind == "peak_mb":
            return self.unit(number, "MB")
        if kind == "cores":
            return self.unit(round(number * 100), "%")
        if kind == "ratio":
            beside = "of one" if judged.bar.task == "languages" else "of Hugo"
            return self.say(beside).format(number=self.words.number(round(number, 2)))
        return self.words.number(number)

    def _table(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        return "\n".join(_table(self.say(f"table {name}"), [self.say(column) for column in columns], rows))


VERSIONED = ("Talkoot", "Python", "Hugo", "Eleventy", "MkDocs", "Material", "Zensical", "Pagefind")


def _table(label: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table that scrolls where it is too wide, by keyboard too."""
    yield f'<div class="table-scroll" role="region" aria-label="{escape(label)}" tabindex="0">'
    yield '<table class="figures-table">'
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


if __name__ == "__main__":
    write_pages()
