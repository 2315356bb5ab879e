"""A built site on this machine's own address, built again whenever a file of the network is saved."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WATCHED = ("content", "members", "overrides", "mkdocs.yml")


class Pages(SimpleHTTPRequestHandler):
    """The site as a plain server gives it: no listing of folders, its own page for what is missing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not told; problems are what the screen is for."""

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        return None


class Server(ThreadingHTTPServer):
    """Answers several visitors at once; one who leaves before the answer has come is no fault."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(site: Path, port: int) -> Iterator[str]:
    """The address at which `site` can be looked at while the block runs; port 0 takes any that is free.

    Only this machine reaches it. OSError where the port is taken.
    """
    server = Server(("127.0.0.1", port), partial(Pages, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saves(root: Path) -> Iterator[None]:
    """An item for each time that somebody saved files below `root`; ends with Ctrl+C.

    The first comes at once: from then on nothing that is saved is missed.
    """
    from watchfiles import watch

    watched = [root / name for name in WATCHED if (root / name).exists()]
    changes = watch(
        *watched,
        debounce=100,
        step=30,
        rust_timeout=100,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    for n, change in enumerate(changes):
        if change or n == 0:
            yield
