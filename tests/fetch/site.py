"""A web site on this machine, with paths that answer well or badly."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """``pages`` maps a path to a body, to (status, headers, body), or to a function that writes the answer itself."""

    def __init__(self):
        self.pages: dict[str, bytes | tuple[int, dict, bytes] | Callable] = {}
        self.asked: list[str] = []
        self.headers: list[dict] = []
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def drip(self, handler, start: bytes, more: bytes) -> None:
        """Write ``start``, then ``more`` again and again, a little at a time, until nobody listens."""
        with suppress(OSError):
            handler.wfile.write(start)
            while not self.closing.is_set():
                handler.wfile.write(more)
                time.sleep(0.05)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self):
        self.site.asked.append(self.path)
        self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
        page = self.site.pages.get(self.path, (404, {}, b""))
        if callable(page):
            page = page(self)
        if page is None:
            self.close_connection = True
            return
        status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
        self.send_response_only(status)  # without a date of its own
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format, *args):
        """Say nothing."""
