"""What several commands are told: where the network is, in which language to speak, and what day it is."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from talkoot.languages import DEFAULT, LANGUAGES

PROBLEMS = 1
"""What a command ends with when the network's files have problems."""

PROCESSES = min(os.cpu_count() or 1, 4)
"""How many work at once, unless somebody says otherwise."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The network's repository.",
)
language_option = click.option(
    "--language", type=click.Choice([*LANGUAGES]), default=DEFAULT, help="The language of the messages."
)


def today_in(root: Path) -> date:
    """The day the site is told on: that of SOURCE_DATE_EPOCH, else today in the network's time zone.

    SOURCE_DATE_EPOCH is read as reproducible-builds.org specifies it: seconds since 1970, UTC.
    """
    from talkoot.sources.settings import time_zone

    try:
        zone: Any = ZoneInfo(time_zone(root))
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(zone).date()
    try:
        return datetime.fromtimestamp(int(epoch), zone).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch}") from None
