"""`talkoot serve`: the site on this machine, which shows whatever is saved."""

import gc
import time
from functools import partial
from pathlib import Path

import click

from talkoot.commands.options import language_option, root_option, today_in
from talkoot.languages import words
from talkoot.screen import counts, seconds_since, show


@click.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Where the site can be looked at.")
@language_option
def serve(root: Path, port: int, language: str) -> int:
    """Show the site on this machine; whatever is saved shows at once. Nothing is written."""
    from talkoot.build import CACHE
    from talkoot.live import Live
    from talkoot.memory import recall
    from talkoot.publish import places
    from talkoot.serve import address_of, listening, saves, serving

    said, root = words(language), root.resolve()
    saved = saves(root)
    next(saved)  # what is saved while the network is read the first time counts too
    try:
        with listening(port) as server:
            before = recall(root, *places(root / "site"), root / CACHE)
            live = Live(root, address_of(server), partial(today_in, root), before)

            def renew(paths: set[str]) -> None:
                began = time.perf_counter()
                if problems := live.renew(paths):
                    show(problems, "text", said)
                if live.site:
                    records = counts(live.site.network, said)
                    click.echo(said("up to date", records=records, seconds=seconds_since(began, said)))

            renew(set())
            gc.freeze()  # what is there to stay need not be looked through again and again
            click.echo(said("serving", address=address_of(server)))
            with serving(server, live):
                for paths in saved:
                    renew(paths)
    except OSError as error:
        raise click.ClickException(
            said("port taken", port=str(port), error=error.strerror or str(error))
        ) from None
    return 0
