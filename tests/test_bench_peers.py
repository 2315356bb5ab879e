"""The benchmark's other generators make what ours makes, or what we say they do; and what is measured happens."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.bench import growing, programs
from tests.bench.eleventy_form import write_eleventy_site
from tests.bench.hugo_form import write_hugo_sites
from tests.bench.kinds import weights
from tests.bench.markdown_form import write_markdown_site
from tests.bench.measuring import run
from tests.bench.network import TODAY, Network, make_network
from tests.bench.picture_trials import cards, photos
from tests.bench.serve_trials import served
from tests.bench.talkoot_form import URL, write_repository
from tests.bench.trials import COLD, ENVIRONMENT, KEPT, STANDING

from talkoot.build import build, examine

pytestmark = pytest.mark.everywhere

SIZE = 200


@pytest.fixture(scope="module")
def network() -> Network:
    return make_network(SIZE)


@pytest.fixture(scope="module")
def sites(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """What Talkoot and Eleventy make of the same network."""
    root = tmp_path_factory.mktemp("alike")
    write_repository(network, root / "network", ["en"])
    examined = examine(root / "network", TODAY)
    build(root / "network", root / "talkoot", examined, url=URL, search=False, pictures=False)
    write_eleventy_site(network, root / "network", root / "sources", URL)
    run(programs.eleventy(root / "eleventy"), ENVIRONMENT, root / "sources")
    return {name: root / name for name in ("network", "talkoot", "eleventy")}


def test_eleventy_writes_as_many_files_of_every_kind_as_talkoot(sites: Mapping[str, Path]) -> None:
    ours, theirs = (
        {kind: it.files for kind, it in weights(sites[side]).items()} for side in ("talkoot", "eleventy")
    )

    assert theirs == ours


def test_eleventy_s_files_of_every_kind_weigh_as_much_as_talkoot_s(sites: Mapping[str, Path]) -> None:
    ours, theirs = weights(sites["talkoot"]), weights(sites["eleventy"])

    shares = {kind: round(theirs[kind].bytes / max(1, ours[kind].bytes), 2) for kind in ours}

    assert {kind: share for kind, share in shares.items() if ours[kind].bytes and abs(share - 1) > 0.1} == {}


def test_links_in_eleventy_s_pages_lead_to_what_it_wrote(sites: Mapping[str, Path]) -> None:
    site = sites["eleventy"]
    astray = set()
    for page in site.rglob("*.html"):
        for address in re.findall(r' href="([^"#?:]+)["#?]', page.read_text()):
            led = site / address.lstrip("/") if address.startswith("/") else page.parent / address
            if not (led / "index.html" if address.endswith("/") else led).exists():
                astray.add(address.rpartition("/")[2])

    assert astray <= {"sheet.pdf", "interreg-europe.docx"}, "papers are made with the pictures, left out here"


@pytest.mark.parametrize("program", ["mkdocs", "zensical"])
def test_material_makes_a_page_of_every_record_and_every_link_leads_somewhere(
    network: Network, tmp_path: Path, program: str
) -> None:
    write_markdown_site(network, tmp_path)
    site = tmp_path / "site"
    command = programs.zensical() if program == "zensical" else programs.mkdocs("mkdocs.yml", site)

    run([*command, "--strict"], ENVIRONMENT, tmp_path)

    written = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {f"{section}/{record.id}" for section, kept in network.kinds.items() for record in kept} <= written
    assert "members/page/2" in written
    assert [*site.rglob("search*.json")]


def test_pagefind_reads_the_records_of_hugo_s_and_eleventy_s_sites_and_no_forms(
    network: Network, sites: Mapping[str, Path], tmp_path: Path
) -> None:
    write_hugo_sites(network, sites["network"], tmp_path / "files", tmp_path / "data")
    hugo = programs.hugo(tmp_path / "data", tmp_path / "hugo")
    indexed = {}
    for site, command in ((tmp_path / "hugo", hugo), (sites["eleventy"], ("true",))):
        said = run(programs.with_pagefind(command, site), ENVIRONMENT)
        indexed[site] = int(re.findall(r"Indexed (\d+) pages", said.told)[0])

    assert len({*indexed.values()}) == 1
    assert SIZE < max(indexed.values()) < SIZE * 1.3


def test_an_edit_is_seen_in_serve_and_in_a_browser(tmp_path: Path) -> None:
    write_repository(make_network(20), tmp_path, ["en"])

    with ThreadPoolExecutor(1) as pool:  # another test's browser may be at work in this thread
        rebuilt, screen = pool.submit(served, tmp_path, 2).result()

    assert len(rebuilt.walls) == len(screen.walls) == 2
    assert all(0 < published < seen for published, seen in zip(rebuilt.walls, screen.walls, strict=True))


def test_pictures_are_made_once_and_then_kept(tmp_path: Path) -> None:
    for outcomes in (cards(20, tmp_path, 1), photos(3, tmp_path)):
        told = {each.who: each for each in outcomes}

        assert told[COLD].more["made_anew"] >= 3
        assert told[KEPT].more["made_anew"] == told[STANDING].more["made_anew"] == 0
        assert told[KEPT].written.files == told[COLD].written.files
        assert told[STANDING].written.files == 0


def test_a_hub_finds_every_record_of_every_region(tmp_path: Path) -> None:
    told = growing.regions(2, 50, tmp_path)

    assert told["hub_records"] == 2 * 50
    assert told["hub_index_mb"] > 0
    assert told["pages"] > told["hub_records"]


def test_shards_hold_all_records_between_them(tmp_path: Path) -> None:
    told = growing.shards(2, 100, tmp_path)

    assert told["lists"] == 2 * 90 // 60
    assert told["files"] > 2 * 100
    assert told["peak_mb"] > 10
