"""`talkoot serve`: the site on this machine, which shows whatever is saved."""

import gc
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from talkoot.commands.options import language_option, root_option, today_in
from talkoot.faults import fault
from talkoot.languages import words
from talkoot.problems import as_text
from talkoot.screen import counts, seconds_since, show


@click.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Where the site can be looked at.")
@language_option
def serve(root: Path, port: int, language: str) -> int:
    """Show the site on this machine; whatever is saved shows at once. Pages are made as you look."""
    from talkoot.cached import CACHE
    from talkoot.live import Live
    from talkoot.memory import place_of, recall
    from talkoot.publish import Refusal
    from talkoot.serve import address_of, listening, saves, serving

    said, root = words(language), root.absolute()
    saved = saves(root)
    next(saved)  # what is saved while the network is read the first time counts too
    told: set[str] = set()

    def tell(error: Exception) -> str:
        """What went wrong, on the screen too, where it has not just been said."""
        sentence = as_text(error.problem, said) if isinstance(error, Refusal) else fault(error)
        if sentence not in told:
            click.echo(sentence, err=True)
        told.add(sentence)
        return sentence

    def renew(paths: set[str]) -> None:
        began = time.perf_counter()
        told.clear()
        try:
            if problems := live.renew(paths):
                show(problems, "text", said)
        except Exception as error:  # what was shown stays; the next save may be right
            tell(error)
            return
        if live.site:
            records = counts(live.site.network, said)
            click.echo(said("up to date", records=records, seconds=seconds_since(began, said)))

    with ExitStack() as stack:
        try:
            server = stack.enter_context(listening(port))
        except OSError as error:
            taken = said("port taken", port=str(port), error=error.strerror or str(error))
            raise click.ClickException(taken) from None
        before = recall(root, place_of(root, root / "site"), root / CACHE)
        live = Live(root, address_of(server), partial(today_in, root), before)
        renew(set())
        gc.freeze()  # what is there to stay need not be looked through again and again
        click.echo(said("serving", address=address_of(server)))
        with serving(server, live, tell):
            for paths in saved:
                renew(paths)
    return 0
