"""Whatever attackers write into whatever field: no page holds a live script, handler or script address."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import hostile
import html5lib
import pytest
from built import FULL, TODAY, BuiltPage, copy_of, page_of, pages_of, site_of
from hostile import ABSENT, bundles, collected, everywhere, live_in, scheme_of, site_past_checks, vectors
from pydantic_core import PydanticCustomError

from talkoot.build import examine
from talkoot.outputs import File, Site
from talkoot.outputs.prose import ATTRIBUTES, SCHEMES, TAGS, prose
from talkoot.parallel import in_parallel
from talkoot.records.fields import Email, Pattern, Phone, Picture, Web
from talkoot.records.vocabulary import Addresses


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a network with every vector in every text of every kind, as a draft."""
    root = tmp_path_factory.mktemp("attacked")
    hostile.write_network(root, vectors())
    return site_of(root, examine(root, TODAY, draft=True))


def live_on(pages: list[File]) -> list[str]:
    """What is live on any of the pages; of those that differ in nothing but plain text one is looked at."""

    def look(part: Sequence[File]) -> list[str]:
        shapes = {shape(page): page for page in map(page_of, part)}
        return [found for page in shapes.values() for found in live_in(page)]

    return [found for part in in_parallel(look, pages, 2) for found in part]


def shape(page: BuiltPage) -> str:
    """The page without the text between its tags and in quotes, and without its records' numbers."""
    quoted = r' (content|alt|title|aria-label|placeholder|value)="[^"]*"'
    return re.sub(r"\bv\d+\b", "v", re.sub(r">[^<]*<", "><", re.sub(quoted, r" \1", page.html)))


def test_the_collections_of_vectors_are_tried_too() -> None:
    if not collected():
        pytest.skip(ABSENT)

    assert len(collected()) > 330


def test_no_vector_lives_in_any_page(attacked: Site) -> None:
    pages = pages_of(attacked)

    assert live_on(pages) == []
    assert len(pages) > 5 * len(vectors()) * 0.9


def test_most_vectors_do_reach_the_pages_as_text(attacked: Site) -> None:
    shown = {kind: len(of_kind) for kind, of_kind in attacked.network.kinds.items()}
    (page,) = [page_of(file) for file in pages_of(attacked) if file.path == "members/v0/index.html"]

    assert all(count > len(vectors()) * 0.9 for count in shown.values()), shown
    assert "<script>window.xss = 1; alert(1)</script>" in page.text


def test_what_is_left_out_is_left_out_for_its_characters(attacked: Site) -> None:
    problems = [p for p in examine(attacked.root, TODAY).problems if p.severity == "problem"]

    assert {problem.code for problem in problems} == {"character-not-allowed"}


def test_no_vector_lives_in_another_language_even_past_the_checks(tmp_path: Path) -> None:
    pages = [page for page in pages_of(site_past_checks(tmp_path)) if page.path.startswith("fi/")]

    assert live_on(pages) == []
    assert len(pages) > 3 * len(bundles())


def test_no_vector_lives_in_the_network_s_own_words(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path)
    examined = examine(root, TODAY)
    assert examined.network
    every = "\n".join(bundles())
    told = everywhere(examined.network.about.record, lambda _: every).model_copy(
        update={"languages": ("en",)}
    )
    about = replace(examined.network.about, record=told, translations={})
    nobody: dict[str, Any] = {kind: {} for kind in examined.network.kinds}
    network = replace(examined.network, about=about, kinds=nobody, addresses=Addresses(), vocabularies={})
    texts = {"content/index.md": "# Home\n\n[[groups]]\n", "mkdocs.yml": "nav:\n  - members/\n"}

    site = site_of(root, replace(examined, network=network, texts=texts))
    pages = {file.path: file for file in pages_of(site)}
    groups = pages["groups/index.html"]

    assert live_on([groups, pages["members/index.html"], pages["index.html"], pages["404.html"]]) == []
    assert "window.xss = 1" in page_of(groups).text


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
