"""The commands, a module each. A new one: a module here, and its name in `COMMANDS`."""

from importlib import import_module
from keyword import iskeyword

import click

COMMANDS = (
    *("check", "build", "serve", "describe", "import", "review"),
    *("post", "propose", "receive", "forms", "new", "remind", "confirm"),
    *("start", "update"),
)
"""In the order that `talkoot --help` lists them; a module holds a command of its own name."""


class Commands(click.Group):
    """Imports only the command that is run: `talkoot check` waits for nothing that it does not need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"talkoot.commands.{name}"), name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="talkoot")
def commands() -> None:
    """Talkoot compiles a peer network's git repository into its public portal."""
