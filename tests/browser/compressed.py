"""A site as a public server sends it: compressed, over connections that stay open, to be kept for ten minutes."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO
from urllib.parse import urlsplit

from talkoot.serve import Server

from .folder import Folder
from .visit import PREFIX

PACKED = (".gz", ".pf_fragment", ".pf_index", ".pf_meta", ".png", ".jpg", ".pagefind", ".webp", ".woff2")
"""What is compressed already; Pagefind packs its own files."""


@cache
def packed(file: Path) -> bytes:
    """A file's content as gzip sends it; brotli, which some servers have, makes it a fifth smaller."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class Compressed(Folder):
    """Sends a site from below `PREFIX` as GitHub Pages would, with the headers its `_headers` file asks for."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = urlsplit(self.path).path
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        if not file.is_file() or file.suffix in PACKED or "gzip" not in self.headers["Accept-Encoding"]:
            return super().send_head()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed(file))))
        self.end_headers()
        return BytesIO(packed(file))

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines():
            name, colon, value = line.strip().partition(": ")
            if colon:
                self.send_header(name, value)
        self.send_header("Cache-Control", "max-age=600")
        SimpleHTTPRequestHandler.end_headers(self)


@contextmanager
def sending(site: Path) -> Iterator[str]:
    """Where a site is while it is sent: `http://127.0.0.1:…/portal/`."""
    server = Server(("127.0.0.1", 0), partial(Compressed, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
