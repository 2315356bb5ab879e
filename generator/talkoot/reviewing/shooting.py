"""Pages on the disk → pictures of them, where a browser is there to take them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
WIDTHS = (1280, 360)
HEIGHT = 2000
SECONDS = 60
"""What one picture may take."""
MOST = 1
"""Pages of which pictures are taken."""


def shoot(folder: Path, paths: Sequence[str], names: Sequence[str] = ()) -> dict[str, list[str]]:
    """Take pictures of the first pages at `paths` below `folder/before` and `folder/after`, wide and narrow.

    Returns each page's pictures, by paths below `folder`; none without a browser, or where it fails.
    """
    browser = next(filter(None, map(shutil.which, names or BROWSERS)), None)
    taken: dict[str, list[str]] = {}
    if browser is None:
        return taken
    for n, path in enumerate(paths[:MOST]):
        for side in ("before", "after"):
            for width in WIDTHS:
                picture = f"pictures/{n + 1}-{side}-{width}.png"
                page = folder / side / path
                if page.exists() and _shot(browser, page, folder / picture, width):
                    taken.setdefault(path, []).append(picture)
    return taken


def _shot(browser: str, page: Path, picture: Path, width: int) -> bool:
    picture.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="talkoot-") as profile, suppress(OSError, subprocess.TimeoutExpired):
        command = [
            browser,
            "--headless=new",
            "--hide-scrollbars",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever a page asks for, nobody answers
            f"--user-data-dir={profile}",
            f"--window-size={width},{HEIGHT}",
            f"--screenshot={picture.resolve()}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium has none for the administrator
            page.resolve().as_uri(),
        ]
        subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    return picture.exists()
