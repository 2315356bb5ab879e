"""The lines of a page or a form → a practice: each line in its field, or on the list of what found none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from talkoot.importing.amounts import unsure_sums_in
from talkoot.importing.blocks import Block, Read, bare_address, linked
from talkoot.importing.dates import dates_in, unsure_dates_in
from talkoot.importing.opinions import SECTIONS as OPINION_SECTIONS
from talkoot.importing.opinions import opinions_of
from talkoot.importing.quotations import without_quotations
from talkoot.importing.resources import sums_of
from talkoot.importing.sections import LONG, PROSE, UNKNOWN, Section, divide
from talkoot.importing.spans import goes_backward, span_in
from talkoot.importing.texts import country_called, cut, joined, parts, plain

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

TITLE, SUMMARY, ORGANISATION, LINE = 100, 160, 160, 120
RESOURCES = ONE_FINDING = 2000
"""Most characters of a title, a summary, an organisation and another line, of resources and of a finding."""

_PUBLISHED = re.compile(r"^(?:published on|julkaistu|publicerad|publiserad|date)\b:?\s*", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?<![\w€$£])\+?\(?\d[\d ()-]{6,}\d")
_URL = re.compile(r"https?://\S+[^\s.,;)]")
_ADDRESS = re.compile(r"\b[\w-]{2,}[.@][\w.-]*[a-z]{2,}")
"""What may be a page's address, or somebody's."""


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
        self.divided = divide(read.blocks)
        self.sections = [section for section in self.divided.sections if section.blocks]

    def sorted(self) -> Sorted:
        self._around()
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

    def _around(self) -> None:
        """What stands around the sections."""
        made, divided = self.made, self.divided
        made.around += self.read.around
        made.left_out += divided.left_out
        made.unplaced += divided.headings
        made.repeated = divided.repeated
        made.notes += [Note("import twice", heading) for heading in divided.twice]
        if self.read.pictures:
            made.notes.append(Note("import pictures", "; ".join(filter(None, self.read.pictures))))

    def _set(self, key: str, value: str, told: str) -> None:
        """A field, unless it has another value already: then what was told is on the list."""
        if self.made.fields.setdefault(key, value) != value:
            self.made.unplaced.append(told)

    def _has(self, called: str) -> bool:
        return any(section.called == called for section in self.sections)

    def _sections(self, *called: str) -> list[Section]:
        """Take the sections of a field, in the order of the file."""
        taken = [section for section in self.sections if section.called in called]
        self.sections = [section for section in self.sections if section.called not in called]
        return taken

    def _take(self, called: str) -> list[Block]:
        return [block for section in self._sections(called) for block in section.blocks]

    def _cut(self, text: str, most: int) -> str:
        """A line as short as its field takes it; the whole is on the list if it is longer."""
        if len(text) > most:
            self.made.unplaced.append(text)
        return cut(text, most)

    def _head(self) -> None:
        """Title, day, country and level from the lines before the first heading."""
        lines = self._take("")
        told, *others = [block.text for block in self._take("title")] or [""]
        self.made.unplaced += [other for other in others if other.casefold() != told.casefold()]
        kept: list[Block] = []
        for block in lines:
            if published := self._published(block.text):
                self._set("published", published, block.text)
            elif level := LEVELS.get(block.text.casefold()):
                self._set("level", level, block.text)
            elif len(block.text) < LONG and (country := country_called(block.text)):
                self._set("country", country, block.text)
            elif len(block.text) < LONG and (unsure_dates_in(block.text) or _PUBLISHED.match(block.text)):
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
        if kept and not self._has("description") and not self._has("problem_addressed"):
            self.sections.append(Section("description", kept))
        else:
            same = told.casefold()
            self.made.unplaced += [block.told for block in kept if block.text.casefold() != same]

    def _published(self, text: str) -> str:
        """The day of a line that tells when something came out, and little else."""
        bare = _PUBLISHED.sub("", text)
        found = next(dates_in(bare), None)
        if found is None or len(found.written) < 10 or "end" in span_in(bare)[0]:
            return ""
        rest = (bare[: found.start] + bare[found.end :]).strip(" .,:–-")
        if len(rest) > 20:
            return ""
        if rest:
            self.made.unplaced.append(rest)
        return found.written

    def _prose(self) -> None:
        summary = plain(self._take("summary"))
        if len(summary) > SUMMARY:
            self.made.notes.append(Note("import summary cut", summary))
            self.made.unplaced.append(summary)
            summary = cut(summary, SUMMARY)
        self.made.fields["summary"] = summary
        prose = {key: self._take(key) for key in PROSE}
        prose["description"] = self._quotes(prose["description"])
        self.made.fields |= {key: joined(blocks) for key, blocks in prose.items() if key != "description"}
        self.made.body = joined(prose["description"])
        if not summary:
            told = plain(prose["description"] or prose["problem_addressed"])
            first = re.split(r"(?<=[.!?])\s", " ".join(told.split()), maxsplit=1)[0]
            self.made.fields["summary"] = cut(first or self.made.fields["title"], SUMMARY)
            self.made.notes.append(Note("import summary made", self.made.fields["summary"]))

    def _quotes(self, blocks: Sequence[Block]) -> list[Block]:
        """Paragraphs without what an expert is quoted with, which becomes an opinion."""
        kept, quotations = without_quotations(blocks)
        for quotation in quotations:
            opinion = {
                "text": quotation.text,
                "role": self._cut(quotation.role, LINE),
                "organisation": self._cut(quotation.organisation, ORGANISATION),
            }
            if published := self.made.fields.get("published"):
                opinion["date"] = published
            self.made.fields.setdefault("opinions", []).append(opinion)
            self.made.notes.append(Note("import person left out", quotation.announced))
        return kept

    def _resources(self) -> None:
        if blocks := self._take("resources"):
            sums, years = sums_of(plain(blocks))
            self.made.fields["resources"] = {"text": self._cut(joined(blocks), RESOURCES), **sums}
            self.made.notes += [Note("import a year", one) for one in years]
            self.made.unplaced += unsure_sums_in(plain(blocks))

    def _time(self) -> None:
        fields = self.made.fields
        for section in self._sections("start", "end", "timescale"):
            called, text = section.called, plain(section.blocks)
            one = "" if called == "timescale" else called
            told = f"{called}: {text}" if one else text
            span, is_whole = span_in(text, one)
            if not is_whole:
                self.made.unplaced.append(told)
            for key, day in span.items():
                self._set(key, day, told)
        if {"start", "end"} <= fields.keys() and goes_backward(fields["start"], fields["end"]):
            self.made.unplaced += [f"{key}: {fields.pop(key)}" for key in ("start", "end")]

    def _opinions(self) -> None:
        opinions = opinions_of(self._sections(*OPINION_SECTIONS))
        self.made.unplaced += opinions.left
        if opinions.taken:
            self.made.fields.setdefault("opinions", []).extend(opinions.taken)
        self.made.notes += [Note("import opinion", opinion["organisation"]) for opinion in opinions.taken]
        if opinions.nobodys:
            self.made.notes.append(Note("import opinion whose"))

    def _owner(self) -> None:
        owner: dict[str, str] = {}
        sections = [*self._sections("organisation"), *self._sections("owner")]
        lines = sections[0].blocks if sections else []
        for block in lines:
            country = country_called(block.text)
            if not owner:
                owner["organisation"] = self._cut(block.text, ORGANISATION)
            elif country and "country" not in owner:
                owner["country"] = country
            elif "region" not in owner and len(block.text) <= LINE:
                owner["region"] = block.text
            else:
                self.made.unplaced.append(block.text)
            if link := next((url for _, url in block.links if _URL.fullmatch(url)), ""):
                owner.setdefault("link", link)
        told = {block.text for block in lines}
        others = [block.text for section in sections[1:] for block in section.blocks]
        self.made.unplaced += [other for other in others if other not in told]
        for block in self._take("contact"):
            text = block.text
            if owner and "contact" not in owner and not _MAIL.search(text) and not _PHONE.search(text):
                owner["contact"] = self._cut(text, LINE)
                self.made.notes.append(Note("import contact", text))
            else:
                self.made.unplaced.append(text)
        if owner:
            self.made.fields["owner"] = owner

    def _facts(self) -> None:
        for key in ("level", "country", "region", "location", "project", "published", "topics"):
            for block in self._take(key):
                line = " ".join(block.text.split())
                told = f"{key}: {line}"
                if value := self._fact(key, line):
                    self._set(key, value, told)
                elif key == "region" and not self._has("location") and len(line) <= LINE:
                    self._set("location", line, told)
                else:
                    self.made.unplaced.append(told)
        if country := self.made.fields.get("owner", {}).get("country"):
            self.made.fields.setdefault("country", country)
        if "country" not in self.made.fields:
            self.made.fields["country"] = self.country
            self.made.notes.append(Note("import country", self.country))

    def _fact(self, key: str, line: str) -> str:
        """A line as its field has it, or an empty text where it does not fit there."""
        if key == "level":
            ticked = re.findall(r"[☒☑✓✔🗹]\s*(\w+)", line) or [line]
            return LEVELS.get(ticked[0].casefold(), "") if len(ticked) == 1 else ""
        if key == "country":
            return country_called(line)
        if key == "region":
            return line if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{0,3}", line) else ""
        if key == "published":
            return self._published(line)
        if key == "topics":
            return ""  # Whether a word of theirs is one of ours is for a person to say.
        return line if len(line) <= {"location": LINE, "project": ORGANISATION}[key] else ""

    def _further(self) -> None:
        links: dict[str, str] = {}
        blocks = self._take("further_information")
        for block in blocks:
            found = [*block.links, *((url, url) for url in _URL.findall(block.text))]
            pages = [(title, url) for title, url in found if _URL.fullmatch(url)]
            if len(block.text) > sum(len(title) for title, _ in pages) + 3 * bool(pages):
                self.made.unplaced.append(block.told)
            for title, url in pages:
                links[url] = links.get(url) or self._cut(title, 80)
        if links:
            self.made.fields["further_information"] = [
                {"title": title, "url": url} for url, title in links.items()
            ]
        elif any(section.called == "further_information" for section in self.divided.sections) and not any(
            block.links or _ADDRESS.search(block.text) for block in blocks
        ):
            self.made.notes.append(Note("import no address"))

    def _evidence(self) -> None:
        made = self.made
        title, published = made.fields["title"], made.fields.get("published", "")
        source = {"title": title, **({"date": published} if published else {})}
        made.fields["sources"] = [source]
        blocks = self._take("evidence")
        if not blocks:
            return
        dated = {"date": published, "date_is": "source"} if published else {}
        made.fields["evidence"] = [
            {"source": title, **dated, "text": part} for part in parts(joined(blocks), ONE_FINDING)
        ]
        figures = figures_in(plain(blocks))
        if figures:
            made.notes.append(Note("import figures", "; ".join(figures)))

    def _rest(self) -> None:
        self.made.unplaced += [block.told for section in self.sections for block in section.blocks]
        self.made.unplaced += dict.fromkeys(
            linked(words, address)
            for block in self.read.blocks
            for words, address in block.links
            if not self._is_told(words, address)
        )
        self.made.fields = {key: value for key, value in self.made.fields.items() if value}

    def _is_told(self, words: str, address: str) -> bool:
        """Whether it is known where a link leads: by a value, in brackets after its words, or by these."""
        ways = (repr(address), f"({address})")
        return bare_address(address) in words or any(way in str(self.made) for way in ways)
