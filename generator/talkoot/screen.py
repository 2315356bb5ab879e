"""What the commands show: problems, the stage that is running, what was built."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from talkoot.languages import Words
from talkoot.problems import Problem, as_annotation, as_json, as_text

if TYPE_CHECKING:
    from talkoot.network import Network


def show(problems: tuple[Problem, ...], form: str, said: Words) -> None:
    """Problems on standard output, as people, GitHub or other programs read them."""
    if form == "json":
        click.echo(json.dumps([as_json(p, said) for p in problems], ensure_ascii=False, indent=2))
        return
    shown = as_annotation if form == "github" else as_text
    for problem in problems:
        click.echo(shown(problem, said))
    if form == "text":
        count = sum(problem.severity == "problem" for problem in problems)
        worth = len(problems) - count
        parts = [said("problems", n=count) if count else said("no problems")]
        click.echo(". ".join([*parts, *([said("warnings", n=worth)] if worth else [])]) + ".")


class Watch:
    """Takes the time of each stage, and says on a terminal which one is running."""

    def __init__(self, said: Words) -> None:
        self.said = said
        self.took: dict[str, float] = {}
        self.seen = sys.stderr.isatty()

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        if self.seen:
            click.echo(f"\r\033[K{self.said('stage ' + stage)} …", nl=False, err=True)
        try:
            yield
        finally:
            self.took[stage] = self.took.get(stage, 0.0) + time.perf_counter() - began
            if self.seen:
                click.echo("\r\033[K", nl=False, err=True)

    def show(self) -> None:
        """Say how long each stage took."""
        for name, seconds in self.took.items():
            click.echo(f"  {self.said('stage ' + name):<24}{seconds:8.2f} s")


def counts(network: "Network", said: Words) -> str:
    """How many records of each kind a network holds."""
    held = [(kind, len(of_kind)) for kind, of_kind in network.kinds.items() if of_kind]
    return ", ".join(said.counted(kind, network.section(kind), n) for kind, n in held)


def seconds_since(began: float, said: Words) -> str:
    """How long it has been since `began`, in seconds with one decimal."""
    return said.number(round(time.perf_counter() - began, 1))
