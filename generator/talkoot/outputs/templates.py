"""Our Jinja templates, a set for each language: what all its pages say alike is said when they are read."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context

from talkoot.languages import words


@cache
def template(name: str, language: str) -> Template:
    """The template `name` for pages in `language`: values are escaped, an unknown name stops the build."""
    return _environment(language).get_template(name)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("talkoot"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_Said],
    )
    environment.context_class = _PlainContext
    environment.globals["words"] = words(language)
    return environment


class _Said(Extension):
    """`words("about")` in a template becomes the word itself, once instead of on every page."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        said: Any = self.environment.globals["words"]
        tokens = [*stream]
        at = 0
        while at < len(tokens):
            call = tokens[at : at + 4]
            if call[0].value == "words" and [t.type for t in call[1:]] == ["lparen", "string", "rparen"]:
                yield Token(call[2].lineno, "string", said(call[2].value))
                at += 4
            else:
                yield call[0]
                at += 1


class _PlainContext(Context):
    """Calls what a template calls: nothing of ours asks Jinja for its context, loop or block."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *given: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        return function(*given, **named)
