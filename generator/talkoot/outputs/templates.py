"""Our Jinja templates, a set for each language: what all its pages say alike is said when they are read."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha1
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Call, CondExpr, Const, EvalContext, Expr, FromImport, Getattr, Import
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from talkoot.languages import words
from talkoot.outputs.escaping import html, shown


@cache
def template(name: str, language: str) -> Template:
    """The template `name` for pages in `language`: values are escaped, an unknown name stops the build."""
    return _environment(language).get_template(name)


@cache
def _environment(language: str) -> Environment:
    environment = _Environment(
        loader=PackageLoader("talkoot"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_Said],
        bytecode_cache=None if sys.dont_write_bytecode else _CompiledTemplates(language),
    )
    environment.globals["words"] = words(language)
    return environment


class _CompiledTemplates(FileSystemBytecodeCache):
    """What templates are compiled to, kept where Python keeps our modules' own, and for the same reason.

    Never in a network's repository: its author could put code there that we would run.
    """

    def __init__(self, language: str) -> None:
        super().__init__(str(Path(__file__).parent / "__pycache__"), f"templates.{language}.%s.cache")
        said = (files("talkoot") / "words" / language / "interface.yml").read_bytes()
        self.made_of = sha1(said + Path(__file__).read_bytes() + version("jinja2").encode()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Of all that a template's code follows from: its text, the words said in it, and this module."""
        return sha1((self.made_of + source).encode()).hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where we may; else it is compiled again the next time."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


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


def _macro(body: Callable[..., str], names: Sequence[str]) -> Callable[..., Markup]:
    """A macro as a function; Jinja's own looks at every call for ways of being called that we do not use."""

    def called(*given: Any, **named: Any) -> Markup:
        if len(given) < len(names):
            given += tuple([named.pop(name, missing) for name in names[len(given) :]])
        return html(body(*given, **named))

    return called


class _Round:
    """The round of a loop that a template is in: all that ours ask of one. Jinja's own also looks ahead."""

    __slots__ = ("index0",)
    index0: int

    @property
    def first(self) -> bool:
        return self.index0 == 0

    @property
    def index(self) -> int:
        return self.index0 + 1


def _rounds(items: Iterable[Any], undefined: object) -> Iterator[tuple[Any, _Round]]:
    """Every item with its round."""
    this = _Round()
    for this.index0, item in enumerate(items):
        yield item, this


class _PlainCode(CodeGenerator):
    """What a template asks for is an attribute, what it calls is called, what it shows goes through `shown`.

    Jinja's own code also looks for keys behind every dot and asks each function what else it wants to be
    given: half of a page's time. Our templates want neither, nor macros that are told who called them.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("shown, LoopContext = environment.shown, environment.rounds")

    def visit_CondExpr(self, node: CondExpr, frame: Frame) -> None:  # noqa: N802
        """Without an `else` it is an empty text, where Jinja makes something that explains itself."""
        super().visit_CondExpr(CondExpr(node.test, node.expr1, node.expr2 or Const("")), frame)

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        names = [argument.name for argument in macro_ref.node.args]
        self.write(f"environment.macro(macro, {names + ['caller'] * macro_ref.accesses_caller})")

    def _import_common(self, node: Import | FromImport, frame: Frame) -> None:
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write("shown(")


class _Given(Context):
    """What a template is given. Jinja's own is made ready for blocks and imports that ours do not use."""

    def __init__(self, template: Template, given: dict[str, Any]) -> None:
        self.parent = given
        self.vars = {}
        self.environment = template.environment
        self.eval_ctx = template.environment.eval_context  # type: ignore[attr-defined]
        self.exported_vars = set()
        self.name = template.name
        self.globals_keys = set()
        self.blocks = {}


class _Template(Template):
    """A template that is filled in again and again."""

    def render(self, given: dict[str, Any]) -> str:
        all_given = _Given(self, {**self.environment.globals, **given})
        try:
            return "".join(self.root_render_func(all_given))
        except Exception:
            self.environment.handle_exception()
        finally:
            all_given.vars.clear()  # a macro among them would hold them, and they it, for ever


class _Environment(Environment):
    """Templates in `_PlainCode`, and what that calls."""

    code_generator_class = _PlainCode
    template_class = _Template
    shown = staticmethod(shown)
    rounds = staticmethod(_rounds)
    macro = staticmethod(_macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.eval_context = EvalContext(self)
        self.pieces: dict[str, TemplateModule] = {}

    def imported(self, name: str) -> TemplateModule:
        """The pieces that a template takes from another: they are the same on every page."""
        if name not in self.pieces:
            self.pieces[name] = self.get_template(name).module
        return self.pieces[name]
