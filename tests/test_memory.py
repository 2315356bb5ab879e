"""What a build keeps for the next: trusted only as this very Talkoot wrote it, for this user."""

import pickle
import random
import time
from pathlib import Path

import pytest
from built import FULL, TODAY, URL, copy_of

import talkoot.memory
from talkoot.build import build, examine
from talkoot.inputs import survey
from talkoot.known import Known, pack
from talkoot.memory import FILE, Memory, place_of, recall, remember

SMALL = FULL.parent / "small"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own, for the key that signs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A network, old enough that its files are known again."""
    root = copy_of(SMALL, tmp_path / "network")
    while not all(survey(root, time.time_ns()).files.values()):
        pass
    return root


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Path:
    """Where a build of the network has kept what it learned."""
    files = survey(root, time.time_ns())
    examined = examine(root, TODAY, files=files)
    build(root, tmp_path / "site", examined, url=URL, search=False, told="so")
    return place_of(root, tmp_path / "site")


def test_what_was_kept_is_known_again(root: Path, kept: Path) -> None:
    files = survey(root, time.time_ns())
    before = recall(root, kept)

    assert before and before.shape == files.shape
    again = examine(root, TODAY, files=files, before=before)
    assert again.packs == {}  # nothing was read
    assert again.known == examine(root, TODAY, files=files).known
    assert len(before.made.files) > 50


def test_a_changed_bit_anywhere_makes_it_worthless(root: Path, kept: Path) -> None:
    content = bytearray((kept / FILE).read_bytes())
    chance = random.Random(3)
    for at in (0, 20, 40, 60, len(content) - 1, *chance.sample(range(len(content)), 40)):
        content[at] ^= 1 << chance.randrange(8)
        (kept / FILE).write_bytes(content)

        assert recall(root, kept) is None

        (kept / FILE).write_bytes(bytes(content[: len(content) // 2]))
        assert recall(root, kept) is None


def test_what_another_user_or_another_talkoot_kept_is_worthless(
    root: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recall(root, kept)

    with monkeypatch.context() as changed:
        changed.setattr(talkoot.memory, "ours", lambda: "another")
        assert recall(root, kept) is None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another home"))
    assert recall(root, kept) is None


def test_code_that_a_repository_brings_along_is_never_run(
    root: Path, tmp_path: Path, own_cache: Path
) -> None:
    class Planted:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "run",)

    theirs = tmp_path / "theirs"
    planted = {("x",): pickle.dumps(Planted())}
    remember(theirs, Memory(str(root.absolute()), {"x": Known("", None, ())}), planted)
    with pytest.raises(TypeError):
        recall(root, theirs)  # signed by this user it is run, so it must be
    (tmp_path / "run").unlink()
    (own_cache / "talkoot/key").unlink()  # as if somebody else had signed it

    assert recall(root, theirs) is None

    assert not (tmp_path / "run").exists()


def test_what_was_kept_of_another_place_is_not_taken_for_this_one(
    root: Path, kept: Path, tmp_path: Path
) -> None:
    moved = root.rename(tmp_path / "moved")

    assert recall(moved, kept) is None


def test_a_key_that_nobody_else_can_read(root: Path, kept: Path, own_cache: Path) -> None:
    key = own_cache / "talkoot/key"

    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_bytes()) == 32


def test_a_key_that_others_could_have_written_is_not_trusted(root: Path, kept: Path, own_cache: Path) -> None:
    assert recall(root, kept)

    (own_cache / "talkoot/key").chmod(0o640)

    assert recall(root, kept) is None


@pytest.mark.parametrize("home", [".", "..", "home", "{root}", "{root}/.cache"])
def test_a_key_that_a_repository_could_bring_along_is_not_trusted(
    home: str, root: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(root))
    folder = root / home.format(root=root) / "talkoot"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "key").write_bytes(bytes(32))
    (folder / "key").chmod(0o600)
    monkeypatch.setenv("XDG_CACHE_HOME", home.format(root=root))

    remember(tmp_path, Memory(str(root), {"x": Known("", None, ())}), {})

    assert recall(root, tmp_path) is None


def test_a_memory_is_for_this_user_s_eyes_alone(root: Path, kept: Path) -> None:
    assert (kept / FILE).stat().st_mode & 0o077 == 0
    assert kept.is_relative_to(root / ".cache")  # not where a server could give it away


def test_a_place_has_one_memory_however_it_is_spelt(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "www").symlink_to("site")

    assert {place_of(root, Path(to)) for to in ("site", "www", "./x/../site", tmp_path / "site")} == {
        place_of(root, tmp_path / "site")
    }
    assert place_of(root, tmp_path / "other") != place_of(root, tmp_path / "site")


def test_a_home_that_can_not_be_written_only_costs_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))

    examined = examine(root, TODAY)
    built = build(root, tmp_path / "site", examined, url=URL, search=False, told="so")

    assert built.published.files > 50
    assert recall(root, place_of(root, tmp_path / "site")) is None


def test_only_what_is_packed_anew_is_packed(root: Path, tmp_path: Path) -> None:
    known = examine(root, TODAY).known
    first = remember(tmp_path, Memory(str(root), known), {})
    path = next(iter(known))
    changed = {**known, path: Known("other", known[path].checked, ())}

    second = remember(tmp_path, Memory(str(root), changed), {(path,): pack({path: changed[path]})}, first)

    recalled = recall(root, tmp_path)
    assert recalled and recalled.known == changed
    assert (path,) in second.packed
