"""Markdown in GitHub's dialect → HTML, by comrak, so that GitHub's own preview shows what we show."""

from functools import cache
from typing import Any

from talkoot.passing import passing


def to_html(text: str, raw_html: bool = False) -> str:
    """`text` as HTML; HTML of its own is left out with a comment in its place, or stays as `raw_html`.

    It is not yet clean: an address in it may be of any kind.
    """
    import comrak

    return str(comrak.render_markdown(passing(text), *_options(raw_html)))


@cache
def _options(raw_html: bool) -> tuple[Any, Any, Any]:
    """The extensions that make the dialect (GitHub Flavored Markdown Spec 0.29), and how code is marked."""
    import comrak

    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.autolink = extensions.strikethrough = extensions.tasklist = True
    extensions.tagfilter = True
    rendering.github_pre_lang = True
    rendering.unsafe_ = raw_html
    return extensions, comrak.ParseOptions(), rendering
