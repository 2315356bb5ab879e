"""Which package a new portal depends on: the address and commit of the one that is running."""

import json
import re
from pathlib import Path

HOME = "https://github.com/talkoot/talkoot"
"""Where the package is kept."""

COMMIT = re.compile(r"[0-9a-f]{40}")


def running_package() -> str | None:
    """`git+https://…@commit` of the package that is running; None where nothing tells its commit.

    An installation from git says so itself (PEP 610, direct_url.json); a checkout is asked for its commit.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        told = json.loads(distribution("talkoot").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        told = {}
    commit = str(told.get("vcs_info", {}).get("commit_id", ""))
    if COMMIT.fullmatch(commit):
        return f"git+{told['url']}@{commit}"
    commit = _checked_out(Path(__file__).parents[3])
    return f"git+{HOME}@{commit}" if commit else None


def _checked_out(repository: Path) -> str:
    """The commit that the checkout at `repository` stands on; empty where there is none."""
    if not (repository / ".git").exists():
        return ""
    import subprocess

    asked = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=20)
    except OSError:
        return ""
    commit = done.stdout.strip()
    return commit if COMMIT.fullmatch(commit) else ""
