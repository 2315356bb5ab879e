"""Text → HTML. Markupsafe's own ways take longer over the many texts that need nothing done to them."""

from markupsafe import Markup, escape


def html(text: str) -> Markup:
    """`text`, which is HTML already."""
    return str.__new__(Markup, text)


def escaped(text: str) -> Markup:
    """`text` as HTML that shows it."""
    return escape(text) if has_signs(text) else str.__new__(Markup, text)


def has_signs(text: str) -> bool:
    """Whether it would be another as HTML. Five looks through it take less than one with a pattern."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


def shown(value: object) -> str:
    """Whatever a template shows, as HTML."""
    if type(value) is Markup or (type(value) is str and not has_signs(value)):
        return value
    return escape(value)
