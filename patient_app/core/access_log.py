"""One line a request: method, route, status, time, code. Never a path: paths hold invitation codes,
calendar tokens and the ids of people.

    GET /schedule/<uuid:occurrence_id> 200 12 ms 3FA9C1

The code is the one a person reads when something went wrong, and stands in the line of the defect.
"""

import time
from contextlib import suppress

from flask import Flask, Response, g, request

from patient_app.core.answers import request_code

_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def init_app(app: Flask) -> None:
    """Install it before any other step, so that it measures them all."""
    app.before_request(_start)
    app.after_request(_tell)


def _start() -> None:
    g.started = time.perf_counter()


def _tell(response: Response) -> Response:
    # A method that HTTP does not know is the sender's own words.
    method = request.method if request.method in _METHODS else "-"
    route = request.url_rule.rule if request.url_rule else "-"
    took = round((time.perf_counter() - g.started) * 1000)
    line = f"{method} {route} {response.status_code} {took} ms {request_code()}\n"
    with suppress(OSError):  # a line lost on a full disk must not cost anyone their page
        request.environ["wsgi.errors"].write(line)
    return response
