"""A site is published whole or not at all; what a build writes is what the public finds."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml
from processes import in_child

from talkoot.publish import Published, Refusal, Row, Tree, exchange, is_intact, read_manifest, standing_by
from talkoot.publish.manifest import digest_of

MANIFEST = ".talkoot-manifest"
PAGES = {
    "index.html": b"home",
    "members/hirsi/index.html": b"log houses",
    "members/hopea/index.html": b"silver",
}


def publish(site: Path, pages: dict[str, bytes], note: str = "") -> Published:
    with standing_by(site, wait=0) as tree:
        return tree.publish([tree.write(path, content) for path, content in pages.items()], note)


def public(site: Path) -> dict[str, bytes]:
    """What stands at the site, the manifest apart; links are named, not followed."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(site))] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file() and path.name != MANIFEST:
            found[str(path.relative_to(site))] = path.read_bytes()
    return found


def refusal(site: Path, sources: tuple[Path, ...] = ()) -> str:
    with pytest.raises(Refusal) as refused, standing_by(site, sources=sources, wait=0):
        pass
    return refused.value.problem.code


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def prepared(site: Path) -> Path:
    """The tree standing by for `site`."""
    return site.parent / ".site.talkoot" / "tree"


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_the_site_holds_what_was_written_and_nothing_else(site: Path) -> None:
    first = publish(site, PAGES)
    second = publish(site, {"index.html": b"new home", "members/hirsi/index.html": b"log houses"})
    third = publish(site, {"index.html": b"third home"})

    assert (first.how, first.files, first.added) == ("first", 3, 3)
    assert (second.how, second.changed, second.added, second.removed) == ("exchanged", 1, 0, 1)
    assert (third.how, third.removed) == ("exchanged", 1)
    assert public(site) == {"index.html": b"third home"}
    assert [path.name for path in site.iterdir() if path.is_dir()] == []


def test_a_block_left_without_publishing_leaves_the_site_as_it_was(site: Path) -> None:
    publish(site, PAGES)

    with pytest.raises(KeyError), standing_by(site) as tree:
        tree.write("index.html", b"half a site")
        raise KeyError

    assert public(site) == PAGES


def test_a_folder_may_become_a_page_and_a_page_a_folder(site: Path) -> None:
    for pages in ({"a": b"1", "b/c/d": b"2"}, {"a/x": b"3", "b/c": b"4"}) * 3:
        publish(site, pages)

        assert public(site) == pages


def test_a_standing_page_is_left_alone_when_equal_and_replaced_when_not(site: Path, prepared: Path) -> None:
    publish(site, PAGES)
    publish(site, PAGES)
    inodes = {path: (prepared / path).stat().st_ino for path in PAGES}

    publish(site, PAGES | {"index.html": b"HOME"})

    kept = {path for path in PAGES if (site / path).stat().st_ino == inodes[path]}
    assert kept == PAGES.keys() - {"index.html"}


def keeping(site: Path, pages: dict[str, bytes]) -> list[str]:
    """Publish files of which only the digest is known where they stand; gives the paths of these."""
    with standing_by(site, wait=0) as tree:
        kept = {path: tree.keep(path, digest_of(content)) for path, content in pages.items()}
        rows = [kept[path] or tree.write(path, content) for path, content in pages.items()]
        tree.publish([row for row in rows if row], "")
    return [path for path, row in kept.items() if row]


def test_a_file_that_stands_in_the_tree_is_kept_by_its_digest_alone(site: Path) -> None:
    other = PAGES | {"index.html": b"another home"}
    kept = [keeping(site, PAGES), keeping(site, PAGES), keeping(site, other), keeping(site, PAGES)]

    assert kept == [[], [], [*PAGES][1:], [*PAGES]]
    assert public(site) == PAGES


def test_what_is_kept_has_the_time_since_which_the_public_knows_it(site: Path) -> None:
    times = []
    for pages in (PAGES, PAGES | {"index.html": b"x"}, PAGES, PAGES):
        keeping(site, pages)
        times.append([(site / path).stat().st_mtime_ns for path in PAGES])

    assert times[0][0] < times[1][0] < times[2][0] == times[3][0]
    assert len({tuple(rest) for _, *rest in times}) == 1


@pytest.mark.parametrize("change", ["its content", "its manifest", "its folder"])
def test_nothing_is_kept_that_may_not_be_what_was_published(
    site: Path, prepared: Path, tmp_path: Path, change: str
) -> None:
    for _ in range(2):
        publish(site, PAGES)
    page = prepared / "members/hirsi/index.html"
    times = page.stat()
    if change == "its content":
        page.write_bytes(b"LOG houses")
        os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif change == "its manifest":
        (prepared / MANIFEST).write_bytes(b"bits fell over")
    else:
        (prepared / "members").rename(tmp_path / "elsewhere")
        (prepared / "members").symlink_to(tmp_path / "elsewhere")

    kept = keeping(site, PAGES)

    assert page.relative_to(prepared).as_posix() not in kept
    assert public(site) == PAGES


def test_a_reader_of_an_old_page_reads_it_to_its_end_while_later_sites_are_published(site: Path) -> None:
    publish(site, {"index.html": b"old " * 50_000})
    with (site / "index.html").open("rb", buffering=0) as reader:
        beginning = reader.read(1000)

        for edition in range(4):
            publish(site, {"index.html": b"new%d" % edition * 60_000})

        assert beginning + reader.readall() == b"old " * 50_000


def test_a_page_keeps_its_time_in_both_trees_and_a_changed_one_gets_a_later(site: Path) -> None:
    def times(pages: dict[str, bytes]) -> tuple[int, int]:
        publish(site, pages)
        return (site / "index.html").stat().st_mtime_ns, (
            site / "members/hopea/index.html"
        ).stat().st_mtime_ns

    seen = [times(PAGES), times(PAGES | {"index.html": b"x"}), times(PAGES), times(PAGES)]

    # A server that compares times must not answer “not modified” when a page goes back to an earlier text.
    assert seen[0][0] < seen[1][0] < seen[2][0] == seen[3][0]
    assert len({hopea for _, hopea in seen}) == 1


def test_the_same_input_gives_the_same_rows_whatever_stood_there(site: Path, tmp_path: Path) -> None:
    publish(site, {"old": b"x"})
    publish(site, PAGES)
    publish(tmp_path / "elsewhere", dict(reversed(PAGES.items())))

    one, other = read_manifest(site), read_manifest(tmp_path / "elsewhere")
    assert one and other
    assert [row[:3] for row in one.rows.values()] == [row[:3] for row in other.rows.values()]
    assert list(one.rows) == sorted(PAGES)


@pytest.mark.parametrize(
    ("umask", "file_mode", "folder_mode"), [(0o022, 0o644, 0o755), (0o027, 0o640, 0o750)]
)
def test_the_umask_decides_who_may_read(site: Path, umask: int, file_mode: int, folder_mode: int) -> None:
    before = os.umask(umask)
    try:
        publish(site, PAGES)
    finally:
        os.umask(before)

    assert stat.S_IMODE((site / "members/hirsi/index.html").stat().st_mode) == file_mode
    assert stat.S_IMODE((site / "members/hirsi").stat().st_mode) == folder_mode
    assert stat.S_IMODE(site.stat().st_mode) == folder_mode


def test_a_site_closed_to_most_stays_closed(site: Path) -> None:
    publish(site, PAGES)
    site.chmod(0o700)

    publish(site, PAGES)

    assert stat.S_IMODE(site.stat().st_mode) == 0o700


def test_forked_processes_write_and_their_rows_come_back_as_plain_tuples(site: Path) -> None:
    pages = {f"members/m{number:03}/index.html": b"%d" % number * 1000 for number in range(200)}
    for _ in range(3):  # first build, second tree, standing tree
        with standing_by(site) as tree, get_context("fork").Pool(2, _share, (tree,)) as pool:
            rows = pool.starmap(_write, pages.items(), chunksize=7)
            tree.publish(rows, "")

        assert public(site) == pages


def _share(tree: Tree) -> None:
    global _tree
    _tree = tree


def _write(path: str, content: bytes) -> tuple[str, str, int, int]:
    return tuple(_tree.write(path, content))


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/etc/x", "../x", "a/../../x", "a/..", ".", "./a", "a//b", "a/", "a\\b"),
        *("a\0b", "a\nb", "a\tb", "\udc80", MANIFEST, ".talkoot", ".talkoot/lock"),
    ],
)
def test_no_path_leads_out_of_the_site(site: Path, path: str) -> None:
    with standing_by(site) as tree, pytest.raises(ValueError, match="not a"):
        tree.write(path, b"x")


@pytest.mark.parametrize("paths", [("a", "a"), ("a/b", "a")])
def test_two_pages_cannot_claim_one_place(site: Path, paths: tuple[str, str]) -> None:
    publish(site, {"before": b"x"})

    with standing_by(site) as tree, pytest.raises(ValueError, match="'a'"):
        tree.publish([Row(path, "0" * 32, 1, 1) for path in paths], "")
    with standing_by(site) as tree, pytest.raises(ValueError, match="two pages were written to 'a'"):
        tree.write("a", b"1")
        tree.write("a", b"2")

    assert public(site) == {"before": b"x"}


# ── What stands in the folders already ──


def test_a_folder_with_somebody_elses_files_is_refused_and_untouched(site: Path) -> None:
    site.mkdir()
    (site / "thesis.odt").write_bytes(b"ten years of work")

    code = refusal(site)

    assert code == "site-folder-not-ours"
    assert public(site) == {"thesis.odt": b"ten years of work"}
    assert list(site.parent.iterdir()) == [site]


def test_an_empty_folder_is_taken(site: Path) -> None:
    site.mkdir()

    publish(site, PAGES)

    assert public(site) == PAGES


def test_a_file_in_the_sites_place_is_refused(site: Path) -> None:
    site.write_bytes(b"notes")

    assert refusal(site) == "site-folder-is-a-file"
    assert site.read_bytes() == b"notes"


@pytest.mark.parametrize("to", [".", "content", "content/site", "/", "..", "members/hirsi/../../content"])
def test_the_sources_are_never_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "members" / "hirsi").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    assert refusal(Path(to), (Path("content"), Path("members"))) == "site-folder-over-sources"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["content", "hirsi", "members"]


def test_the_target_may_be_relative_a_link_or_deep_in_new_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("www").symlink_to("volumes/portal/site")
    for _ in range(2):
        publish(Path("www"), PAGES)
        publish(Path("a/b/../c"), PAGES)

    assert Path("www").is_symlink()
    assert public(tmp_path / "volumes/portal/site") == public(tmp_path / "a/c") == PAGES
    assert (tmp_path / "volumes/portal/.site.talkoot").is_dir()


def test_a_link_that_leads_to_itself_is_refused(site: Path) -> None:
    site.symlink_to(site)

    assert refusal(site) == "site-not-written"


def test_our_folders_name_taken_by_something_else_is_refused(site: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    ours = tmp_path / ".site.talkoot"

    ours.symlink_to(theirs)
    linked = refusal(site)
    ours.unlink()
    ours.mkdir()
    (ours / "letters.txt").write_bytes(b"dear Aino")
    filled = refusal(site)

    assert linked == filled == "site-folder-not-ours"
    assert list(theirs.iterdir()) == []
    assert (ours / "letters.txt").read_bytes() == b"dear Aino"


@pytest.mark.parametrize("trusted", [True, False], ids=["with manifest", "without"])
def test_links_and_pipes_planted_in_a_tree_are_not_followed(
    site: Path, prepared: Path, tmp_path: Path, trusted: bool
) -> None:
    secret = tmp_path / "secret"
    (secret / "hirsi").mkdir(parents=True)
    (secret / "hirsi" / "index.html").write_bytes(b"not yours")
    pages = PAGES | {"pipe": b"a", "shared": b"b", "folder": b"c", "gone/page": b"d"}
    for _ in range(2):
        publish(site, pages)
    (secret / "hirsi" / "letter").write_bytes(b"not yours either")
    for tree in (site, prepared):
        for planted in ("index.html", "pipe", "shared", "folder"):
            (tree / planted).unlink()
        (tree / "members").rename(tmp_path / f"{tree.name}-members")
        (tree / "gone").rename(tmp_path / f"{tree.name}-gone")
        (tree / "index.html").symlink_to(secret / "hirsi" / "index.html")
        (tree / "members").symlink_to(secret)
        (tree / "gone").symlink_to(tmp_path / f"{tree.name}-gone")
        os.mkfifo(tree / "pipe")
        (tree / "shared").hardlink_to(secret / "hirsi" / "index.html")
        (tree / "folder").mkdir()
        (tree / "folder" / "inner").symlink_to(secret)
        if not trusted:
            (tree / MANIFEST).write_bytes(b"bits fell over")
    del pages["gone/page"]

    for _ in range(3):
        publish(site, pages)

        assert public(site) == pages
        assert public(secret) == {"hirsi/index.html": b"not yours", "hirsi/letter": b"not yours either"}
        assert (tmp_path / "site-gone" / "page").read_bytes() == b"d"


def test_a_file_somebody_put_into_the_site_is_set_aside_and_named(site: Path) -> None:
    publish(site, PAGES)
    publish(site, PAGES)
    (site / "CNAME").write_bytes(b"portal.example")
    (site / "members" / "hirsi" / "notes").mkdir()
    (site / "members" / "hirsi" / "notes" / "call.txt").write_bytes(b"call Aino's shop")

    published = publish(site, PAGES)

    kept = site.parent / ".site.talkoot" / "set-aside" / "1"
    assert public(kept) == {"CNAME": b"portal.example", "members/hirsi/notes/call.txt": b"call Aino's shop"}
    assert [(problem.code, problem.severity, problem.path) for problem in published.warnings] == [
        ("site-file-set-aside", "warning", str(site / "CNAME")),
        ("site-file-set-aside", "warning", str(site / "members" / "hirsi" / "notes")),
    ]
    assert dict(published.warnings[0].hints) == {"kept": str(kept / "CNAME")}
    for _ in range(3):
        assert publish(site, PAGES).warnings == ()
        assert public(site) == PAGES


def test_nothing_is_set_aside_from_behind_a_link(site: Path, tmp_path: Path) -> None:
    publish(site, {"a/b/c/page": b"x"})
    (site / "a" / "b").rename(tmp_path / "theirs")
    (tmp_path / "theirs" / "c" / "letter").write_bytes(b"not ours")
    (site / "a" / "b").symlink_to(tmp_path / "theirs")
    os.utime(site / "a", (0, 0))  # so that nobody looks inside

    publish(site, {"a/b/c/page": b"x"})

    assert public(tmp_path / "theirs") == {"c/letter": b"not ours", "c/page": b"x"}


def test_a_standing_page_changed_in_secret_is_put_right(site: Path, prepared: Path) -> None:
    publish(site, PAGES)
    publish(site, PAGES)
    page = prepared / "index.html"
    times = page.stat()
    page.write_bytes(b"HOME")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))

    publish(site, PAGES)

    assert public(site) == PAGES


def test_a_standing_page_closed_to_readers_or_shared_by_a_link_is_put_right(
    site: Path, prepared: Path, tmp_path: Path
) -> None:
    publish(site, PAGES)
    publish(site, PAGES)
    (prepared / "index.html").chmod(0o600)
    (tmp_path / "shared").hardlink_to(prepared / "members/hirsi/index.html")

    publish(site, PAGES)
    (tmp_path / "shared").write_bytes(b"written through the other name")

    assert stat.S_IMODE((site / "index.html").stat().st_mode) == stat.S_IMODE(
        (site / "members/hopea/index.html").stat().st_mode
    )
    assert public(site) == PAGES


# ── The manifest ──


def test_the_manifest_says_what_was_published(site: Path) -> None:
    note = 'fingerprint "å"\n1'
    publish(site, PAGES, note)

    manifest = read_manifest(site)

    assert manifest and manifest.note == note
    assert list(manifest.rows) == sorted(PAGES)
    row = manifest.rows["index.html"]
    assert row == ("index.html", row.digest, 4, (site / "index.html").stat().st_mtime_ns)
    assert len(row.digest) == 32
    assert is_intact(site, manifest)


def test_no_site_has_no_manifest_and_an_empty_site_has_one(site: Path) -> None:
    assert read_manifest(site) is None

    publish(site, {})

    manifest = read_manifest(site)
    assert manifest and manifest.rows == {} and is_intact(site, manifest)


def test_a_manifest_with_any_bit_flipped_or_its_end_missing_counts_as_none(site: Path) -> None:
    publish(site, PAGES, "note")
    file = site / MANIFEST
    whole = file.read_bytes()

    for place in range(len(whole)):
        file.write_bytes(whole[:place])
        assert read_manifest(site) is None
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        assert read_manifest(site) is None

    publish(site, PAGES)
    assert public(site) == PAGES
    assert read_manifest(site)


@pytest.mark.parametrize("planted", ["pipe", "link", "folder"])
def test_something_else_in_the_manifests_place_counts_as_none(
    site: Path, tmp_path: Path, planted: str
) -> None:
    publish(site, PAGES)
    file = site / MANIFEST
    file.rename(tmp_path / "moved")
    if planted == "pipe":
        os.mkfifo(file)
    elif planted == "link":
        file.symlink_to(tmp_path / "moved")
    else:
        file.mkdir()

    assert read_manifest(site) is None

    for _ in range(2):
        publish(site, PAGES)
        assert public(site) == PAGES
        assert read_manifest(site)


def test_a_copied_or_checked_out_site_is_not_taken_at_its_word(site: Path, tmp_path: Path) -> None:
    publish(site, PAGES, "note")
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    shutil.copytree(site, tmp_path / ".copy.talkoot" / "tree")
    (tmp_path / ".copy.talkoot" / "lock").touch()
    (tmp_path / ".copy.talkoot" / "tree" / "planted.html").write_bytes(b"never published")

    assert read_manifest(copy) is None

    publish(copy, PAGES)
    assert public(copy) == PAGES


@pytest.mark.parametrize("change", ["same size and time", "gone", "link", "folder", "longer"])
def test_a_touched_site_is_not_intact(site: Path, tmp_path: Path, change: str) -> None:
    publish(site, PAGES)
    manifest = read_manifest(site)
    assert manifest and is_intact(site, manifest)
    page = site / "index.html"
    times = page.stat()

    if change == "same size and time":
        page.write_bytes(b"HOME")
        os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif change == "longer":
        page.write_bytes(b"home and garden")
    else:
        page.rename(tmp_path / "moved")
    if change == "link":
        page.symlink_to(tmp_path / "moved")
    if change == "folder":
        page.mkdir()

    assert not is_intact(site, manifest)


# ── Where a folder cannot be exchanged ──


def test_without_an_exchange_two_renames_serve_and_say_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_libc", object)

    ways = [publish(site, PAGES | {"index.html": text}).how for text in (b"1", b"2", b"3")]

    assert ways == ["first", "two renames", "two renames"]
    assert public(site) == PAGES | {"index.html": b"3"}


def test_a_mount_point_gets_the_new_site_entry_by_entry(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "is_mount_point", lambda folder, parent: True)
    site.mkdir()
    there = site.stat().st_ino

    for pages in (PAGES, {"index.html": b"2", "a/b": b"3"}, PAGES, PAGES):
        assert publish(site, pages).how == "entry by entry"
        assert {
            path: text for path, text in public(site).items() if not path.startswith(".talkoot/")
        } == pages
        manifest = read_manifest(site)
        assert manifest and is_intact(site, manifest)

    assert site.stat().st_ino == there
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_real_file_system_here_needs_no_fallback(site: Path) -> None:
    publish(site, PAGES)

    assert publish(site, PAGES).how == "exchanged"
    assert not exchange.is_mount_point(*(os.open(path, os.O_RDONLY) for path in (site, site.parent)))
    assert exchange.is_mount_point(*(os.open(path, os.O_RDONLY) for path in ("/proc", "/")))


def test_a_folder_we_may_not_write_to_is_refused_and_the_site_stands(open_to_all: Path) -> None:
    site = open_to_all / "site"
    publish(site, PAGES)

    # The modes of a folder bind its owner, but not root, who is made a user that owns neither.
    for folder in (site, open_to_all):
        folder.chmod(0o555)
    code = in_child(lambda: refusal(site), as_nobody=True)
    new = in_child(lambda: refusal(open_to_all / "new"), as_nobody=True)
    for folder in (site, open_to_all):
        folder.chmod(0o755)

    assert code == new == "site-folder-unwritable"
    assert public(site) == PAGES
    publish(site, PAGES | {"index.html": b"next"})
    assert public(site) == PAGES | {"index.html": b"next"}


def test_a_site_folder_of_ours_in_a_closed_parent_is_published_entry_by_entry(open_to_all: Path) -> None:
    site = open_to_all / "html"
    site.mkdir()
    site.chmod(0o777)
    open_to_all.chmod(0o555)

    way = in_child(
        lambda: [publish(site, PAGES | {"index.html": text}).how for text in (b"1", b"2")], as_nobody=True
    )

    assert way == ["entry by entry"] * 2
    assert (site / "index.html").read_bytes() == b"2"


def test_every_refusal_has_its_sentence_in_every_language(repository: Path) -> None:
    package = repository / "generator" / "talkoot"
    written = "".join(path.read_text("utf-8") for path in (package / "publish").glob("*.py"))
    codes = {word for word in written.split('"') if word.startswith("site-")}
    assert len(codes) == 9

    for language in ("en", "fi", "sv"):
        words = yaml.safe_load((package / "words" / language / "problems.yml").read_text("utf-8"))
        assert codes <= words.keys()
