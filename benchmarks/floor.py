"""The floor under a page: what this stack must spend even if our own code cost nothing.

floor = an empty Flask answer + the page's own SQL on a bare connection + a bare Jinja render of
the page's own template with values that are ready. Everything a page costs above that is ours to
justify (DESIGN section 6: at most 4.0 times the floor, aim 3.0).
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

ROUNDS = 7
PER_ROUND = 60

Statement = tuple[str, Sequence[object]]


@dataclass(frozen=True)
class Floor:
    """Milliseconds of CPU a request."""

    hello: float
    queries: float
    render: float

    @property
    def total(self) -> float:
        return self.hello + self.queries + self.render


def measure_floor(
    render: Callable[[], object], statements: Sequence[Statement], database: str
) -> Floor:
    """The floor of a page that prints with `render` after running `statements` on `database`."""
    return Floor(
        hello=cpu_ms(_hello()),
        queries=cpu_ms(_raw_queries(statements, database)),
        render=cpu_ms(render),
    )


def cpu_ms(call: Callable[[], object]) -> float:
    """Median over rounds of the CPU milliseconds one call takes."""
    call()
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(PER_ROUND):
            call()
        rounds.append((time.process_time() - started) / PER_ROUND * 1000)
    return statistics.median(rounds)


def _hello() -> Callable[[], object]:
    app = Flask("floor")
    app.add_url_rule("/", view_func=lambda: "hello")
    environ = EnvironBuilder("/").get_environ()
    return lambda: run_wsgi_app(app, environ, buffered=True)


def _raw_queries(statements: Sequence[Statement], database: str) -> Callable[[], object]:
    connection = sqlite3.connect(database)

    def run() -> None:
        for sql, values in statements:
            connection.execute(sql, values).fetchall()

    return run
