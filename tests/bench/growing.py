"""What is too large for one portal, tried: many regions with one hub, and one network cut into shards.

`python -m tests.bench.growing --regions 100 --records 1000 --shards 10 --shard-records 100000`
"""

import argparse
import gzip
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import programs
from tests.bench.how_fast import MEASURED
from tests.bench.measuring import peak_memory, run, written_in
from tests.bench.network import make_network
from tests.bench.talkoot_form import write_repository
from tests.bench.talkoot_trials import building
from tests.bench.trials import ENVIRONMENT, TALKOOT

PAGE = Path(__file__).with_name("growing.md")
BEGIN, END = "<!-- What was measured: python -m tests.bench.growing --write -->\n", "<!-- So far. -->\n"
KINDS = ("members", "meetings", "practices")
MILLION = 1_000_000
A_PAGE = 60

Told = dict[str, Any]


def regions(count: int, records: int, folder: Path) -> Told:
    """Build so many portals one after the other, keep of each only its open data, and make the hub of them."""
    seconds, processor, pages, size = [], [], 0, 0
    for number in range(count):
        root, site = folder / "region", folder / "sites/region/site"
        write_repository(make_network(records, seed=number), root, ["en"])
        ran = run(building(root, site, "--no-pictures"), ENVIRONMENT)
        seconds.append(ran.wall)
        processor.append(ran.processor)
        standing = written_in(site)
        pages += standing.pages
        size += standing.bytes
        shutil.copytree(site / "data/v1", folder / f"hub/{number}")
        shutil.rmtree(root)
        shutil.rmtree(site.parent)
    told: Told = {
        "regions": count,
        "records": records,
        "one_s": median(seconds),
        "slowest_s": max(seconds),
        "all_s": sum(seconds),
        "processor_s": sum(processor),
        "pages": pages,
        "site_mb": size / 1e6,
    }
    return told | hub(folder / "hub")


def hub(folder: Path) -> Told:
    """What a hub makes of the regions' open data: one directory of all records, and one search index."""
    began = time.perf_counter()
    rows: list[list[str]] = []
    slim = folder.parent / "slim"
    for region, kind, record in _gathered(folder):
        name, about = record.get("name", record.get("title", "")), record["summary"]
        rows.append([kind, region, record["id"], name, record.get("place", ""), *record.get("sectors", [])])
        page = slim / region / kind / f"{record['id']}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        lang = record["written_in"]
        page.write_text(
            f"<!doctype html><html lang={lang}><title>{escape(name)}</title><p>{escape(about)}</p>",
            encoding="utf-8",
        )
    read = sum(path.stat().st_size for path in folder.rglob("*.json"))
    directory = json.dumps(sorted(rows), ensure_ascii=False, separators=(",", ":")).encode()
    gathered = time.perf_counter() - began
    command = (programs.installed("pagefind_bin", "pagefind"), "--site", str(slim))
    indexed = run(command, ENVIRONMENT)
    index = written_in(slim / "pagefind")
    shutil.rmtree(slim)
    return {
        "hub_records": len(rows),
        "hub_reads_mb": read / 1e6,
        "hub_gathers_s": gathered,
        "hub_directory_mb": len(directory) / 1e6,
        "hub_directory_gz_mb": len(gzip.compress(directory)) / 1e6,
        "hub_index_s": indexed.wall,
        "hub_index_mb": index.bytes / 1e6,
        "hub_index_files": index.files,
    }


def _gathered(folder: Path) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Region, kind and record of all that the regions publish."""
    for region in sorted(folder.iterdir()):
        for kind in KINDS:
            for record in json.loads((region / f"{kind}.json").read_text(encoding="utf-8"))["records"]:
                yield region.name, kind, record


def shards(count: int, records: int, folder: Path) -> Told:
    """Build one network in so many parts, each as a job of its own, and join what only the whole can tell."""
    seconds, peaks, size, files = [], [], 0, 0
    names: list[tuple[str, str]] = []
    whole = folder / "whole"
    whole.mkdir()
    joined = 0.0
    for number in range(count):
        root, site = folder / "shard", folder / "sites/shard/site"
        write_repository(make_network(records, seed=number), root, ["en"])
        command = building(root, site, "--no-pictures", "--no-search")
        seconds.append(run(command, ENVIRONMENT).wall)
        shutil.rmtree(site.parent)
        peaks.append(peak_memory(command, ENVIRONMENT))
        standing = written_in(site)
        size += standing.bytes
        files += standing.files
        began = time.perf_counter()
        told = json.loads((site / "data/v1/members.json").read_text(encoding="utf-8"))["records"]
        names += [(member["name"], f"{number}/{member['id']}") for member in told]
        for section in KINDS:
            (site / section).rename(whole / f"{number}-{section}")
        joined += time.perf_counter() - began
        # What was joined is not needed any more, and a million pages would fill the memory.
        shutil.rmtree(whole)
        whole.mkdir()
        shutil.rmtree(root)
        shutil.rmtree(site.parent)
    began = time.perf_counter()
    names.sort()
    lists = [names[at : at + A_PAGE] for at in range(0, len(names), A_PAGE)]
    directory = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    joined += time.perf_counter() - began
    return {
        "shards": count,
        "records": records,
        "one_s": median(seconds),
        "all_s": sum(seconds),
        "peak_mb": max(peaks) / 1e6,
        "site_mb": size / 1e6,
        "files": files,
        "joined_s": joined,
        "lists": len(lists),
        "directory_mb": len(directory) / 1e6,
    }


def as_markdown(told: Mapping[str, Told]) -> str:
    """The numbers as the page tells them."""
    lines = []
    if "regions" in told:
        it = told["regions"]
        lines += [
            f"**{it['regions']} portals of {it['records']:,} records**, one after the other, search included:",
            "",
            f"- each: {it['one_s']:.1f} s (slowest {it['slowest_s']:.1f} s); all together {it['all_s']:.0f} s on one machine, "
            f"{it['processor_s']:.0f} s of processors; {it['pages']:,} pages, {it['site_mb']:,.0f} MB",
            f"- the hub reads {it['hub_reads_mb']:.0f} MB of open data about {it['hub_records']:,} records "
            f"in {it['hub_gathers_s']:.1f} s",
            f"- its directory of all records: {it['hub_directory_mb']:.1f} MB, {it['hub_directory_gz_mb']:.1f} MB sent compressed",
            f"- its search index of names and summaries: {it['hub_index_s']:.1f} s, {it['hub_index_mb']:.0f} MB in "
            f"{it['hub_index_files']:,} files, of which a visitor loads a few",
            "",
        ]
    if "shards" in told:
        it = told["shards"]
        lines += [
            f"**{it['shards']} shards of {it['records']:,} records**, pages without search:",
            "",
            f"- each: {it['one_s']:.1f} s, at most {it['peak_mb']:,.0f} MB of memory; one after the other {it['all_s']:.0f} s",
            f"- together {it['files']:,} files, {it['site_mb']:,.0f} MB",
            f"- joining them, moving folders and sorting {it['lists']:,} lists of all members: {it['joined_s']:.1f} s; "
            f"the directory of all members is {it['directory_mb']:.1f} MB",
            "",
        ]
    lines += projected(json.loads(MEASURED.read_text(encoding="utf-8")))
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return "\n".join([*lines, f"Measured on {today}, on the machine that the page “How fast?” names.", ""])


def projected(measured: Mapping[str, Any]) -> list[str]:
    """What a million records would take in one portal, if it goes on as between the two largest that were measured."""
    rows = {
        int(key): told["pages"][TALKOOT]
        for key, told in measured.items()
        if key.isdigit() and "pages" in told
    }
    if len(rows) < 2:
        return []
    small, large = sorted(rows)[-2:]

    def at_a_million(number: str) -> float:
        slope = (rows[large][number] - rows[small][number]) / (large - small)
        return float(rows[large][number] + slope * (MILLION - large))

    return [
        f"**A million records in one portal**, if it goes on as between {small:,} and {large:,}: "
        f"{at_a_million('wall_s') / 60:.0f} minutes, {at_a_million('peak_mb') / 1000:.1f} GB of memory, "
        f"{at_a_million('files') / 1e6:.1f} million files, {at_a_million('site_mb') / 1000:.0f} GB.",
        "",
    ]


def write(text: str) -> None:
    """Put the numbers onto the page, in place of those that stand there."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Try what the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.growing", description=__doc__)
    for name, usual in (("regions", 100), ("records", 1_000), ("shards", 10), ("shard-records", 100_000)):
        options.add_argument(f"--{name}", type=int, default=usual)
    options.add_argument("--disk", help="a folder on the disk, in place of the memory disk")
    options.add_argument("--write", action="store_true", help="put the numbers into growing.md")
    asked = options.parse_args()
    where = asked.disk or ("/dev/shm" if Path("/dev/shm").is_dir() else None)
    told: dict[str, Told] = {}
    with tempfile.TemporaryDirectory(prefix="talkoot-growing-", dir=where) as folder:
        if asked.regions:
            told["regions"] = regions(asked.regions, asked.records, Path(folder))
        if asked.shards:
            told["shards"] = shards(asked.shards, asked.shard_records, Path(folder))
    text = as_markdown(told)
    print(text)
    if asked.write:
        write(text)


if __name__ == "__main__":
    main()
