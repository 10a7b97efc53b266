"""A network between any browser and the server that fails as real ones do: entries on their way.

What a browser's own tool can do to requests (outbox_chaos.py), this does to every browser alike.
"""

import random
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.browser.outbox_chaos import QUICK

FAULTS = ("503", "answer dropped", "answer cut", "portal", "silent")
SILENCE_S = 1.0
NOT_PASSED = {"host", "accept-encoding", "connection", "origin"}
NOT_BACK = {"transfer-encoding", "connection", "content-length", "date", "server"}


class BadNetwork(ThreadingHTTPServer):
    """`down`: nothing passes. `bad`: the share of entries that meet a fault."""

    daemon_threads = True

    def __init__(self, port: int, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Between)
        self.there, self.dice = port, random.Random(seed)
        self.down, self.bad = False, 0.0
        self.faults: dict[str, int] = {}
        self.origin = f"http://localhost:{self.server_address[1]}"

    def fault(self) -> str:
        """What happens to the next entry; nothing mostly."""
        if self.dice.random() >= self.bad:
            return ""
        found = self.dice.choice(FAULTS)
        self.faults[found] = self.faults.get(found, 0) + 1
        return found

    def handle_error(self, *_: object) -> None:
        """A browser that hung up is part of it."""


class Between(BaseHTTPRequestHandler):
    """One request on its way there and one answer on its way back."""

    server: BadNetwork

    def do_GET(self) -> None:
        self._pass(b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._pass(body, self.server.fault() if self.path == "/api/sync" else "")

    def _pass(self, body: bytes, fault: str = "") -> None:
        if self.server.down:
            self._hang_up()
        elif fault == "503":
            self._answer(503, [("X-Steady", "1")], b'{"error": "broken"}')
        elif fault == "portal":
            self._answer(200, [("Content-Type", "text/html")], b"<h1>Hotel</h1>")
        elif fault == "silent":
            time.sleep(SILENCE_S)
            self._hang_up()
        else:
            self._bring_back(body, fault)

    def _bring_back(self, body: bytes, fault: str) -> None:
        link = HTTPConnection("127.0.0.1", self.server.there, timeout=20)
        passed = {k: v for k, v in self.headers.items() if k.lower() not in NOT_PASSED}
        passed["Host"] = f"localhost:{self.server.there}"
        try:
            link.request(self.command, self.path, body or None, passed)
            found = link.getresponse()
            told = found.read()
        except (OSError, HTTPException):
            self._hang_up()
            return
        finally:
            link.close()
        if fault == "answer dropped":
            self._hang_up()
            return
        headers = [(k, v) for k, v in found.getheaders() if k.lower() not in NOT_BACK]
        self._answer(found.status, headers, b'{"id": "' if fault else _quick(self.path, told))

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def _quick(path: str, body: bytes) -> bytes:
    """The outbox with shorter patience."""
    if not path.endswith(("/outbox.js", "/sw.js")):
        return body
    text = body.decode()
    for pattern, words in QUICK:
        text, found = re.subn(pattern, words, text)
        assert found, f"{pattern} is not in {path}"
    return text.encode()


@contextmanager
def bad_network(port: int, seed: int) -> Iterator[BadNetwork]:
    """A network in front of the server on `port`, good until it is told otherwise."""
    network = BadNetwork(port, seed)
    threading.Thread(target=network.serve_forever, daemon=True).start()
    try:
        yield network
    finally:
        network.shutdown()
        network.server_close()
