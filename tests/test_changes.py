"""A build that makes only what has changed gives the same site as one that knows nothing, byte for byte."""

import shutil
import time
from pathlib import Path

import pytest
from built import FULL, TODAY, URL, copy_of, files_in
from edits import Editor, block
from tests.bench.network import make_network
from tests.bench.talkoot_form import write_repository

from talkoot.build import build, examine
from talkoot.inputs import survey
from talkoot.memory import Memory, place_of, recall

RECORDS = 150
"""Enough that listings have several pages."""


def many(root: Path) -> Path:
    """A made-up network in two languages."""
    write_repository(make_network(RECORDS), root, ["en", "fi"])
    return root


def rebuilt(root: Path, to: Path, before: Memory | None, told: str = "ordered") -> Memory | None:
    """What is known after a build of the site at `to`; None where the network can't be built."""
    files = survey(root, time.time_ns())
    examined = examine(root, TODAY, draft=True, files=files, before=before)
    if examined.network is None:
        return before
    return build(root, to, examined, url=URL, search=False, told=told, before=before).memory


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_in(site)}


def compare(network: Path, folder: Path, seed: int, edits: int) -> None:
    """Edit a network so often; after each edit the site must be the one that a first build makes."""
    editor, memory = Editor(network, seed), rebuilt(network, folder / "site", None)
    for number in range(edits):
        told = editor.edit()
        if number % 3 == 2:  # a command of its own knows what was kept
            memory = recall(network, place_of(network, folder / "site"))
            assert memory
        memory = rebuilt(network, folder / "site", memory)
        cold = folder / f"cold-{number}"

        rebuilt(network, cold, None)

        ours, theirs = bytes_of(folder / "site"), bytes_of(cold)
        differing = sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))
        assert not differing, f"edit {number} of seed {seed}, {told}: {differing[:8]}"
        shutil.rmtree(cold)


def test_after_any_edit_the_site_is_the_one_that_a_first_build_makes(tmp_path: Path) -> None:
    compare(copy_of(FULL, tmp_path / "network"), tmp_path, 1, 12)


def test_the_page_of_a_member_that_has_left_does_not_go_stale_when_another_comes(tmp_path: Path) -> None:
    network, site = many(tmp_path / "network"), tmp_path / "site"
    member(network, "first", "Aaa", offers="catering")
    member(network, "gone", "Zorn", needs="catering", left_on="2026-01-01", status="left")
    memory = rebuilt(network, site, None)
    member(network, "before-the-first", "Aa")

    rebuilt(network, site, memory)

    rebuilt(network, tmp_path / "cold", None)
    assert "Aaa" in (site / "members/gone/index.html").read_text(encoding="utf-8")
    assert bytes_of(site) == bytes_of(tmp_path / "cold")


def test_texts_with_line_ends_of_another_system_do_not_confuse_tables(tmp_path: Path) -> None:
    network, site = many(tmp_path / "network"), tmp_path / "site"
    member(network, "first", "Aaa", about='"One\\r\\n\\r\\nparagraph,\\r\\nand more"')
    memory = rebuilt(network, site, None)
    member(network, "second", "Bbb")
    memory = rebuilt(network, site, memory)
    member(network, "second", "Bbc")

    rebuilt(network, site, memory)

    rebuilt(network, tmp_path / "cold", None)
    assert bytes_of(site) == bytes_of(tmp_path / "cold")


def member(network: Path, id_: str, name: str, **others: str) -> None:
    """Write a member's file; a list is named by its one item."""
    some = next((network / "members").glob("*/member.yml")).read_text(encoding="utf-8")
    keys = {"name": name, "summary": "A firm of one.", "joined": "2020-01-01"} | others
    keys |= {key: block(some, key) or "" for key in ("group", "place", "sectors")}
    lines = [
        f"{key}: [{value}]" if key in ("offers", "needs") else f"{key}:{' ' * (value[0] != chr(10))}{value}"
        for key, value in keys.items()
    ]
    file = network / "members" / id_ / "member.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.everywhere
@pytest.mark.parametrize("seed", range(10))
def test_after_each_of_five_hundred_edits_the_site_is_right(tmp_path: Path, seed: int) -> None:
    network = tmp_path / "network"

    compare(many(network) if seed % 2 else copy_of(FULL, network), tmp_path, seed, 50)
