"""What servers and search engines are told: `sitemap.xml`, `robots.txt`, `_headers`."""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from html import escape

from talkoot.outputs.admin.configuration import is_possible
from talkoot.outputs.site import File, Listed, Site

A_SITEMAP = 50_000
"""Addresses in one sitemap (sitemaps.org, protocol 0.9)."""

_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(site: Site, files: Sequence[File]) -> Iterator[File]:
    """The pages among `files` that others should find; several sitemaps and their index when there are many.

    A page stands here in the languages its text is written in; each names the others.
    """
    if not site.url:
        return
    listed = [file.listed for file in files if file.listed]
    parts = [listed[start : start + A_SITEMAP] for start in range(0, len(listed), A_SITEMAP)]
    for number, part in enumerate(parts, 1):
        told = [f"{page.language} {page.address} {page.languages}" for page in part]
        name = f"sitemap-{number}.xml" if len(parts) > 1 else "sitemap.xml"
        yield File(name, partial(_urls, site, part), of=sha256("\n".join(told).encode()).digest())
    if len(parts) > 1:
        yield File("sitemap.xml", lambda: _index(site, len(parts)), of=len(parts))


def _urls(site: Site, listed: Sequence[Listed]) -> bytes:
    rows = []
    for page in listed:
        written = [code for code in site.languages if code in page.languages]
        rows.append(f"<url><loc>{escape(site.absolute(page.language, page.address))}</loc>")
        if len(written) > 1:
            for code in written:
                href = escape(site.absolute(code, page.address))
                rows.append(f'<xhtml:link rel="alternate" hreflang="{code}" href="{href}"/>')
        rows.append("</url>\n")
    return f"{_URLSET}{''.join(rows)}</urlset>\n".encode()


def _index(site: Site, count: int) -> bytes:
    rows = [
        f"<sitemap><loc>{escape(str(site.url))}sitemap-{n}.xml</loc></sitemap>\n" for n in range(1, count + 1)
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(rows)}</sitemapindex>\n".encode()


def robots(site: Site) -> Iterator[File]:
    """Everything may be read by everyone (RFC 9309)."""
    where = f"Sitemap: {site.url}sitemap.xml\n" if site.url else ""
    yield File("robots.txt", lambda: f"User-agent: *\nAllow: /\n{where}".encode())


def headers(site: Site) -> Iterator[File]:
    """For servers that read `_headers`, as Netlify's do; elsewhere the policy in the page counts."""
    # A header holds for every page, and the editor at /admin/ asks for more than others may do: where there
    # is one, each page's own policy is what counts.
    policies = ["object-src 'none'; base-uri 'none'"] if is_possible(site) else [site.frames.policy]
    told = {
        "Content-Security-Policy": "; ".join([*policies, "frame-ancestors 'none'"]),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    lines = [f"  {name}: {value}\n" for name, value in told.items()]
    yield File("_headers", lambda: f"/*\n{''.join(lines)}".encode())
