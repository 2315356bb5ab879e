"""`talkoot import`: what stands in files elsewhere, as records here; a module for each kind of it."""

from importlib import import_module

import click

IMPORTS = ("members", "practice")
"""What can be read in; `import_<name>.py` holds a command of that name."""


class Imports(click.Group):
    """Imports only what is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*IMPORTS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in IMPORTS:
            return None
        command: click.Command = getattr(import_module(f"talkoot.commands.import_{cmd_name}"), cmd_name)
        return command


@click.group("import", cls=Imports)
def import_() -> None:
    """Read in what stands elsewhere: a page, a form, a table."""
