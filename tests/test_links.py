"""Every link of a site leads somewhere, its fragment too: lychee follows them where the site will stand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from built import FULL, URL, BuiltSite, build_site, copy_of

ORIGIN = "https://org.example"


def broken(site: Path, prefix: str, server: Path) -> list[str]:
    """What leads nowhere from a site below `prefix` of `ORIGIN`; `server` is an empty folder to serve it from.

    Links in HTML and CSS, in the sitemap, feeds and exports; those to subscribe to a calendar count like
    others. Nothing is asked of the network: links to other sites, e-mail and telephones are left as they are.
    """
    place = server / prefix.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(site)
    own = [f"{scheme}://org.example/ {server.as_uri()}/" for scheme in ("https", "webcal")]
    # What stands behind the address of a form tells its script which record it is for.
    own.append(f"({server.as_uri()}{prefix}.*edit/[a-z]+)/?#.* $1/")
    lychee = [Path(sys.executable).with_name("lychee"), "--offline", "--no-progress", "--format", "json"]
    where = ["--root-dir", server, "--index-files", "index.html", *(f"--remap={address}" for address in own)]
    reads = ["--include-fragments", "--hidden", "--no-ignore", "--extensions", "html,css,xml,json,txt"]
    done = subprocess.run(
        [*lychee, *where, *reads, "--", place],
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 2), done.stderr
    found = json.loads(done.stdout)
    assert found["successful"], "no link was followed"
    return sorted(
        f"{Path(page).relative_to(place)}: {link['url'].removeprefix(server.as_uri())}"
        for page, links in found["error_map"].items()
        for link in links
    )


@pytest.mark.parametrize("name", ["full", "demonstration"])
def test_every_link_leads_somewhere_below_a_path(
    request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    site: BuiltSite = request.getfixturevalue(name)

    assert broken(site.folder, URL.removeprefix(ORIGIN), tmp_path / "server") == []


def test_every_link_leads_somewhere_without_a_path(tmp_path: Path) -> None:
    site = build_site(copy_of(FULL, tmp_path / "network"), tmp_path / "site", url=f"{ORIGIN}/")

    assert broken(site.folder, "/", tmp_path / "server") == []


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    fine = f'<a href="#here" id="here"></a><a href="./"></a><a href="{URL}"></a><a href="mailto:a@b.example"></a>'
    links = ("#gone", "gone/", "/gone/", "../", f"{URL}gone/", "webcal://org.example/portal/gone.ics")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(fine + "".join(f'<a href="{link}">x</a>' for link in links))
    (site / "page.css").write_text("a { background: url(gone.png) }")
    (site / "sitemap.xml").write_text(f"<loc>{URL}old/</loc>")

    found = broken(site, "/portal/", tmp_path / "server")

    assert found == [
        "index.html: ",
        "index.html: /gone",
        "index.html: /portal/gone",
        "index.html: /portal/gone.ics",
        "index.html: /portal/gone/",
        "index.html: /portal/index.html#gone",
        "page.css: /portal/gone.png",
        "sitemap.xml: /portal/old/",
    ]
