"""Does a backup fit here, is its data whole, and does every sealed field open?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import Base, session
from patient_app.core.revisions import UnknownRevision, require_known
from patient_app.core.sealed import CONTRACTS, CannotUnseal, bound_to, current_ring
from patient_app.operations.backup.manifest import Manifest
from patient_app.operations.refusals import CannotDo


def check_fits(said: Manifest, database: str) -> None:
    """Raises CannotDo when this version or this kind of database cannot take the backup."""
    if said.database != database:
        raise CannotDo(f"This backup holds a {said.database} database, and this one is {database}.")
    try:
        require_known(said.revision)
    except UnknownRevision:
        raise CannotDo(
            f"This backup was made by a newer version of Steady than this one ({said.app_version})."
        ) from None


def check_sqlite(path: Path) -> None:
    """SQLite's own checks. Raises CannotDo."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            stray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        whole, stray = False, None
    if not whole or stray:
        raise CannotDo("The database in this backup is damaged. Nothing was changed.")


def check_sealed() -> int:
    """How many sealed fields there are, each opened once. Raises CannotDo."""
    opened = 0
    for contract, row_id, held in _sealed_fields():
        try:
            current_ring().unseal(held, bound_to(contract, row_id))
        except CannotUnseal:
            raise CannotDo(f"A field of {contract} does not open with the key ring.") from None
        opened += 1
    return opened


def _sealed_fields() -> Iterator[tuple[str, UUID, bytes]]:
    for contract, (model, column) in CONTRACTS.items():
        table = Base.metadata.tables[getattr(model, "__tablename__")]  # noqa: B009 -- a model, typed as `type`
        wanted = select(table.c.id, table.c[column]).where(table.c[column].is_not(None))
        for row in session().execute(wanted).yield_per(500):
            yield contract, row[0], row[1]
