"""Frames made ahead of the very first build: the very ones it looks for, or none."""

from pathlib import Path

import pytest
from built import FULL, TODAY, URL, copy_of, site_of

from talkoot import frames
from talkoot.ahead import frames_ahead
from talkoot.build import CACHE, examine


def test_the_very_first_build_finds_the_frames_it_would_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, url = copy_of(FULL, tmp_path / "network"), "https://another.example.org/"

    with frames_ahead(root, TODAY, "mkdocs", url, jobs=2):
        pass

    monkeypatch.delattr(frames, "_make")  # now none can be made
    assert "index.html" in site_of(root, examine(root, TODAY), url).frames.pages


def test_what_is_wrong_is_left_to_those_who_check_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(FULL, tmp_path / "network")
    (root / "content/network.yml").write_text("name: [")

    with frames_ahead(root, TODAY, "mkdocs", URL, jobs=2):
        pass

    assert capfd.readouterr() == ("", "")
    assert not (root / CACHE).exists()


def test_frames_that_stand_are_not_made_again(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    kept = root / CACHE / "frames"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"of another time")

    with frames_ahead(root, TODAY, "mkdocs", URL, jobs=2):
        pass

    assert kept.read_bytes() == b"of another time"
