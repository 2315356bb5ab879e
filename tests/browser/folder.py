"""A folder as a plain server sends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

from talkoot.serve import Server


class Folder(SimpleHTTPRequestHandler):
    """Sends a folder's files, and its own page for what is missing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        content = page.read_bytes() if page.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Where a folder is while it is served: `http://127.0.0.1:…/`."""
    server = Server(("127.0.0.1", 0), partial(Folder, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
