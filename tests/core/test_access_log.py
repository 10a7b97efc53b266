"""The access log tells the route, and nothing that a person or an address brought along."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from flask import Flask

from patient_app.core.access import public
from tests.client import Browser
from tests.people import Someone

CANARY = "canary"


@pytest.fixture
def told(ana: Someone, browser: Callable[..., Browser]) -> Callable[..., tuple[int, str]]:
    """`told("GET", "/schedule")` -> the status and the line that was written."""

    def ask(method: str, address: str, **values: object) -> tuple[int, str]:
        log = StringIO()
        answer = browser(ana).open(address, method=method, errors_stream=log, **values)
        return answer.status_code, log.getvalue()

    return ask


def test_a_line_says_method_route_status_time_and_code(told) -> None:
    status, line = told("GET", "/schedule/week?on=2026-10-14")
    assert re.fullmatch(r"GET /schedule/week 200 \d+ ms [0-9A-F]{6}\n", line), line
    assert status == 200


@pytest.mark.parametrize(
    ("method", "address", "status", "route"),
    [
        ("GET", "/schedule/week?on=canary", 200, "/schedule/week"),
        ("GET", "/invite/CANARYCA", 200, "/invite/<code>"),
        ("GET", "/schedule/feed/canary.ics", 404, "/schedule/feed/<token>.ics"),
        ("GET", "/canary/in/a/path?q=canary", 404, "-"),
        ("GET", "/static/canary.js", 404, "/static/<path:address>"),
        ("CANARY", "/schedule", 405, "-"),
        ("POST", "/schedule/blocks", 422, "/schedule/blocks"),
    ],
)
def test_nothing_a_sender_wrote_is_told(
    told, capfd, caplog, method, address, status, route
) -> None:
    headers = {"User-Agent": CANARY, "X-Forwarded-For": CANARY, "Referer": f"http://x/{CANARY}"}
    data = {"title": CANARY, "name": CANARY, CANARY: CANARY} if method == "POST" else None
    got, line = told(method, address, headers=headers, data=data)
    assert (got, line.split()[1:3]) == (status, [route, str(status)])
    everything = line + caplog.text + "".join(capfd.readouterr())
    assert CANARY not in everything.lower()


def test_a_defect_is_told_with_the_code_the_person_reads(
    app: Flask, browser: Callable[..., Browser], caplog: pytest.LogCaptureFixture
) -> None:
    @public
    def broken() -> str:
        raise RuntimeError(CANARY)

    app.add_url_rule("/broken", view_func=broken, methods=["POST"])
    log = StringIO()
    page = browser().open("/broken", method="POST", data={"note": CANARY}, errors_stream=log)
    line, code = log.getvalue(), log.getvalue().split()[-1]
    assert line.startswith("POST /broken 500 ")
    assert code in page.get_data(as_text=True)
    assert code in caplog.text
    assert CANARY not in line + caplog.text
