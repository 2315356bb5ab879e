"""What Lighthouse says of a page, as it is seen on a phone of the middle class over a slow mobile network."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from chromium import installed

LIGHTHOUSE = (
    Path(sys.executable).with_name("node"),
    Path(__file__).parents[1] / "tools/node_modules/.bin/lighthouse",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"


@dataclass(frozen=True, slots=True)
class Report:
    """Scores of 0–100 for `CATEGORIES`; when the largest thing was seen, in seconds; how far things shifted.

    `faults` are what keeps a score below 100: the check, and what it found.
    """

    scores: tuple[int, ...]
    largest_seen: float
    shifted: float
    faults: tuple[str, ...]


def report(address: str) -> Report:
    """Lighthouse's report of a page; it takes ten seconds or more."""
    told_as = ("--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting")
    asked = (f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROMIUM}")
    done = subprocess.run(
        [*LIGHTHOUSE, address, *told_as, *asked],
        env={**os.environ, "CHROME_PATH": str(installed())},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    audits = told["audits"]
    faults = {
        f"{audit['id']}: {audit.get('displayValue') or audit['title']}"
        for category in told["categories"].values()
        for audit in (audits[part["id"]] for part in category["auditRefs"] if part["weight"])
        if audit["score"] is not None and audit["score"] < 0.9
    }
    return Report(
        tuple(round(100 * told["categories"][category]["score"]) for category in CATEGORIES),
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["cumulative-layout-shift"]["numericValue"],
        tuple(sorted(faults)),
    )
