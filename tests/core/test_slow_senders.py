"""Forms that never arrive hold nobody up; one that breaks off is not taken for a whole one."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.server import Server, free_port, start

HALF_OPEN = 20


@pytest.fixture
def server(database_url: str, tmp_path: Path, keyring_file: Path) -> Iterator[Server]:
    """One process of the web server, as `make run` starts two."""
    port = free_port()
    settings = {
        "INSTANCE_DIR": str(tmp_path),
        "DATABASE_URL": database_url,
        "KEYRING_FILE": str(keyring_file),
        "PORT": str(port),
        "WEB_PROCESSES": "1",
    }
    running = start(tmp_path, port, {**os.environ, **settings})
    yield running
    running.stop()


def half_a_form(port: int) -> socket.socket:
    """A sender who promised 500 bytes and sent some of them."""
    sender = socket.create_connection(("127.0.0.1", port), timeout=10)
    head = (
        "POST /sign-in HTTP/1.1",
        f"Host: localhost:{port}",
        "Content-Type: application/x-www-form-urlencoded",
        "Sec-Fetch-Site: same-origin",
        "Content-Length: 500",
    )
    sender.sendall(("\r\n".join(head) + "\r\n\r\nname=ana&password=half").encode())
    return sender


def test_twenty_half_sent_forms_hold_nobody_up(server: Server) -> None:
    with ExitStack() as held:
        for _ in range(HALF_OPEN):
            held.enter_context(half_a_form(server.port))
        for _ in range(5):
            asked_at = time.monotonic()
            with urlopen(f"{server.origin}/healthz", timeout=10) as answer:  # noqa: S310 -- our own address
                assert answer.status == 200
            assert time.monotonic() - asked_at < 1


def test_a_form_that_breaks_off_is_refused(server: Server) -> None:
    with half_a_form(server.port) as sender:
        sender.shutdown(socket.SHUT_WR)
        assert sender.recv(100).startswith(b"HTTP/1.1 400 ")
