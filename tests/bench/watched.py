"""`watched.py …`: is `talkoot serve …`, and also says when a save was noticed and when the site was right again.

After each build a line `rebuilt NOTICED DONE`, both in seconds since 1970; the first once everything is up.
"""

import sys
import time
from collections.abc import Iterator
from typing import Any

import talkoot.serve
from talkoot.commands import commands

_saves = talkoot.serve.saves


def saves(*given: Any, **more: Any) -> Iterator[Any]:
    """As `talkoot.serve.saves`; what stands between two of its items is a build."""
    for save in _saves(*given, **more):
        noticed = time.time()
        yield save
        print(f"rebuilt {noticed} {time.time()}", flush=True)


if __name__ == "__main__":
    talkoot.serve.saves = saves
    commands(["serve", *sys.argv[1:]])
