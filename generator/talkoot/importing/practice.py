"""The lines of a page or a form → a practice: each line in its field, or on the list of what found none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from talkoot.importing.amounts import dates_in, only_dates, unsure_dates_in, unsure_sums_in
from talkoot.importing.blocks import Block, Read
from talkoot.importing.labels import SITE_WORDS, field_called
from talkoot.importing.quotations import without_quotations
from talkoot.importing.resources import resources_of
from talkoot.importing.texts import country_called, cut, joined, parts

LEVELS = {
    "local": "local",
    "regional": "regional",
    "national": "national",
    "paikallinen": "local",
    "alueellinen": "regional",
    "valtakunnallinen": "national",
    "lokal": "local",
    "nationell": "national",
}
PROSE = (
    *("description", "problem_addressed", "objectives_reached", "stakeholders"),
    *("challenges", "transfer"),
)
SINGLE = frozenset({"published", "level", "country", "region", "location", "project", "start", "end"})
"""What is told in one line; the lines after it belong where the one before it did."""

UNKNOWN = "?"
"""The section of questions we do not know."""

LONG = 40
"""Letters of a paragraph that is taken once, however often it stands in a section."""

TITLE, SUMMARY, ONE_FINDING, OPINION = 100, 160, 2000, 3000
"""Most characters of a title, a summary, a piece of evidence and an opinion in a record."""

_PUBLISHED = re.compile(r"^(?:published on|julkaistu|publicerad|publiserad|date)\b:?\s*", re.IGNORECASE)
_UNTIL = re.compile(r"^\W*(?:until|till|to)\b|^\s*[–—-]|\b(?:asti|saakka)\b", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?<![\w€$£])\+?\(?\d[\d ()-]{6,}\d")
_URL = re.compile(r"https?://\S+[^\s.,;)]")


@dataclass(frozen=True, slots=True)
class Note:
    """Something the author should know: a key of the words, and what it is about."""

    key: str
    text: str = ""


@dataclass
class Sorted:
    """What was made of a file: the record's fields, its body, what found no place, and what to look at."""

    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """What the site says on every page."""
    around: list[str] = field(default_factory=list)
    """What stands in menus, at the foot of the page or hidden in it."""
    repeated: int = 0
    notes: list[Note] = field(default_factory=list)


def sort_practice(read: Read, country: str) -> Sorted:
    """A practice of what stands in a file; `country` is taken where the file names none."""
    return _Sorting(read, country).sorted()


def figures_in(text: str) -> list[str]:
    """Figures with the words after them that say what was counted; years are none."""
    found = re.findall(r"(?<![\w.])\d+(?:[ .]\d{3})*(?:\s?%)?(?:\s+[^\W\d][\w-]*){0,3}", text)
    return [" ".join(one.split()) for one in found if not re.match(r"(?:19|20)\d\d(?!\s?%)", one)]


class _Sorting:
    def __init__(self, read: Read, country: str) -> None:
        self.read, self.country = read, country
        self.made = Sorted()
        self.sections: dict[str, list[Block]] = {}
        self.seen: dict[str, set[str]] = {}

    def sorted(self) -> Sorted:
        self.made.around += self.read.around
        if self.read.pictures:
            self.made.notes.append(Note("import pictures", "; ".join(filter(None, self.read.pictures))))
        self._divide()
        self._head()
        self._prose()
        self._resources()
        self._time()
        self._opinions()
        self._owner()
        self._facts()
        self._further()
        self._evidence()
        self._rest()
        return self.made

    def _divide(self) -> None:
        """Every line into the section it stands in; what comes before any heading is in the section “”."""
        blocks = self.read.blocks
        marked = [block for block in blocks if block.heading]
        inline = not marked  # else a colon is only a colon
        is_form = sum(bool(field_called(block.text, True)) for block in marked) >= 3
        here = before = ""
        for block in blocks:
            if block.text.casefold() in SITE_WORDS:
                self.made.left_out.append(block.text)
                continue
            called, answer = field_called(block.text, block.heading), ""
            name, _, rest = block.text.partition(":")
            if not called and inline and rest.strip() and len(name) < 60:
                called, answer = field_called(name, False), rest.strip()
            if called:
                if self.sections.get(called) and called != here:
                    self.made.notes.append(Note("import twice", block.text))
                before = here if here not in SINGLE else before
                here = called
                if answer:
                    self._keep(here, Block(answer, links=block.links))
                elif block.links and here == "further_information":
                    self._keep(here, block)
            elif is_form and here and block.heading and block.level < 3:
                here = UNKNOWN  # A question that is none of ours: nobody's answer to the one before it.
                self._keep(here, block)
            else:
                self._keep(here, block)
            if here in SINGLE and self.sections.get(here):
                here = before

    def _keep(self, section: str, block: Block) -> None:
        """A line of a section, unless the section has it already."""
        seen = self.seen.setdefault(section, set())
        text = " ".join(block.text.split()).casefold()
        if len(text) >= LONG and text in seen:
            self.made.repeated += 1
            return
        seen.add(text)
        self.sections.setdefault(section, []).append(block)

    def _set(self, key: str, value: str, told: str) -> None:
        """A field, unless it has another value already: then what was told is on the list."""
        if self.made.fields.setdefault(key, value) != value:
            self.made.unplaced.append(told)

    def _take(self, section: str) -> list[Block]:
        return self.sections.pop(section, [])

    def _text(self, section: str) -> str:
        return joined(self._take(section))

    def _head(self) -> None:
        """Title, day, country and level from the lines before the first heading."""
        lines = self._take("")
        told = self._text("title")
        kept: list[Block] = []
        for block in lines:
            if published := self._published(block.text):
                self._set("published", published, block.text)
            elif level := LEVELS.get(block.text.casefold()):
                self._set("level", level, block.text)
            elif len(block.text) < LONG and (country := country_called(block.text)):
                self._set("country", country, block.text)
            elif len(block.text) < LONG and unsure_dates_in(block.text):
                self.made.unplaced.append(block.text)
            else:
                kept.append(block)
        if not told and kept:
            first = next((block for block in kept if block.level == 1), kept[0])
            kept.remove(first)
            told = first.text
        if len(told) > TITLE:
            self.made.notes.append(Note("import title cut", told))
            kept.insert(0, Block(told))
        if not told:
            told = self.read.name.replace("-", " ").replace("_", " ").strip() or UNKNOWN
            self.made.notes.append(Note("import no title", told))
        self.made.fields["title"] = cut(told, TITLE)
        if not self.sections.get("description") and not self.sections.get("problem_addressed"):
            self.sections["description"] = [*kept, *self._take("description")]
        else:
            same = told.casefold()
            self.made.unplaced += [block.text for block in kept if block.text.casefold() != same]

    def _published(self, text: str) -> str:
        """The day of a line that tells when something came out, and little else."""
        bare = _PUBLISHED.sub("", text)
        found = next(dates_in(bare), None)
        if found is None or len(found.written) < 10:
            return ""
        rest = (bare[: found.start] + bare[found.end :]).strip(" .,:–-")
        if len(rest) > 20:
            return ""
        if rest:
            self.made.unplaced.append(rest)
        return found.written

    def _prose(self) -> None:
        summary = self._text("summary")
        if len(summary) > SUMMARY:
            self.made.notes.append(Note("import summary cut", summary))
            self.made.unplaced.append(summary)
            summary = cut(summary, SUMMARY)
        self.made.fields["summary"] = summary
        for key in PROSE:
            blocks = self._take(key)
            if key == "description":
                blocks = self._quotes(blocks)
            text = joined(blocks)
            if key == "description":
                self.made.body = text
            elif text:
                self.made.fields[key] = text
        if not summary:
            told = self.made.body or str(self.made.fields.get("problem_addressed", ""))
            first = re.split(r"(?<=[.!?])\s", " ".join(told.split()), maxsplit=1)[0]
            self.made.fields["summary"] = cut(first or self.made.fields["title"], SUMMARY)
            self.made.notes.append(Note("import summary made", self.made.fields["summary"]))

    def _quotes(self, blocks: Sequence[Block]) -> list[Block]:
        """Paragraphs without what an expert is quoted with, which becomes an opinion."""
        kept, quotations = without_quotations(blocks)
        for quotation in quotations:
            opinion = {
                "text": quotation.text,
                "role": cut(quotation.role, 120),
                "organisation": cut(quotation.organisation, 160),
            }
            if published := self.made.fields.get("published"):
                opinion["date"] = published
            self.made.fields.setdefault("opinions", []).append(opinion)
            self.made.notes.append(Note("import person left out", quotation.announced))
        return kept

    def _resources(self) -> None:
        text = self._text("resources")
        if text:
            resources, years = resources_of(text)
            self.made.fields["resources"] = resources
            self.made.notes += [Note("import a year", one) for one in years]
            self.made.unplaced += unsure_sums_in(text)
            if len(text) > len(resources["text"]):
                self.made.unplaced.append(text)

    def _time(self) -> None:
        for key in ("start", "end", "timescale"):
            text = self._text(key)
            names = ("start", "end") if key == "timescale" else (key,)
            days = [day.written for day in dates_in(text)]
            one_is_one = len(days) <= len(names) and not unsure_dates_in(text)
            if len(days) == 1 and _UNTIL.search(text):
                names = ("end",)
            if not (one_is_one and only_dates(text)):
                self.made.unplaced.append(text)
            for name, day in zip(names, days, strict=False) if one_is_one else ():
                self._set(name, day, text)

    def _opinions(self) -> None:
        text = self._text("opinions")
        where, role = self._lines("opinion_organisation"), self._lines("opinion_role")
        if text and where:
            opinion = {"text": cut(text, OPINION), "organisation": cut(where[0], 160)}
            if role:
                opinion["role"] = cut(role[0], 120)
            if len(text) > OPINION:
                self.made.unplaced.append(text)
            self.made.unplaced += [*where[1:], *role[1:]]
            self.made.fields.setdefault("opinions", []).append(opinion)
            self.made.notes.append(Note("import opinion", opinion["organisation"]))
        else:
            self.made.unplaced += [left for left in (text, *where, *role) if left]
            if text:
                self.made.notes.append(Note("import opinion whose"))

    def _lines(self, section: str) -> list[str]:
        return [block.text for block in self._take(section)]

    def _owner(self) -> None:
        owner: dict[str, str] = {}
        for block in [*self._take("organisation"), *self._take("owner")]:
            country = country_called(block.text)
            if not owner:
                owner["organisation"] = cut(block.text, 160)
            elif country and "country" not in owner:
                owner["country"] = country
            elif "region" not in owner and len(block.text) <= 120:
                owner["region"] = block.text
            else:
                self.made.unplaced.append(block.text)
            if link := next((url for _, url in block.links), ""):
                owner.setdefault("link", link)
        for block in self._take("contact"):
            text = block.text
            if owner and "contact" not in owner and not _MAIL.search(text) and not _PHONE.search(text):
                owner["contact"] = cut(text, 120)
                self.made.notes.append(Note("import contact", text))
            else:
                self.made.unplaced.append(text)
        if owner.get("country"):
            self.made.fields.setdefault("country", owner["country"])
        if owner:
            self.made.fields["owner"] = owner

    def _facts(self) -> None:
        made = self.made
        for key in ("level", "country", "region", "location", "project", "published", "topics"):
            text = self._text(key)
            if not text:
                continue
            line = " ".join(text.split())
            if key == "level":
                ticked = re.search(r"[☒☑✓✔🗹]\s*(\w+)", line)
                value = LEVELS.get((ticked[1] if ticked else line).casefold(), "")
            elif key == "country":
                value = country_called(line)
            elif key == "region":
                value = line if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{0,3}", line) else ""
                if not value and "location" not in self.sections and len(line) <= 120:
                    made.fields.setdefault("location", line)
                    continue
            elif key == "published":
                value = self._published(line)
            elif key == "topics":
                value = ""  # Whether a word of theirs is one of ours is for a person to say.
            else:
                value = line if len(line) <= {"location": 120, "project": 160}[key] else ""
            if value:
                self._set(key, value, f"{key}: {line}")
            else:
                made.unplaced.append(f"{key}: {line}")
        if "country" not in made.fields:
            made.fields["country"] = self.country
            made.notes.append(Note("import country", self.country))

    def _further(self) -> None:
        links: list[dict[str, str]] = []
        for block in self._take("further_information"):
            found = [*block.links, *((url, url) for url in _URL.findall(block.text))]
            if not found or len(block.text) > sum(len(title) for title, _ in found) + 3:
                self.made.unplaced.append(block.text)
            for title, url in found:
                if url not in [link["url"] for link in links]:
                    links.append({"title": cut(title, 80), "url": url})
        if links:
            self.made.fields["further_information"] = links
        elif any(field_called(block.text, True) == "further_information" for block in self.read.blocks):
            self.made.notes.append(Note("import no address"))

    def _evidence(self) -> None:
        made = self.made
        title, published = made.fields["title"], made.fields.get("published", "")
        source = {"title": title, **({"date": published} if published else {})}
        made.fields["sources"] = [source]
        text = self._text("evidence")
        if not text:
            return
        dated = {"date": published, "date_is": "source"} if published else {}
        made.fields["evidence"] = [
            {"source": title, **dated, "text": part} for part in parts(text, ONE_FINDING)
        ]
        figures = figures_in(text)
        if figures:
            made.notes.append(Note("import figures", "; ".join(figures)))

    def _rest(self) -> None:
        for blocks in self.sections.values():
            self.made.unplaced += [block.text for block in blocks]
        self.made.fields = {key: value for key, value in self.made.fields.items() if value}
