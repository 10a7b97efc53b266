"""A whole copy of the database while people go on writing."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from patient_app.core.db import db
from patient_app.operations.refusals import CannotDo

FILES = {"sqlite": "steady.db", "postgresql": "steady.pgdump"}


def take_snapshot(folder: Path) -> Path:
    """A copy as of one instant, in `folder`. Raises CannotDo."""
    kind = db.engine.dialect.name
    target = folder / FILES[kind]
    if kind == "sqlite":
        _copy_sqlite(Path(str(db.engine.url.database)), target)
    else:
        _dump_postgresql(db.engine.url, target)
    return target


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        # All pages in one step: one read snapshot, which in WAL mode stops no writer.
        reading.backup(writing, pages=-1)
        writing.execute("PRAGMA journal_mode=DELETE")


def _dump_postgresql(url: URL, target: Path) -> None:
    program = find_program("pg_dump")
    command = [program, "--format=custom", "--no-owner", "--no-privileges"]
    run_postgresql([*command, "--exclude-table=huey_*", f"--file={target}"], url)


def fill_postgresql(dump: Path, url: URL, *options: str) -> None:
    """Read a dump into a database, all of it or nothing. Raises CannotDo."""
    command = [find_program("pg_restore"), "--no-owner", "--no-privileges", *options]
    run_postgresql([*command, "--single-transaction", str(dump)], url)


def find_program(name: str) -> str:
    """The path of one of PostgreSQL's own programs. Raises CannotDo."""
    found = shutil.which(name)
    if found is None:
        raise CannotDo(
            f"{name} is not on this machine: please install the package postgresql-client."
        )
    return found


def run_postgresql(command: list[str], url: URL) -> None:
    """Run one of PostgreSQL's programs on our database; the password stays off the command line."""
    address = url.set(drivername="postgresql", password=None)
    env = {**os.environ, "PGPASSWORD": url.password or ""}
    command = [*command, "--dbname", address.render_as_string(hide_password=False)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own list, no shell
    if done.returncode:
        said = "; ".join(done.stderr.split("\n")).strip("; ") or str(done.returncode)
        raise CannotDo(f"{Path(command[0]).name} failed: {said}")
