"""A site on this machine's own address, where pages show what is saved while somebody looks at them."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from posixpath import normpath
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from talkoot.inputs import SOURCES

OURS = "/.talkoot/"
"""Below it stands what only a served site has."""

HOSTS = ("127.0.0.1", "localhost")
"""The names this machine may be asked by; a page from elsewhere whose own name leads here gets no answer."""

PATIENCE = 20.0
"""Seconds that a page waits for news before it asks again."""

SCRIPT = b"""\
const { searchParams } = new URL(document.currentScript.src);
const asked = new URLSearchParams({ page: location.pathname, mark: searchParams.get("mark") });
let waiting = null;

async function wait() {
  if (waiting || document.hidden) return;
  waiting = new AbortController();
  const answer = await fetch(`/.talkoot/changes?${asked}`, { signal: waiting.signal }).catch(() => null);
  waiting = null;
  if (answer?.status === 200) location.reload();
  else setTimeout(wait, answer ? 0 : 1000);
}

document.addEventListener("visibilitychange", () => (document.hidden ? waiting?.abort() : wait()));
wait();
"""
"""Asks for news of the page it stands on, and shows them. A browser holds few connections to one place open,
so a page that nobody sees waits for none."""


class Contents(Protocol):
    """What is served; see `live.Live`."""

    def content(self, path: str) -> bytes | None:
        """What stands at `path` below the site's top."""

    def differs(self, path: str, mark: str, patience: float) -> bool:
        """Whether it comes to be something else than what bears `mark`."""


Told = Callable[[Exception], str]
"""Tells what went wrong in a sentence, on the screen too."""


class Pages(BaseHTTPRequestHandler):
    """The site as a plain server gives it, with its own page for what is missing."""

    def __init__(self, site: Contents, told: Told, *connection: Any) -> None:
        self.site, self.told = site, told
        super().__init__(*connection)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not told; problems are what the screen is for."""

    def do_GET(self) -> None:
        if self.headers.get("Host", "").partition(":")[0] not in HOSTS:
            return self.answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
        try:
            self.give(urlsplit(self.path))
        except ConnectionError:
            raise
        except Exception as error:
            said = f"<title>500</title><body><p>{escape(self.told(error))}</p></body>"
            page = _watched(f"<!doctype html><meta charset=utf-8>{said}".encode(), stands=False)
            self.answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", page)
        return None

    do_HEAD = do_GET  # noqa: N815

    def give(self, address: Any) -> None:
        """Answer with what stands at an address."""
        path = unquote(address.path)
        if path == f"{OURS}live.js":
            self.answer(HTTPStatus.OK, "text/javascript", SCRIPT)
        elif path == f"{OURS}changes":
            asked = {key: values[0] for key, values in parse_qs(address.query).items()}
            page = _file(unquote(asked.get("page", "/")))
            differs = self.site.differs(page, asked.get("mark", ""), PATIENCE)
            self.answer(HTTPStatus.OK if differs else HTTPStatus.NO_CONTENT, "text/plain", b"")
        elif (content := self.site.content(_file(path))) is not None:
            kind = guess_type(_file(path))[0] or "application/octet-stream"
            self.answer(HTTPStatus.OK, kind, _watched(content) if kind == "text/html" else content)
        elif self.site.content(f"{_file(path)}/index.html") is not None:
            self.answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", address.path + "/")
        else:
            missing = self.site.content("404.html") or b""
            self.answer(HTTPStatus.NOT_FOUND, "text/html", _watched(missing, stands=False))

    def answer(self, status: HTTPStatus, kind: str, content: bytes, location: str = "") -> None:
        """Send it; a browser is to keep nothing."""
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _file(address: str) -> str:
    """Where the file of an address is, below the site's top; no way leads out of it."""
    path = normpath(f"/{address}").lstrip("/")
    return f"{path}/index.html".lstrip("/") if address.endswith("/") else path


def _watched(page: bytes, stands: bool = True) -> bytes:
    """A page that shows itself anew when it has changed, or when what it stands for has come to be."""
    from talkoot.live import mark_of

    mark = mark_of(page) if stands else ""
    body, end, rest = page.rpartition(b"</body>")
    return body + f'<script src="{OURS}live.js?mark={mark}"></script>'.encode() + end + rest


class Server(ThreadingHTTPServer):
    """Answers several visitors at once; one who leaves before the answer has come is no fault."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def listening(port: int) -> Iterator[Server]:
    """A server that nobody is answered by yet; port 0 takes any that is free. Only this machine reaches it.

    OSError where the port is taken.
    """
    server = Server(("127.0.0.1", port), BaseHTTPRequestHandler)
    try:
        yield server
    finally:
        server.server_close()


def address_of(server: Server) -> str:
    """Where the server's site can be looked at."""
    return f"http://127.0.0.1:{server.server_port}/"


@contextmanager
def serving(server: Server, site: Contents, told: Told = str) -> Iterator[None]:
    """The site can be looked at while the block runs."""
    server.RequestHandlerClass = partial(Pages, site, told)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def saves(root: Path) -> Iterator[set[str]]:
    """The paths that were saved below `root`, each time that somebody saves some; ends with Ctrl+C.

    The first comes at once, empty: from then on nothing that is saved is missed.
    """
    from watchfiles import watch

    watched = [root / name for name in SOURCES if (root / name).exists()]
    changes = watch(
        *watched,
        debounce=100,
        step=10,
        rust_timeout=100,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    for n, change in enumerate(changes):
        if change or n == 0:
            yield {path for _, path in change}
