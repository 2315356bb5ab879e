"""The Chromium that tests use: the one $CHROMIUM names, else the first that this machine has."""

import os
import shutil

INSTALLED_AS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def installed() -> str | None:
    """Its path; None where there is none."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else INSTALLED_AS
    return next(filter(None, map(shutil.which, names)), None)
