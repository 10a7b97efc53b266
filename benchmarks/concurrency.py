"""4 processes x 4 threads counting one number up, on both databases, with and without the line.

python -m benchmarks.concurrency
"""

import tempfile
from pathlib import Path

from benchmarks.pages import write_section
from patient_app.app import create_app
from patient_app.core import migrations
from patient_app.core.config import read_settings
from patient_app.core.db import db
from tests import databases
from tests.core.crowd import Told, hammer

ROUNDS = 25
BUDGET_MS = 500


def main() -> None:
    """Measure and write the section."""
    rows = [
        _row("SQLite", _measure(postgresql=False)),
        _row("PostgreSQL", _measure(postgresql=True)),
    ]
    rows.append(_row("SQLite without the file lock", _measure(postgresql=False, lock=False)))
    head = [
        "| Writers: 4 processes x 4 threads | Errors | Lost | Worst wait ms | Mean ms |",
        "|---|---|---|---|---|",
    ]
    table = "\n".join([*head, *rows])
    note = f"\n\nEach of {16 * ROUNDS} updates reads, adds one and writes. Budget: {BUDGET_MS} ms."
    print(table)
    write_section("Concurrency", table + note)


def _row(name: str, told: Told) -> str:
    return f"| {name} | {told.errors} | {told.lost} | {told.worst_ms:.0f} | {told.mean_ms:.0f} |"


def _measure(*, postgresql: bool, lock: bool = True) -> Told:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with databases.template(folder, postgresql=postgresql) as url:
            settings = read_settings({"INSTANCE_DIR": str(folder), "DATABASE_URL": url})
            with create_app(settings).app_context():
                migrations.upgrade()
                told = hammer(settings.database_url, rounds=ROUNDS, lock=lock)
                db.session.remove()
                db.engine.dispose()
        return told


if __name__ == "__main__":
    main()
