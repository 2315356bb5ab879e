"""Whatever attackers write into whatever field: no page holds a live script, handler or script address."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import hostile
import html5lib
import pytest
from built import FULL, TODAY, BuiltPage, BuiltSite, build_site, copy_of
from hostile import ABSENT, collected, live_in, scheme_of, vectors
from pydantic_core import PydanticCustomError

from talkoot.build import build, examine
from talkoot.outputs.prose import ATTRIBUTES, SCHEMES, TAGS, prose
from talkoot.parallel import in_parallel
from talkoot.records.fields import Email, Kind, Pattern, Phone, Picture, Term, Text, Web
from talkoot.records.record import Part, fields
from talkoot.records.vocabulary import Addresses


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A network with every vector in every text of every kind, built as a draft."""
    folder = tmp_path_factory.mktemp("attacked")
    hostile.write_network(folder / "network", vectors())
    return build_site(folder / "network", folder / "site", jobs=2, search=False)


def found_in(pages: list[BuiltPage]) -> list[str]:
    """What is live on any of the pages; of those that differ in nothing but plain text one is looked at."""
    shapes = {shape(page): page for page in pages}

    def look(part: Any) -> list[str]:
        return [found for page in part for found in live_in(page)]

    return [found for part in in_parallel(look, [*shapes.values()], 2) for found in part]


def shape(page: BuiltPage) -> str:
    """The page without the text between its tags, and without its records' numbers."""
    return re.sub(r"\bv\d+\b", "v", re.sub(r">[^<]*<", "><", page.html))


def test_the_collections_of_vectors_are_tried_too() -> None:
    if not collected():
        pytest.skip(ABSENT)

    assert len(collected()) > 330


def test_no_vector_lives_in_any_page(attacked: BuiltSite) -> None:
    assert found_in([*attacked.pages.values()]) == []
    assert len(attacked.pages) > 5 * len(vectors()) * 0.9


def test_most_vectors_do_reach_the_pages_as_text(attacked: BuiltSite) -> None:
    network = attacked.examined.network
    assert network

    shown = {kind: len(of_kind) for kind, of_kind in network.kinds.items()}

    # The others hold characters that no source may hold, or make Markdown of them that is told as a mistake.
    assert all(count > len(vectors()) * 0.9 for count in shown.values()), shown
    assert "<script>window.xss = 1; alert(1)</script>" in attacked.page("members/v0/").text


def test_what_is_left_out_is_left_out_for_what_it_holds(attacked: BuiltSite) -> None:
    codes = {problem.code for problem in attacked.examined.problems if problem.severity == "problem"}

    assert codes == {"character-not-allowed"}


def everywhere(part: Part, text: Any) -> Any:
    """`part` with `text(declared)` in place of every text it holds."""
    told: dict[str, Any] = {}
    for declared in fields(type(part)):
        value = getattr(part, declared.key)
        if not value:
            continue
        if declared.part is not None:
            told[declared.key] = (
                tuple(everywhere(item, text) for item in value) if declared.many else everywhere(value, text)
            )
        elif is_text(declared.kind):
            told[declared.key] = tuple(map(text, value)) if declared.many else text(value)
    return part.model_copy(update=told)


def is_text(kind: Kind) -> bool:
    return isinstance(kind, Text) or (isinstance(kind, Term) and kind.own_words)


def attacked_everywhere(root: Path, to: Path) -> BuiltSite:
    """The full network in its three languages with vectors in place of every text, past every check.

    Translations, vocabularies and titles of hand-written pages too.
    """
    examined = examine(root, TODAY)
    network = examined.network
    assert network
    bundles = Bundles(vectors())

    def turned(kept: Any, text: Any) -> Any:
        translations = {
            code: replace(there, part=everywhere(there.part, text))
            for code, there in kept.translations.items()
        }
        return replace(kept, record=everywhere(kept.record, text), translations=translations)

    vocabularies = {
        name: {id_: everywhere(entry, bundles.next) for id_, entry in entries.items()}
        for name, entries in network.vocabularies.items()
    }
    told = replace(
        network,
        about=turned(network.about, bundles.next),
        kinds={
            kind: {id_: turned(kept, bundles.next) for id_, kept in of_kind.items()}
            for kind, of_kind in network.kinds.items()
        },
        vocabularies=vocabularies,
    )
    titles = {
        f"content/page-{n}.md": f"---\ntitle: {hostile.json.dumps(bundle)}\ndescription: {hostile.json.dumps(bundle)}\n---\nText\n"
        for n, bundle in enumerate(bundles.all)
    }
    attacked = replace(examined, network=told, texts={**examined.texts, **titles})
    build(root, to, attacked, url="https://org.example/portal/", search=False)
    return BuiltSite(root, to, attacked)


class Bundles:
    """All vectors in bundles of a dozen, handed out in turn."""

    def __init__(self, tried: tuple[str, ...]) -> None:
        writable = [text for text in tried if hostile.is_writable(text)]
        self.all = ["\n".join(writable[n : n + 12]) for n in range(0, len(writable), 12)]
        self.given = 0

    def next(self, _: str) -> str:
        self.given += 1
        return self.all[self.given % len(self.all)]


def test_no_vector_lives_in_any_language_even_past_the_checks(tmp_path: Path) -> None:
    site = attacked_everywhere(copy_of(FULL, tmp_path / "network"), tmp_path / "site")

    assert found_in([*site.pages.values()]) == []
    assert len(site.pages) > 90


def test_no_vector_lives_in_the_network_s_own_words(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    examined = examine(root, TODAY)
    assert examined.network
    every = "\n".join(Bundles(vectors()).all)
    about = replace(
        examined.network.about,
        record=everywhere(examined.network.about.record, lambda _: every),
        translations={},
    )
    nobody: dict[str, Any] = {kind: {} for kind in examined.network.kinds}
    network = replace(examined.network, about=about, kinds=nobody, addresses=Addresses(), vocabularies={})
    texts = {"content/index.md": "# Home\n\n[[groups]]\n", "mkdocs.yml": "nav:\n  - members/\n"}

    build(root, tmp_path / "site", replace(examined, network=network, texts=texts), search=False)
    site = BuiltSite(root, tmp_path / "site", examined)

    assert (
        found_in([site.page("groups/"), site.page("members/"), site.page(""), site.pages["404.html"]]) == []
    )
    assert "window.xss = 1" in site.page("groups/").text


def test_prose_holds_only_what_it_may() -> None:
    wrong = set()
    for vector in vectors():
        for text in (vector, f"[x]({vector})", f"<{vector}>", f"![{vector}]({vector})", f"# {vector}"):
            fragment = html5lib.parseFragment(str(prose(text)), namespaceHTMLElements=False)
            for element in [each for each in fragment.iter() if each is not fragment]:
                allowed = ATTRIBUTES.get(str(element.tag), set()) | {"rel"}
                if element.tag not in TAGS or not {*element.attrib} <= allowed:
                    wrong.add((vector, element.tag, *element.attrib))
                if scheme_of(element.get("href") or "") not in (*SCHEMES, ""):
                    wrong.add((vector, element.get("href")))

    assert not wrong


def test_an_address_field_takes_nothing_but_an_address() -> None:
    taken = []
    for vector in vectors():
        for kind in (
            Web(""),
            Email(""),
            Phone(""),
            Picture(""),
            Pattern("", pattern="[0-9]{1,12}", code="x"),
        ):
            try:
                taken.append((kind, kind.read(vector.strip())))
            except PydanticCustomError:
                continue

    assert all(text.startswith(("https://", "http://")) for kind, text in taken if isinstance(kind, Web))
    assert all(re.fullmatch("[0-9]+", text) for kind, text in taken if not isinstance(kind, Web))
    assert not any(sign in text for _, text in taken for sign in '<>"\\ ')
