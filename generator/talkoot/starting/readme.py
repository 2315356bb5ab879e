"""What a new repository says of itself to whoever opens it."""

from talkoot.languages import words
from talkoot.starting.package import HOME

COMMANDS = ("site", "serve", "test")

PLACES = {
    "network": "content/network.yml",
    "home": "content/index.md",
    "members": "members/",
    "meetings": "content/meetings/",
    "practices": "content/practices/",
    "lists": "content/vocabularies/",
    "colours": "overrides/styles/colours.css",
    "logo": "overrides/images/logo.svg",
}
"""What is told of → where it lies: each has one home."""


def readme(name: str, language: str) -> str:
    """README.md of the portal of the network called `name`."""
    told = words(language).entries["starting"]
    commands = "\n".join(f"make {command:<6} # {told[f'readme {command}']}" for command in COMMANDS)
    wide = max(map(len, PLACES.values()))
    places = "\n".join(f"{path:<{wide}}  {told[f'readme {what}']}" for what, path in PLACES.items())
    parts = (
        f"# {name}",
        told["readme about"].format(name=name),
        told["readme commands"],
        f"```sh\n{commands}\n```",
        told["readme checklist"],
        f"## {told['readme where']}",
        f"```\n{places}\n```",
        told["readme made"],
        told["readme licence"].format(home=HOME),
    )
    return "\n\n".join(parts) + "\n"
