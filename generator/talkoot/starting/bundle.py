"""What those without git take along: a portal to fill in, a file of answers, blank forms, the checklist.

The zip is made when a network that tells its own practice is built, and nothing waits for Copier there: Jinja
alone fills the same template.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from talkoot.editing.questions import questions
from talkoot.editing.scalars import entry, scalar
from talkoot.languages import words
from talkoot.markdown import to_html
from talkoot.outputs.word import FIRST_DAY, Paragraph, docx
from talkoot.records.record import fields
from talkoot.sources.documents import Document
from talkoot.sources.strict_yaml import read_keys
from talkoot.starting.answers import KIND, Answers, check_answers
from talkoot.starting.checklist import SOMEWHERE, as_html, checklist
from talkoot.starting.filling import address, beside_the_template, parts, values
from talkoot.starting.list import LIST, digest, written_list
from talkoot.starting.making import made_files

FORMS = ("member", "meeting", "practice", "adoption")

SOME_DAY = date(2026, 1, 1)
"""No record is in a portal to fill in, so it is the same on every day."""


def bundle(languages: Sequence[str], copied: Mapping[str, str], package: str) -> bytes:
    """The zip, in the first of `languages`; the same, byte for byte, whenever it is made of the same.

    `copied` names the network whose practice it is, and the practice's page where that has an address.
    """
    language = languages[0]
    told = answers_file(languages, copied, package)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        held: dict[str, bytes] = {
            "answers.yml": told.encode(),
            "checklist.html": _page(language).encode(),
            **{f"forms/{kind}.docx": blank_form(kind, language) for kind in FORMS},
        }
        portal = whole_portal(answers_of(told), package)
        held |= {f"portal/{path}": text.encode() for path, text in portal.items()}
        for path, content in sorted(held.items()):
            about = ZipInfo(path, FIRST_DAY)
            about.external_attr = 0o644 << 16
            packed.writestr(about, content, ZIP_DEFLATED)
    return out.getvalue()


def answers_file(languages: Sequence[str], copied: Mapping[str, str], package: str) -> str:
    """A file of answers with gaps to fill in, which `talkoot start --answers` takes as it is."""
    said = words(languages[0])
    blank = said.entries["starting"]
    filled = {
        "languages": list(languages),
        "name": blank["blank name"],
        "host_organisation": blank["blank host"],
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "groups": [{"name": blank["blank group"]}],
        "email": "coordinator@example.org",
        "repository": SOMEWHERE[0],
        "copied_from": dict(copied),
        **({"talkoot": package} if "@" in package else {}),
    }
    lines = [f"# {blank['start again']}", f"# {blank['start get'].format(package=package)}"]
    for declared in fields(Answers):
        help_ = said.field_help(KIND, (declared.key,))
        title = said.field_title(KIND, (declared.key,))
        lines += ["", f"# {title} – {help_}" if help_ else f"# {title}"]
        if declared.key in filled:
            lines += entry(declared.key, filled[declared.key], 0, Answers)
        elif declared.part is None:
            value = Answers.model_fields[declared.key].default or declared.kind.example
            lines.append(f"# {declared.key}: {scalar(value)}")
    return "\n".join(lines) + "\n"


def answers_of(text: str) -> Answers:
    """What a file of answers holds that we wrote ourselves."""
    answers, problems = check_answers(Document(Answers.file, KIND, KIND, "", read_keys(text), "", 0, text))
    if answers is None:
        raise ValueError(f"our own answers are not right: {problems[:3]}")
    return answers


def whole_portal(answers: Answers, package: str) -> dict[str, str]:
    """Path → text of every file of a new portal: its own, those that are made, and the list of these."""
    from talkoot.build import examine

    own = own_files(answers, package)
    with TemporaryDirectory() as folder:
        for path, text in own.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8", newline="\n")
        network = examine(Path(folder), SOME_DAY, published=frozenset()).network
    assert network is not None
    made = made_files(network, address(answers))
    return {**own, **made, LIST: written_list({path: digest(text) for path, text in made.items()})}


def own_files(answers: Answers, package: str) -> dict[str, str]:
    """Path → text of the network's own files: what Copier makes of the same template."""
    from jinja2 import Environment, StrictUndefined

    jinja = Environment(keep_trailing_newline=True, undefined=StrictUndefined)
    own: dict[str, str] = {}
    for part, language in parts(answers):
        gaps = values(answers, language, package)
        for path, text in _below(files("talkoot.starting") / "template" / part):
            name = jinja.from_string(path).render(gaps)
            is_template = name.endswith(".jinja")
            own[name.removesuffix(".jinja")] = jinja.from_string(text).render(gaps) if is_template else text
    return own | beside_the_template(answers)


def _below(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for entry_ in folder.iterdir():
        if entry_.is_dir():
            yield from _below(entry_, f"{above}{entry_.name}/")
        else:
            yield f"{above}{entry_.name}", entry_.read_text(encoding="utf-8")


def blank_form(kind: str, language: str) -> bytes:
    """Every question of the form of a `kind` of record as a Word document, room below each."""
    said = words(language)
    title = str(said.entries["editing"][f"form {kind} name"])
    body = [Paragraph(title, "Title"), Paragraph(str(said.entries["starting"]["blank form"]))]
    for question in questions(kind, (), language):
        body.append(Paragraph(question.heading, "Heading 2"))
        if question.field and (help_ := said.field_help(kind, question.path)):
            body.append(Paragraph(help_, "Subtitle"))
        body.append(Paragraph(""))
    return docx(body, title, language)


def _page(language: str) -> str:
    """The checklist as a page that any browser opens from a folder."""
    told = words(language).entries["starting"]
    without = f"<h2>{escape(told['without git'])}</h2>\n{to_html(told['without git text'])}"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(told['checklist'])}</title>\n"
        "<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
        "li{margin-block:1rem}code{overflow-wrap:anywhere}</style>\n"
        f"<h1>{escape(told['checklist'])}</h1>\n<p>{escape(told['checklist lede'])}</p>\n{without}"
        f"{as_html(checklist(language))}\n</html>\n"
    )
