"""From a new folder to a public address: the steps, as a terminal or a page shows them."""

import re
from dataclasses import dataclass
from html import escape
from textwrap import fill

from talkoot.languages import words
from talkoot.markdown import to_html

STEPS = 11

SOMEWHERE = ("https://github.com/OWNER/NAME", "https://OWNER.github.io/NAME/")
"""A repository and an address, where nobody has chosen any yet."""


TEMPLATES = "monthly-meeting"
"""The practice that the template tells."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `text` is Markdown with code and emphasis alone."""

    title: str
    text: str


def checklist(
    language: str,
    repository: str = SOMEWHERE[0],
    address: str = SOMEWHERE[1],
    practice: str = TEMPLATES,
) -> tuple[Step, ...]:
    """Every step in `language`, for a portal kept in `repository` that will be at `address`.

    `practice` is the folder's name of the one it begins from.
    """
    told = words(language).entries["starting"]
    gaps = {"repository": repository.removesuffix("/"), "address": address, "practice": practice}
    return tuple(Step(told[f"step {n}"], told[f"step {n} text"].format(**gaps)) for n in range(1, STEPS + 1))


def as_markdown(steps: tuple[Step, ...], language: str) -> str:
    """A page with a box to tick for each step."""
    told = words(language).entries["starting"]
    ticks = [f"- [ ] **{n}. {step.title}.** {step.text}\n" for n, step in enumerate(steps, 1)]
    return "\n".join([f"# {told['checklist']}\n", f"{told['checklist lede']}\n", *ticks])


def as_text(steps: tuple[Step, ...]) -> str:
    """Lines for a terminal, a box before each step."""
    lines = []
    for n, step in enumerate(steps, 1):
        lines.append(f"  [ ] {n}. {step.title}")
        # Commands and addresses are copied from here: no line breaks within them.
        whole = re.sub("`[^`]*`", lambda code: code[0].replace(" ", "\0"), step.text.replace("*", ""))
        wrapped = fill(whole, 96, break_long_words=False, break_on_hyphens=False)
        lines += [f"        {line}" for line in wrapped.replace("\0", " ").splitlines()]
    return "\n".join(lines)


def as_html(steps: tuple[Step, ...]) -> str:
    """An ordered list."""
    items = (f"<li><strong>{escape(step.title)}</strong> {to_html(step.text)}</li>" for step in steps)
    return "<ol>\n" + "\n".join(items) + "\n</ol>"
