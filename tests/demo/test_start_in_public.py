"""Promise: what starts under a public address has no demo, no account, and no way in."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from patient_app.demo.people import SIGN_IN
from tests.browser.server import Server, running

PUBLIC = "https://app.example.org"
PEOPLE = ("person", "center", "role_grant", "password", "passkey", "invitation", "episode")


@pytest.fixture
def server(tmp_path: Path):
    """Prepared and served from an empty folder, the way `make run` starts it."""
    with running(tmp_path, public_url=PUBLIC) as started:
        yield started


def try_to_sign_in(server: Server, name: str) -> tuple[int, str | None]:
    """The status and the cookie of an attempt, as it comes in through the proxy."""
    typed = urlencode({"name": name, "password": f"steady-demo-{name}"}).encode()
    headers = {"Host": "app.example.org", "Sec-Fetch-Site": "same-origin"}
    asked = Request(f"{server.origin}/sign-in", data=typed, headers=headers)  # noqa: S310
    try:
        with urlopen(asked, timeout=20) as answer:  # noqa: S310 -- our own address
            return answer.status, answer.headers["Set-Cookie"]
    except HTTPError as refused:
        return refused.code, refused.headers["Set-Cookie"]


def test_a_start_in_public_makes_nobody_and_lets_nobody_in(server: Server) -> None:
    for name in SIGN_IN[:2]:
        assert try_to_sign_in(server, name) == (422, None)
    with closing(sqlite3.connect(server.folder / "steady.db")) as database:
        for table in PEOPLE:
            [(count,)] = database.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            assert count == 0, table
