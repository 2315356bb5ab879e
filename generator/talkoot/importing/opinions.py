"""What stands in a file of an opinion → opinions, each with its own organisation, role and day."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from talkoot.importing.dates import dates_in, only_dates
from talkoot.importing.sections import Section
from talkoot.importing.texts import cut, joined

KEYS = {
    "opinions": ("text", 3000),
    "opinion_role": ("role", 120),
    "opinion_organisation": ("organisation", 160),
}
"""Section → its key in a record, and most characters there."""

SECTIONS = (*KEYS, "opinion_date")


@dataclass
class Opinions:
    """Opinions as a record has them, what found no place in them, and whether one is nobody's."""

    taken: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    nobodys: bool = False


def opinions_of(sections: Sequence[Section]) -> Opinions:
    """The opinions in `sections`: those of `SECTIONS` that have something, in the order of the file.

    What stands between two texts belongs to the first of them, unless that has it already.
    """
    groups: list[dict[str, Section]] = [{}]
    for section in sections:
        if section.called in groups[-1]:
            groups.append({})
        groups[-1][section.called] = section
    made = Opinions()
    for group in groups:
        _take(group, made)
    return made


def _take(group: dict[str, Section], made: Opinions) -> None:
    told: dict[str, str] = {}
    for called, section in group.items():
        lines = [block.text for block in section.blocks]
        told[called], *left = [joined(section.blocks)] if called == "opinions" else lines
        made.left += left
    if not {"opinions", "opinion_organisation"} <= told.keys():
        known = {value for opinion in made.taken for value in opinion.values()}
        made.left += [text for text in told.values() if text not in known]
        made.nobodys |= "opinions" in told
        return
    opinion: dict[str, str] = {}
    for called, (key, most) in KEYS.items():
        if called in told:
            opinion[key] = cut(told[called], most)
            made.left += [told[called]] if len(told[called]) > most else []
    day = told.get("opinion_date", "")
    days = [found.written for found in dates_in(day)]
    if len(days) == 1 and only_dates(day):
        opinion["date"] = days[0]
    elif day:
        made.left.append(day)
    if opinion not in made.taken:
        made.taken.append(opinion)
