"""`talkoot serve`: the site on this machine, built again whenever a file is saved."""

import time
from pathlib import Path

import click

from talkoot.commands.build import Order, carry_out
from talkoot.commands.options import language_option, root_option, today_in
from talkoot.languages import words

PREVIEW = ".cache/talkoot/site"
"""Where `serve` builds: that site knows this machine's address for its own."""


@click.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Where the site can be looked at.")
@language_option
def serve(root: Path, port: int, language: str) -> int:
    """Build the site, show it on this machine, and build again whenever a file is saved."""
    from talkoot.inputs import survey
    from talkoot.memory import Memory, recall
    from talkoot.serve import saves, serving

    said, site = words(language), root / PREVIEW
    saved = saves(root)
    next(saved)  # what is saved during the first build counts too
    try:
        with serving(site, port) as address:

            def again(before: Memory | None) -> Memory | None:
                order = Order(root, site, today_in(root), url=address, draft=True)
                files = survey(root, time.time_ns())
                return carry_out(order, said, time.perf_counter(), files, before).memory

            memory = again(recall(site, root))
            click.echo(said("serving", address=address))
            for _ in saved:
                memory = again(memory)
    except OSError as error:
        raise click.ClickException(
            said("port taken", port=str(port), error=error.strerror or str(error))
        ) from None
    return 0
