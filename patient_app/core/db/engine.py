"""How connections behave: read-only unless a unit of work opened them."""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

db = SQLAlchemy()

WRITES = "steady_writes"
ISOLATION = "steady_isolation"


def prepare(engine: Engine) -> None:
    """Install the connection rules of this engine's database."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _open_sqlite(connection: Any, _record: object) -> None:
    # None hands BEGIN to us: the driver's own habit loses concurrent read-modify-writes.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "temp_store=MEMORY",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    # Only when it changes: the pragma makes SQLite throw away every prepared statement.
    if connection.info.get(WRITES) is not writes:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info[WRITES] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    mode = "READ WRITE" if options.get(WRITES, False) else "READ ONLY"
    level = options.get(ISOLATION, "REPEATABLE READ")
    connection.exec_driver_sql(f"SET TRANSACTION ISOLATION LEVEL {level} {mode}")
