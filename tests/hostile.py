"""Texts of attackers → a network that holds them everywhere, and what of a page would run if one got through.

The vectors are those of DOMPurify's tests and of OWASP's cheat sheet, where ../shared/corpora/ is there, and
some of our own: for Markdown, for YAML, for our slots and templates.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from built import FULL, TODAY, BuiltPage, copy_of, site_of

from talkoot.build import examine
from talkoot.kept import Kept
from talkoot.outputs import Site
from talkoot.records import RECORD_KINDS, NetworkRecord
from talkoot.records.fields import Group, LinkTo, Picture, Prose, Term, Text, Web
from talkoot.records.fields.texts import on_one_line
from talkoot.records.record import Field, Part, Record, body_field, fields

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
COLLECTIONS = ("xss-dompurify.json", "xss-owasp.md")
ABSENT = f"the collections of vectors are not there: {CORPORA}"

OWN = (
    "<script>window.xss = 1; alert(1)</script>",
    "</title></textarea></style></script><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    '[x](https://e.example/"onmouseover="alert(1))',
    "[x](https://e.example 'x\" onmouseover=\"alert(1)')",
    "<javascript:alert(1)>",
    "<data:text/html,alert(1)>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://e.example/x.png "x" onerror="alert(1)")',
    '![x](https://e.example/x.png" onerror="alert(1))',
    "[x]\n\n[x]: javascript:alert(1)",
    "- [x] <img src=x onerror=alert(1)>",
    "| <img src=x onerror=alert(1)> |\n| --- |\n| [x](javascript:alert(1)) |",
    "```html <img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```",
    '``` x" onmouseover="alert(1)\n```',
    "# <img src=x onerror=alert(1)>",
    "## x {#y onclick=alert(1)}",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "<h2 id=x onclick=alert(1)>x</h2>",
    "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{{ config.extra }} [[counts]] [[next-meeting]]",
    "<!-- written text --><script>alert(1)</script><!-- /written text -->",
    "\ue000content\ue001\ue002<script>alert(1)</script>\ue003",
    "<svg/onload=alert(1)>",
    "<math><mtext></p><script>alert(1)</script>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><button formaction=javascript:alert(1)>x</button></form>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<img src=https://evil.example/x.png srcset='https://evil.example/y.png 2x'>",
    "\u202e<script>alert(1)</script>",
    "https://e.example/?<script>alert(1)</script>",
    "javascript:alert(1)//https://e.example",
    "mailto:x@e.example?subject=<script>alert(1)</script>",
    "www.e.example/<img/src/onerror=alert(1)>",
    "--- \n---\n<script>alert(1)</script>",
)


@cache
def collected() -> tuple[str, ...]:
    """The vectors of the collections; blanks that a web page made unbreakable are tried both ways."""
    if not all((CORPORA / name).is_file() for name in COLLECTIONS):
        return ()
    purify: list[str] = json.loads((CORPORA / COLLECTIONS[0]).read_text(encoding="utf-8"))
    sheet = (CORPORA / COLLECTIONS[1]).read_text(encoding="utf-8")
    owasp = [text.strip("\n") for text in re.findall(r"^```[a-z]*\n(.*?)^```", sheet, re.M | re.S)]
    every = [*purify, *owasp, *(text.replace("\xa0", " ") for text in owasp)]
    return tuple(dict.fromkeys(text for text in every if text.strip()))


def vectors() -> tuple[str, ...]:
    """Every text to be tried."""
    return (*OWN, *collected())


# A network with a record of each kind for each vector, which stands in every text field it fits into.


def write_network(root: Path, tried: tuple[str, ...]) -> None:
    """Write at `root` a network in one language in which each vector stands in every text of every kind."""
    shutil.copytree(FULL, root, dirs_exist_ok=True)
    for model in RECORD_KINDS:
        shutil.rmtree(root / model.folder)
    for path in (*root.glob("content/*.fi.*"), *root.glob("content/*.sv.*"), root / "content/addresses.yml"):
        path.unlink()
    (root / "content/about.md").write_text("# About\n")
    for name in ("sectors", "offers", "themes", "topics", "places"):
        entries = {
            f"v{n}": {"label": {"en": short(text, 80)}}
            | ({"synonyms": {"en": [short(text, 80)]}} if n % 3 == 0 else {})
            for n, text in enumerate(tried)
            if is_writable(text)
        }
        (root / f"content/vocabularies/{name}.yml").write_text(as_yaml(entries), encoding="utf-8")
    network = {
        **part_of(NetworkRecord, Attack(0, tried[0])),
        "languages": ["en"],
        "groups": [
            {"id": f"v{n}", "name": short(text, 80)} | ({"summary": short(text, 160)} if n % 3 == 0 else {})
            for n, text in enumerate(tried)
            if is_writable(text)
        ],
    }
    (root / "content/network.yml").write_text(as_yaml(network), encoding="utf-8")
    for n, text in enumerate(tried):
        for model in RECORD_KINDS:
            write_record(root, model, Attack(n, text))


@dataclass(frozen=True)
class Attack:
    """A vector and its number, which names the records that hold it."""

    n: int
    text: str


def write_record(root: Path, model: type[Record], attack: Attack) -> None:
    """One record with one vector; a picture beside it."""
    folder = root / model.folder / f"v{attack.n}"
    folder.mkdir(parents=True)
    data = part_of(model, attack)
    body = body_field(model)
    text = data.pop(body.key, "") if body else ""
    written = as_yaml(data)
    (folder / model.file).write_text(f"---\n{written}---\n{text}\n" if body else written, encoding="utf-8")
    shutil.copy(FULL / "members/hirsi-ja-hopea/logo.png", folder / "picture.png")


def part_of(model: type[Part], attack: Attack) -> dict[str, Any]:
    """Every field of `model`: a text is the vector, all else is what the declaration gives as an example."""
    # The last two would make each practice a copy of itself.
    skipped = {"left_on", "written_in", "editors", "copied_from", "became"}
    return {
        declared.key: [value] if declared.many else value
        for declared in fields(model)
        if declared.key not in skipped
        for value in [value_of(declared, attack)]
    }


def value_of(declared: Field, attack: Attack) -> Any:
    kind = declared.kind
    if isinstance(kind, Group):
        assert declared.part
        return part_of(declared.part, attack)
    if isinstance(kind, Prose):
        return attack.text[: kind.max]
    if isinstance(kind, Text):
        return short(attack.text, kind.max)
    if isinstance(kind, Term):
        return short(attack.text, kind.max) if kind.own_words else f"v{attack.n}"
    if isinstance(kind, LinkTo):
        return f"v{attack.n}"
    if isinstance(kind, Picture):
        return "picture.png"
    if isinstance(kind, Web):
        # What is left of the vector where an address is checked; whole ones are tried by themselves.
        return "https://e.example/?" + re.sub(r'[\s<>"\\]', "", attack.text)[:300]
    return "yes" if declared.key in ("agreed", "willing") else kind.example


def short(text: str, most: int) -> str:
    """What fits into `most` characters; never nothing."""
    return text.strip()[:most].strip() or "x"


def is_writable(text: str) -> bool:
    """Whether a source may hold the text at all."""
    from talkoot.sources.characters import FORBIDDEN

    return not FORBIDDEN.search(text)


def as_yaml(data: dict[str, Any]) -> str:
    """`data` as YAML that any reader takes for the same: every text in quotes, what is not ASCII escaped."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in data.items())


# The full network with a dozen vectors at once in each of its texts, put there past every check.


def bundles() -> list[str]:
    """All vectors that a source may hold, by the dozen."""
    writable = [text for text in vectors() if is_writable(text)]
    return ["\n".join(writable[n : n + 12]) for n in range(0, len(writable), 12)]


def site_past_checks(root: Path) -> Site:
    """The site of a network that has a record of each kind for each bundle, in every text it holds.

    It stands in the translations, the vocabularies and the titles of hand-written pages too.
    """
    copy_of(FULL, root)
    examined = examine(root, TODAY)
    network = examined.network
    assert network
    told = bundles()
    turn = cycle(told)

    def next_one(_: str) -> str:
        return next(turn)

    kinds = {}
    for kind, of_kind in network.kinds.items():
        richest = max(of_kind.values(), key=lambda kept: len(str(kept.record)))
        own = {id_: holding(kept, next_one) for id_, kept in of_kind.items()}
        kinds[kind] = own | {
            f"v{n}": holding(replace(richest, id=f"v{n}"), text) for n, text in enumerate(told)
        }
    vocabularies = {
        name: {id_: everywhere(entry, next_one) for id_, entry in entries.items()}
        for name, entries in network.vocabularies.items()
    }
    attacked = replace(
        network, about=holding(network.about, next_one), kinds=kinds, vocabularies=vocabularies
    )
    pages = {
        f"content/page-{n}.md": f"---\ntitle: {json.dumps(text)}\ndescription: {json.dumps(text)}\n---\nText\n"
        for n, text in enumerate(told)
    }
    return site_of(root, replace(examined, network=attacked, texts={**examined.texts, **pages}))


def holding(kept: Kept[Any], text: str | Callable[[str], str]) -> Kept[Any]:
    """A record with `text` in place of all it says, in every language it is told in."""
    translations = {
        code: replace(there, part=everywhere(there.part, text)) for code, there in kept.translations.items()
    }
    return replace(kept, record=everywhere(kept.record, text), translations=translations)


def everywhere(part: Part, text: str | Callable[[str], str]) -> Any:
    """`part` with `text` in place of every text in it."""
    put: dict[str, Any] = {}
    for declared in fields(type(part)):
        value = getattr(part, declared.key)
        if not value:
            continue
        items = value if declared.many else (value,)
        if declared.part is not None:
            told = [everywhere(item, text) for item in items]
        elif isinstance(declared.kind, Text) or (isinstance(declared.kind, Term) and declared.kind.own_words):
            told = [text if isinstance(text, str) else text(item) for item in items]
            if not isinstance(declared.kind, Prose):
                told = [on_one_line(item) for item in told]
        else:
            continue
        put[declared.key] = tuple(told) if declared.many else told[0]
    return part.model_copy(update=put)


# What would run.

NEVER = {
    *("iframe", "object", "embed", "applet", "frame", "frameset", "base", "math", "style", "portal"),
    *("animate", "set", "animatetransform", "foreignobject", "foreignObject", "use", "handler", "xml"),
    *("video", "audio", "source", "track", "marquee", "isindex", "plaintext", "xmp", "noembed", "bgsound"),
}
ADDRESSES = {
    *("href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "cite"),
    *("longdesc", "manifest", "ping", "profile", "usemap", "code", "codebase", "archive", "dynsrc", "lowsrc"),
    *("{http://www.w3.org/1999/xlink}href", "from", "to", "values"),
}
SCHEMES = {"http", "https", "mailto", "tel", "webcal"}
DATA = {"application/json", "application/ld+json"}
OURS = re.compile(r"(/|/portal/|(\.\./|\./)*)assets/[a-z]+\.[0-9a-f]{10}(/[a-z-]+)*\.js")
LOADED = {"icon", "stylesheet", "modulepreload", "preload"}
RELATIONS = {*LOADED, "canonical", "alternate"}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """The scheme of an address as browsers read it (WHATWG URL Standard): blanks and controls left aside."""
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33)))))
    return found[1].lower() if found else ""


def live_in(page: BuiltPage) -> list[str]:
    """Everything of a page that would run, load or lead where its author may not."""
    return [f"{page.path}: {found}" for element in page.elements for found in live_at(element)]


def live_at(element: Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag.rpartition("}")[2].lower() in NEVER:
        yield f"<{tag}>"
    if tag == "script" and element.get("type") in DATA:
        json.loads(element.text or "")  # no browser runs it; it must be whole all the same
    elif tag == "script" and ((element.text or "").strip() or not OURS.fullmatch(element.get("src") or "")):
        yield f"<script>{element.text or element.get('src')}"
    if tag == "link" and element.get("rel") not in RELATIONS:
        yield f"<link rel={element.get('rel')}>"
    led_on = re.fullmatch(r"0; url=(\.\./)+[a-z]+/[a-z0-9-]+/", element.get("content") or "")
    if tag == "meta" and element.get("http-equiv") not in (None, "Content-Security-Policy") and not led_on:
        yield f"<meta http-equiv={element.get('http-equiv')}>"
    for key, value in element.attrib.items():
        name = key.lower()
        if (
            name.startswith("on")
            or name in ("style", "srcdoc")
            or (name in ADDRESSES and scheme_of(value) not in (*SCHEMES, ""))
        ):
            yield f"<{tag} {key}={value}>"
        elif name in ("src", "srcset", "action", "formaction", "data", "poster") and (
            scheme_of(value) or value.lstrip().startswith(("//", "\\"))
        ):
            yield f"<{tag} {key}={value}> loads from elsewhere"
    if tag == "link" and element.get("rel") in LOADED and scheme_of(element.get("href") or ""):
        yield f"<link href={element.get('href')}>"
