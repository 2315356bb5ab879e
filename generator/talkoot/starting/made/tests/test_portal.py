"""The portal holds together: its files are right, it builds, links lead somewhere, colours can be read.

A test of your own goes into a file of its own beside this one, such as tests/test_ours.py.
"""

import re
import subprocess
import sys
import unittest
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from talkoot.starting.colours import is_readable

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
LOADED = re.compile(
    r'<(?:script|img|iframe|source)\b[^>]*\ssrc="(https?:[^"]*)"|<link\b[^>]*rel="stylesheet"[^>]*href="(https?:[^"]*)"'
)


def talkoot(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "talkoot", *arguments, "--root", str(ROOT)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


class Portal(unittest.TestCase):
    """Built once, into a folder that is taken away afterwards."""

    site: Path
    pages: dict[str, str]

    @classmethod
    def setUpClass(cls) -> None:
        folder = TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.site = Path(folder.name) / "site"
        built = talkoot("build", "--to", str(cls.site))
        assert built.returncode == 0, built.stdout + built.stderr
        cls.pages = {
            page.relative_to(cls.site).as_posix(): page.read_text(encoding="utf-8")
            for page in cls.site.rglob("*.html")
        }

    def test_the_files_are_right(self) -> None:
        checked = talkoot("check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_there_is_a_front_page(self) -> None:
        self.assertIn("<h1", self.pages["index.html"])

    def test_every_link_within_the_portal_leads_to_a_page_or_a_file(self) -> None:
        broken = [
            f"{path}: {link}"
            for path, html in self.pages.items()
            if path != "404.html"
            for link in LINK.findall(html)
            if not self.leads_somewhere(path, unescape(link))
        ]
        self.assertEqual(broken, [])

    def leads_somewhere(self, page: str, link: str) -> bool:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            return True
        target = (self.site / page).parent / unquote(parts.path)
        return target.is_file() or (target / "index.html").is_file()

    def test_no_page_loads_anything_from_elsewhere(self) -> None:
        for path, html in self.pages.items():
            self.assertIsNone(LOADED.search(html), path)

    def test_the_main_colour_can_be_read(self) -> None:
        told = (ROOT / "overrides/styles/colours.css").read_text(encoding="utf-8")
        main = re.search(r"--spruce: (#[0-9A-Fa-f]{6});", told)
        if main:
            self.assertTrue(
                is_readable(main[1]), f"{main[1]} is too light for text in overrides/styles/colours.css"
            )


if __name__ == "__main__":
    unittest.main()
