"""CPU, queries and bytes of the pages people open most, beside their floor.

python -m benchmarks.pages        prints a table and writes benchmarks/results.md
"""

import gc
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.floor import Floor, Statement, cpu_ms, measure_floor
from patient_app.app import create_app
from patient_app.core import pages
from patient_app.core.config import read_settings
from patient_app.core.db import db
from patient_app.core.i18n import current_language
from patient_app.core.migrations import upgrade
from patient_app.demo.build import build_demo
from patient_app.demo.sign_in import demo_session

PAGES = {
    "Today": ("ana", "/"),
    "Schedule": ("ana", "/schedule"),
    "Week": ("ana", "/schedule/week"),
    "Privacy": ("ana", "/privacy"),
    "Care week": ("carla", "/care/week"),
}


@dataclass(frozen=True)
class Measured:
    """One page: milliseconds of CPU, statements, bytes compressed, and its floor."""

    page: str
    cpu: float
    queries: int
    bytes: int
    floor: Floor

    @property
    def ratio(self) -> float:
        return self.cpu / self.floor.total


def measure(app: Flask, page: str, who: str, path: str) -> Measured:
    """Measure one page as one person sees it."""
    environ = environ_of(who, path)
    answer(app, environ)
    with recorded() as statements, printed() as renders:
        body, status, _ = answer(app, environ)
    assert status.startswith("200"), f"{path} answered {status}"
    size = len(b"".join(body))
    cpu = cpu_ms(lambda: answer(app, environ))
    with app.test_request_context(path, base_url="http://localhost:8000"):
        floor = measure_floor(renders[0], statements, str(db.engine.url.database))
    return Measured(page, cpu, len(statements), size, floor)


def environ_of(who: str, path: str) -> dict[str, Any]:
    """A request for a page by one person of the demo, its log line going nowhere."""
    builder = EnvironBuilder(
        path,
        base_url="http://localhost:8000",
        headers={"Cookie": f"steady={demo_session(who)}", "Accept-Encoding": "br"},
        errors_stream=StringIO(),
    )
    return builder.get_environ()


def answer(app: Flask, environ: dict[str, Any]) -> Any:
    """One request in a context of its own, as the web server gives it."""
    return Context().run(run_wsgi_app, app, dict(environ), buffered=True)


@contextmanager
def printed() -> Iterator[list[Callable[[], object]]]:
    """The renders of a page meanwhile, to be done again with the same values."""
    seen: list[Callable[[], object]] = []
    original = pages.render

    def note(template: str, block: str | None = None, **values: Any) -> str:
        found = current_app.extensions["templates"][current_language()].get_template(template)
        context = {**pages._shell(), **values}
        seen.append(lambda: found.render(context))
        return original(template, block, **values)

    pages.render = note
    try:
        yield seen
    finally:
        pages.render = original


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """The statements sent to the database meanwhile, transaction control aside."""
    seen: list[Statement] = []

    def note(_c: object, _cur: object, sql: str, values: object, _ctx: object, many: bool) -> None:
        if not many and sql.startswith("SELECT"):
            seen.append((sql, tuple(values) if values else ()))  # type: ignore[arg-type]

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def main() -> None:
    """Measure every page and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings({"INSTANCE_DIR": folder}))
        with app.app_context():
            upgrade()
            build_demo()
            gc.collect()
            gc.freeze()  # as serve.py does
            rows = [measure(app, page, who, path) for page, (who, path) in PAGES.items()]
            db.engine.dispose()
    table = as_table(rows)
    print(table)
    write_section("Pages", table)


def as_table(rows: list[Measured]) -> str:
    """The rows as Markdown."""
    lines = [
        "| Page | CPU ms | Floor ms (hello + queries + render) | Ratio | Queries | Bytes (br) |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        parts = f"{row.floor.hello:.2f} + {row.floor.queries:.2f} + {row.floor.render:.2f}"
        lines.append(
            f"| {row.page} | {row.cpu:.2f} | {row.floor.total:.2f} ({parts}) |"
            f" {row.ratio:.1f} | {row.queries} | {row.bytes} |"
        )
    return "\n".join(lines)


def write_section(title: str, body: str) -> None:
    """Replace one section of benchmarks/results.md."""
    path = Path(__file__).with_name("results.md")
    text = (
        path.read_text()
        if path.exists()
        else "# Measured\n\nRatios count; absolute times depend on the machine.\n"
    )
    head, _, rest = text.partition(f"\n## {title}\n")
    tail = rest.partition("\n## ")[2]
    machine = f"Python {platform.python_version()}, medians of 7 rounds of 60 requests."
    section = f"\n## {title}\n\n{machine}\n\n{body}\n"
    path.write_text(head.rstrip("\n") + "\n" + section + (f"\n## {tail}" if tail else ""))


if __name__ == "__main__":
    main()
