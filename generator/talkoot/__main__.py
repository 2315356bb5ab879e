"""Where `talkoot` and `python -m talkoot` begin: runs a command, and answers for whatever goes wrong."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from talkoot.commands import commands
from talkoot.faults import fault

OUR_FAULT = 2
"""What a command ends with when it was called wrongly, or when the fault is ours."""


def main() -> NoReturn:
    """Run a command: 0 fine, 1 problems in the network's files, 2 a wrong command or a fault of ours."""
    try:
        sys.exit(commands(standalone_mode=False))
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(OUR_FAULT)
    except click.ClickException as error:
        error.show()
        sys.exit(OUR_FAULT)
    except Exception as error:
        if os.environ.get("TALKOOT_TRACE"):
            raise
        click.echo(fault(error), err=True)
        sys.exit(OUR_FAULT)


def run() -> NoReturn:
    """`main`, and out at once: to take ten thousand records apart first would take a third of a second."""
    try:
        main()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # whoever read our words has gone
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else OUR_FAULT)


if __name__ == "__main__":
    run()
