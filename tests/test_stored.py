"""What takes long is made once and kept; a build from what was kept is a cold one, byte for byte."""

import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from built import FULL, TODAY, build_site, copy_of, files_in, site_of
from PIL import Image
from processes import in_child

from talkoot.build import Stage, examine, quiet
from talkoot.cached import CACHE, keep, key_of, load
from talkoot.inputs import SETTLED
from talkoot.outputs import files_of
from talkoot.outputs.stored import DAY, DAYS, FOLDER, Fleeting, Store
from talkoot.parallel import in_parallel

SMALL = FULL.parent / "small"
NOW = 1795262400.0
PICTURE = "members/hirsi-ja-hopea/workshop.jpg"


def made_files(root: Path) -> list[Path]:
    return [path for path in (root / FOLDER).rglob("*") if path.is_file() and path.name != "index"]


def taken(root: Path, key: bytes, content: bytes, now: float = NOW) -> bytes:
    """What a build gets that asks for `key`, and would make `content`."""
    store = Store(root)
    given = store.take(key, lambda: content)
    store.used[key] = "0" * 32
    store.close(now)
    return given


def never() -> bytes:
    raise AssertionError("made again")


def test_what_takes_long_is_made_once(tmp_path: Path) -> None:
    taken(tmp_path, key_of("a", 1), b"picture")

    assert [Store(tmp_path).take(key_of("a", 1), never) for _ in range(2)] == [b"picture"] * 2


def test_a_kept_file_with_any_bit_flipped_or_its_end_missing_counts_as_lost(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    keep(str(place), b"picture")
    content = place.read_bytes()

    for n in range(len(content)):
        for changed in (content[:n], *(_flipped(content, n, bit) for bit in range(8))):
            place.write_bytes(changed)
            assert load(str(place)) is None


def test_a_file_that_the_disk_changed_is_made_and_kept_again(tmp_path: Path) -> None:
    taken(tmp_path, key_of("a"), b"picture")
    (file,) = made_files(tmp_path)
    file.write_bytes(_flipped(file.read_bytes(), -1, 0))

    assert taken(tmp_path, key_of("a"), b"picture") == b"picture"
    assert Store(tmp_path).take(key_of("a"), never) == b"picture"


def test_a_closed_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be")

    assert taken(tmp_path, key_of("a"), b"picture") == b"picture"


def test_parts_of_a_key_are_told_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("a", "b", "c"), key_of("abc")}) == 4


def test_what_no_build_has_asked_for_in_a_month_leaves(tmp_path: Path) -> None:
    for name in ("old", "used"):
        taken(tmp_path, key_of(name), b"picture")

    taken(tmp_path, key_of("used"), b"picture", NOW + (DAYS - 1) * DAY)
    both = len(made_files(tmp_path))
    taken(tmp_path, key_of("used"), b"picture", NOW + DAYS * DAY)

    assert (both, len(made_files(tmp_path))) == (2, 1)
    assert Store(tmp_path).take(key_of("used"), never) == b"picture"


def test_what_no_index_knows_leaves_too_but_not_before_its_time(tmp_path: Path) -> None:
    taken(tmp_path, key_of("a"), b"picture")
    (tmp_path / FOLDER / "index").unlink()
    (known,) = made_files(tmp_path)
    for n, age in enumerate((DAYS - 1, DAYS + 1)):
        lost = known.with_name(f".{known.name}.{n}")
        lost.write_bytes(b"half a pict")
        os.utime(lost, (NOW, NOW - age * DAY))

    taken(tmp_path, key_of("b"), b"picture", NOW)

    names = {path.name for path in made_files(tmp_path)}
    assert f".{known.name}.0" in names and f".{known.name}.1" not in names
    assert Store(tmp_path).take(key_of("a"), never) == b"picture"


def test_what_is_not_what_its_key_says_is_given_and_not_kept(tmp_path: Path) -> None:
    assert Store(tmp_path).take(key_of("a"), lambda: Fleeting(b"another")) == b"another"

    assert Store(tmp_path).take(key_of("a"), lambda: b"picture") == b"picture"


def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    content = bytes(range(256)) * 400

    def build(_: object) -> bool:
        return all(taken(tmp_path, key_of(n % 7), content) == content for n in range(60))

    assert in_parallel(build, range(2), 2) == [True, True]
    assert [Store(tmp_path).take(key_of(n), never) for n in range(7)] == [content] * 7
    assert len(made_files(tmp_path)) == 7


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network with photos, cards and paper, built once without anything that was kept."""
    root = copy_of(SMALL, tmp_path_factory.mktemp("cold") / "network")
    Image.effect_noise((900, 700), 60).convert("RGB").save(root / PICTURE)
    settle(root / PICTURE)
    build_site(root, root.parent / "site", search=False)
    return root


def settle(file: Path) -> None:
    """Wait until the clock has left the file's last change behind."""
    while time.time_ns() <= file.stat().st_ctime_ns + SETTLED:
        os.sched_yield()


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_in(site)}


def test_whatever_bits_fall_over_in_the_cache_the_site_is_that_of_a_cold_build(
    cold: Path, tmp_path: Path
) -> None:
    root, site = cold.parent / "moved", tmp_path / "site"
    shutil.copytree(cold, root)
    build_site(root, site, search=False)
    chance = random.Random(20261121)

    for round_ in range(2):
        for file in (root / CACHE / "seen", root / FOLDER / "index", *made_files(root)):
            content = file.read_bytes()
            file.write_bytes(_flipped(content, chance.randrange(len(content)), chance.randrange(8)))
        build_site(root, site if round_ else tmp_path / "empty", search=False)

    assert bytes_of(site) == bytes_of(tmp_path / "empty") == bytes_of(cold.parent / "site")


def test_a_second_build_opens_no_photo_and_reads_nothing_that_stands_in_the_site(cold: Path) -> None:
    for _ in range(2):  # the site, and the tree that stands by for it
        build_site(cold, cold.parent / "site", search=False)

    opened = in_child(lambda: [*_opened(cold)])

    assert any(path.endswith("member.yml") for path in opened)
    assert not [path for path in opened if path.endswith((".jpg", ".png", ".pdf"))]
    assert not [path for path in opened if f"{FOLDER}/" in path and not path.endswith("/index")]


def _opened(root: Path) -> Iterator[str]:
    """The paths that a build opens."""
    opened: list[str] = []
    sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
    build_site(root, root.parent / "site", search=False)
    yield from opened


def test_a_photo_that_changes_during_a_build_is_not_taken_for_the_other(cold: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(cold, tmp_path / "network"))
    ours, theirs = root / PICTURE, tmp_path / "theirs.jpg"
    shutil.copy(ours, tmp_path / "ours.jpg")
    Image.new("RGB", (900, 700), "#c81e1e").save(theirs)
    shutil.rmtree(root / FOLDER)

    site = build_site(root, tmp_path / "site", search=False, stage=_changing(ours, theirs))
    during = (tmp_path / "site" / PICTURE.replace(".jpg", "-640.jpg")).read_bytes()
    shutil.copy(tmp_path / "ours.jpg", ours)
    build_site(root, tmp_path / "site", search=False)

    assert site.examined.problems == ()
    assert during != (cold.parent / "site" / PICTURE.replace(".jpg", "-640.jpg")).read_bytes()
    assert bytes_of(tmp_path / "site") == bytes_of(cold.parent / "site")


def test_a_photo_that_becomes_again_what_it_was_is_shown_as_it_is(cold: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(cold, tmp_path / "network"))
    file = next(
        file for file in files_of(site_of(root, examine(root, TODAY))) if file.path.endswith("-640.jpg")
    )
    content, shown = (root / PICTURE).read_bytes(), (cold.parent / "site" / file.path).read_bytes()

    Image.new("RGB", (900, 700), "#c81e1e").save(root / PICTURE)
    during = file.make()
    (root / PICTURE).write_bytes(content)
    after = file.make()

    assert (isinstance(during, Fleeting), during != shown) == (True, True)
    assert (isinstance(after, Fleeting), after == shown) == (False, True)


def _changing(file: Path, other: Path) -> Stage:
    """Stages of a build, of which the first puts another file into a file's place."""

    def stage(name: str) -> AbstractContextManager[None]:
        shutil.copy(other, file)
        return quiet(name)

    return stage


def _flipped(content: bytes, n: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[n] ^= 1 << bit
    return bytes(changed)
