"""Markdown of a record → clean HTML: GitHub's dialect without raw HTML, then an allow-list."""

import re

import nh3
from markupsafe import Markup

from talkoot.markdown import to_html

TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "del", "a"),
    *("h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
NOWHERE_ELSE: dict[str, set[str]] = {"*": set()}
"""Else the cleaner lets `lang` through, which Markdown takes from a block of code: “html” is no language."""

SCHEMES = {"http", "https", "mailto", "tel"}

_ALLOWED = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES | NOWHERE_ELSE, url_schemes=SCHEMES, link_rel="nofollow noopener ugc"
)
_HEADING = re.compile(r"(</?h)([1-6])>")
_PICTURE = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*/>')
_CHECKBOX = re.compile(r'<input type="checkbox"( checked="")?[^>]*>')


def prose(text: str, top: int = 3) -> Markup:
    """`text` as HTML that holds no script, no picture and no outside request.

    Its headings begin at level `top`. A picture leaves its description, a ticked box its sign.
    """
    html = to_html(text)
    if "<h" in html:
        down = top - min(int(level) for _, level in _HEADING.findall(html) or [("", top)])
        html = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + down, 6)}>", html)
    html = html.replace('<a href="">', "<a>")  # an address of a kind that is not allowed
    if "<img" in html:
        html = _PICTURE.sub(r"\1", html)
    if "<input" in html:
        html = _CHECKBOX.sub(lambda found: "☑" if found[1] else "☐", html)
    return Markup(_ALLOWED.clean(html))
