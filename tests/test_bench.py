"""The benchmark's own parts, and a guard on what a build does: counts of work, never seconds."""

import cProfile
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.bench import growing, how_fast, programs
from tests.bench.bars import BARS, judge
from tests.bench.floor import rewrite
from tests.bench.growing import projected
from tests.bench.how_fast import CONTENT, LANGUAGES, MEASURED
from tests.bench.hugo_form import write_hugo_sites
from tests.bench.kinds import kind_of, weights
from tests.bench.measuring import Written, held_by, peak_memory, run, written_in
from tests.bench.network import TODAY, make_network
from tests.bench.photos import BYTES, shot, with_note
from tests.bench.report import TITLES, as_markdown, rows_of
from tests.bench.talkoot_form import URL, write_repository
from tests.bench.talkoot_trials import edit, only_frames
from tests.bench.trials import ENVIRONMENT, HUGO, TALKOOT, TASKS, Outcome, Trial, as_it_says, take_turns

from talkoot.build import build, examine
from talkoot.frames import making
from talkoot.outputs import site as pages
from talkoot.sources import files as sources

FEW, ALIKE = 100, 200


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up network, written down, with the frames of a first build."""
    root = tmp_path_factory.mktemp("network")
    write_repository(make_network(FEW), root, ["en"])
    built(root, tmp_path_factory.mktemp("first") / "site")
    return root


def built(root: Path, to: Path) -> None:
    build(root, to, examine(root, TODAY), search=False, pictures=False)


def test_a_made_up_network_has_no_problems(made_up: Path) -> None:
    examined = examine(made_up, TODAY)

    assert examined.problems == ()


def test_an_edit_changes_one_record_and_leaves_it_right(made_up: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made_up, tmp_path / "network")
    before = files_and_bytes(root / "members")

    for _ in range(2):
        edit(root)

    after = files_and_bytes(root / "members")
    (changed,) = (path for path in after if after[path] != before[path])
    assert after[changed].endswith(b"\naddress: Road 2\n")
    assert examine(root, TODAY).problems == ()


def test_only_the_frames_are_left_of_earlier_builds(made_up: Path, tmp_path: Path) -> None:
    root, site = shutil.copytree(made_up, tmp_path / "network"), tmp_path / "sites/site"
    (root / ".cache/talkoot/made/aa").mkdir(parents=True)
    (root / ".cache/talkoot/made/aa/bb").touch()
    site.mkdir(parents=True)

    only_frames(root, site, ["false"])

    assert [path.name for path in (root / ".cache/talkoot").iterdir()] == ["frames"]
    assert not site.exists()


def test_the_same_seed_makes_the_same_network() -> None:
    assert make_network(50) == make_network(50)
    assert make_network(50) != make_network(50, seed=1)


def test_nine_of_ten_records_are_members_and_one_of_fifty_is_a_practice() -> None:
    network = make_network(500)

    assert [len(records) for records in network.kinds.values()] == [450, 40, 10]


def test_both_forms_of_hugo_are_given_every_record_and_the_same_frames(made_up: Path, tmp_path: Path) -> None:
    network = make_network(FEW)
    files, data = tmp_path / "files", tmp_path / "data"

    write_hugo_sites(network, made_up, files, data)

    for section, records in network.kinds.items():
        ids = sorted(record.id for record in records)
        assert sorted(p.stem for p in (files / "content" / section).glob("*.md") if p.stem != "_index") == ids
        assert sorted(page["id"] for page in json.loads((data / f"assets/{section}.json").read_text())) == ids
    for layout in files.glob("layouts/**/*.html"):
        text = layout.read_text()
        if layout.parent.name in ("_partials", "_markup"):
            continue
        assert text == (data / layout.relative_to(files)).read_text()
        assert 'id="page-text"' in text
        assert not any("\ue000" <= sign <= "\ue004" for sign in text), "a slot was left open"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What Talkoot and Hugo, from both of its forms, make of the same network."""
    root = tmp_path_factory.mktemp("alike")
    network = make_network(ALIKE)
    write_repository(network, root / "network", ["en"])
    examined = examine(root / "network", TODAY)
    build(root / "network", root / "talkoot", examined, url=URL, search=False, pictures=False)
    write_hugo_sites(network, root / "network", root / "files", root / "data")
    for form in ("files", "data"):
        command = programs.hugo(root / form, root / f"hugo-{form}")
        run([*command, "--panicOnWarning"], ENVIRONMENT)
    return {name: root / name for name in ("talkoot", "hugo-files", "hugo-data")}


@pytest.fixture(scope="module")
def written(sites: Mapping[str, Path]) -> dict[str, dict[str, Written]]:
    """What the files of each kind weigh in each of the sites."""
    return {name: weights(site) for name, site in sites.items()}


@pytest.mark.parametrize("form", ["hugo-files", "hugo-data"])
def test_hugo_writes_as_many_files_of_every_kind_as_talkoot(
    written: dict[str, dict[str, Written]], form: str
) -> None:
    ours, theirs = ({kind: it.files for kind, it in written[side].items()} for side in ("talkoot", form))

    assert theirs == ours


@pytest.mark.parametrize("form", ["hugo-files", "hugo-data"])
def test_the_files_of_every_kind_weigh_the_same_on_both_sides(
    written: dict[str, dict[str, Written]], form: str
) -> None:
    ours, theirs = written["talkoot"], written[form]

    shares = {kind: round(theirs[kind].bytes / ours[kind].bytes, 3) for kind in ours}

    assert {kind: share for kind, share in shares.items() if abs(share - 1) > 0.07} == {}


@pytest.mark.parametrize(
    ("talkoot", "hugo"),
    [
        ("data/v1/members.csv", "members/index.csv"),
        ("feeds/en/groups/group-1.ics", "groups/group-1/index.ics"),
        ("members/forest-works-1/forest-works-1.vcf", "members/forest-works-1/index.vcf"),
        ("sectors/food/2/index.html", "sectors/food/page/2/index.html"),
        ("members/page/2/index.html", "members/page/2/index.html"),
    ],
)
def test_a_file_is_of_the_same_kind_wherever_it_stands(talkoot: str, hugo: str) -> None:
    assert kind_of(talkoot) == kind_of(hugo)
    assert kind_of(talkoot) != kind_of("members/forest-works-1/index.html")


def test_hugo_makes_the_same_of_both_forms(sites: Mapping[str, Path]) -> None:
    assert files_and_bytes(sites["hugo-files"]) == files_and_bytes(sites["hugo-data"])


def test_links_in_hugos_pages_lead_to_what_hugo_wrote(sites: Mapping[str, Path]) -> None:
    site = sites["hugo-data"]
    astray = set()
    for page in site.rglob("*.html"):
        for address in re.findall(r' href="([^"#?:]+)["#?]', page.read_text()):
            led = site / address.lstrip("/") if address.startswith("/") else page.parent / address
            if not (led / "index.html" if address.endswith("/") else led).exists():
                astray.add(address.rpartition("/")[2])

    assert astray == {"sheet.pdf", "interreg-europe.docx"}, "papers are made with the pictures, left out here"


def test_a_page_is_rendered_once_and_a_source_read_once(
    made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = counted(monkeypatch, pages, "render", lambda site, page: (page.language, page.address))
    read = counted(monkeypatch, sources, "_read_bytes", lambda path, most: path)

    built(made_up, tmp_path / "site")

    assert set(rendered.values()) == {1}
    assert len(rendered) > FEW
    assert set(read.values()) == {1}
    assert len(read) > FEW


@pytest.mark.parametrize("languages", [["en"], ["en", "fi"]])
def test_the_theme_engine_runs_once_a_language_and_not_again(
    languages: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_repository(make_network(10), tmp_path / "network", languages)
    seen, engine = tmp_path / "runs", making.render_pages

    def noted(configuration: object, *more: object) -> object:
        with seen.open("a") as file:  # the engine runs in processes of its own
            file.write("run\n")
        return engine(configuration, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "render_pages", noted)

    built(tmp_path / "network", tmp_path / "site")
    built(tmp_path / "network", tmp_path / "site")

    assert seen.read_text() == "run\n" * len(languages)


def test_where_nothing_has_changed_nothing_is_rendered_nor_even_loaded(made_up: Path, tmp_path: Path) -> None:
    command = [
        "build",
        "--root",
        str(made_up),
        "--to",
        str(tmp_path / "site"),
        "--no-search",
        "--no-pictures",
    ]
    first = run([sys.executable, "-m", "talkoot", *command], ENVIRONMENT)
    tried = (
        "import sys; from talkoot.commands import commands; commands(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'pydantic', 'jinja2', 'mkdocs', 'comrak', 'PIL'} & {*sys.modules}))"
    )

    again = subprocess.run(
        [sys.executable, "-c", tried, *command], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )

    assert "pages are in" in first.said
    told, loaded = again.stdout.splitlines()
    assert told.startswith("Nothing has changed")
    assert loaded == "[]"


@pytest.mark.parametrize(
    ("sizes", "most"),
    [((100, 450, 800), 0.9), pytest.param((200, 1_100, 2_000), 1.0, marks=pytest.mark.everywhere)],
)
def test_a_record_more_costs_a_large_network_no_more_work_than_a_small_one(
    made_up: Path, tmp_path: Path, sizes: tuple[int, int, int], most: float
) -> None:
    """From the middle to the large one as many records are added as from the small one to the middle.

    What there is once, as a month or a theme, makes the first of them dearer. One look of every page at
    every member, as a search through a list, fails this.
    """
    calls = []
    for size in sizes:
        root = tmp_path / f"network-{size}"
        write_repository(make_network(size), root, ["en"])
        shutil.copytree(made_up / ".cache", root / ".cache")
        calls.append(calls_of(lambda root=root, size=size: built(root, tmp_path / f"site-{size}")))

    small, middle, large = calls
    assert large - middle < (middle - small) * most


def test_a_run_is_timed_and_its_last_words_kept() -> None:
    ran = run([sys.executable, "-c", "print('first'); print('last')"], ENVIRONMENT)

    assert ran.said == "last"
    assert ran.processor > 0
    assert ran.wall > 0


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], ENVIRONMENT)


def test_the_memory_of_children_is_counted() -> None:
    child = "x = b'x' * 50_000_000; print('ready', flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    command = [sys.executable, "-c", parent]
    pipe = subprocess.PIPE

    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        held = held_by(process.pid)
        process.communicate("\n")

    assert held > 50_000_000


def test_the_most_that_a_program_held_is_told() -> None:
    assert peak_memory([sys.executable, "-c", "import time; time.sleep(0.1)"], ENVIRONMENT) > 1_000_000


def test_what_was_written_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("12345")
    (tmp_path / "a.css").write_text("123")

    assert written_in(tmp_path) == Written(pages=1, files=2, bytes=8)


def test_what_one_run_has_written_is_told_from_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("12345")
    began = (tmp_path / "old.html").stat().st_ctime_ns + 1
    while time.time_ns() < began + 10_000_000:
        (tmp_path / "new.css").write_text("123")

    assert written_in(tmp_path, began) == Written(pages=0, files=1, bytes=3)


def test_programs_take_turns_and_slow_ones_fewer(tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.touch()

    def trial(who: str, slow: bool = False) -> Trial:
        code = f"open({str(said)!r}, 'a').write({who!r}); print(2.5)"
        command = [sys.executable, "-S", "-c", code]
        return Trial("pages", who, command, tmp_path / "site", lambda: None, slow=slow, seconds=as_it_says)

    outcomes = take_turns([trial("a"), trial("b", slow=True), trial("c")], rounds=3, slow_rounds=1)

    assert said.read_text() == "abcacac"
    assert [each.walls for each in outcomes] == [[2.5] * 3, [2.5], [2.5] * 3]


def test_the_table_compares_medians_with_the_faster_hugo() -> None:
    written = Written(12, 20, 3_000_000)

    def outcome(who: str, *walls: float) -> Outcome:
        return Outcome("pages", who, written, written, [*walls], [wall * 2 for wall in walls], 99_600_000)

    rows = rows_of([outcome(TALKOOT, 1.0, 9.0, 2.0), outcome(HUGO[0], 8.0), outcome(HUGO[1], 4.0)])

    assert as_markdown(1000, rows).splitlines()[5] == (
        "| Talkoot | 2.00 (1.00–9.00) | 0.50 | 4.00 | 100 | 12 | 20 | 3.0 | 3 | ≤ 0.70 × met |"
    )


def test_every_task_has_a_title_and_every_bar_is_of_one_of_them() -> None:
    assert {*TITLES} == {*TASKS}
    assert {bar.task for bar in BARS} <= {*TASKS}
    assert len({bar.name for bar in BARS}) == len(BARS)


def test_a_bar_is_met_by_no_more_than_it_says() -> None:
    def judged(ratio: float) -> list[tuple[str, int, bool]]:
        rows = {"pages": {TALKOOT: {"ratio": ratio}}}
        return [
            (each.bar.name, each.size, each.is_met) for each in judge({1_000: rows, 10_000: rows, 7: rows})
        ]

    assert judged(0.5) == [("pages", 1_000, True), ("pages", 10_000, True)]
    assert judged(0.6) == [("pages", 1_000, True), ("pages", 10_000, False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demonstration_s_page_says_what_was_measured_and_nothing_else(language: str) -> None:
    file = f"how-fast.{language}.md".replace(".en.", ".")

    assert (CONTENT / file).read_text() == how_fast.page(json.loads(MEASURED.read_text()), language)


def test_what_is_measured_anew_takes_the_place_of_the_task_at_that_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    how_fast.merge({"10000": {"pages": 1, "first": 1}, "circumstances": {"date": "2026-01-01"}}, file)

    how_fast.merge(
        {"1000": {"pages": 2}, "10000": {"first": 2}, "circumstances": {"date": "2026-02-02"}}, file
    )

    assert list(json.loads(file.read_text()).items()) == [
        ("1000", {"pages": 2}),
        ("10000", {"pages": 1, "first": 2}),
        ("circumstances", {"date": "2026-02-02"}),
    ]


def test_what_a_million_records_take_goes_on_from_the_two_largest_that_were_measured() -> None:
    def row(times: float) -> dict[str, object]:
        numbers = {"wall_s": 1.0, "peak_mb": 10.0, "files": 1_000.0, "site_mb": 10.0}
        return {"pages": {TALKOOT: {number: at_one * times for number, at_one in numbers.items()}}}

    told = projected({"10": row(99), "10000": row(10), "100000": row(100), "circumstances": {}})

    assert told[0].endswith("17 minutes, 10.0 GB of memory, 1.0 million files, 10 GB.")
    assert projected({"10000": row(10)}) == []


def test_the_numbers_take_their_place_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "growing.md"
    page.write_text(f"Before.\n{growing.BEGIN}\nold\n{growing.END}After.\n")
    monkeypatch.setattr(growing, "PAGE", page)

    growing.write("new")

    assert page.read_text() == f"Before.\n{growing.BEGIN}\nnew\n{growing.END}After.\n"


def test_the_floor_writes_the_same_files_with_the_same_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "members/a").mkdir(parents=True)
    (site / "members/a/index.html").write_text("å")
    (site / "empty").touch()

    seconds = rewrite(site, tmp_path / "sites/floor")

    assert seconds > 0
    assert files_and_bytes(tmp_path / "sites/floor") == files_and_bytes(site)


def test_photographs_are_as_big_as_a_telephone_s_and_no_two_have_the_same_bytes() -> None:
    photo = shot(1)

    noted = [with_note(photo, number) for number in range(3)]

    assert len(photo) > BYTES
    assert len({*noted}) == 3
    for each in noted:
        with Image.open(BytesIO(each)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (4000, 3000))


def counted(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, key: Callable[..., object]
) -> Counter[object]:
    """How often a function of a module is called from now on, by what `key` makes of its arguments."""
    counts: Counter[object] = Counter()
    function = getattr(module, name)

    def counting(*given: object) -> object:
        counts[key(*given)] += 1
        return function(*given)

    monkeypatch.setattr(module, name, counting)
    return counts


def files_and_bytes(folder: Path) -> dict[str, bytes]:
    """Path and bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def calls_of(work: Callable[[], None]) -> int:
    """How many calls of functions `work` takes."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())
