"""Keys, database, migrations, audit."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from patient_app.core import audit, revisions
from patient_app.core.config import Settings
from patient_app.core.db import db, session
from patient_app.core.sealed import KeyRing, KeyRingUnusable
from patient_app.operations.backup.swap import JOURNAL, MARKER
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.doctor.findings import Finding, broken, watch, well
from patient_app.operations.refusals import CannotDo
from patient_app.operations.rotation.document import step_of


def keys(settings: Settings) -> Finding:
    """Is the ring there, ours alone, and does it open every sealed field?"""
    try:
        ring = KeyRing.load(settings.keyring_file)
        fields = check_sealed()
    except (KeyRingUnusable, CannotDo) as refusal:
        return broken("keys", f"{refusal} See docs/runbook.md, *The key ring is gone or damaged*.")
    if settings.keyring_file.stat().st_mode & 0o077:
        return broken("keys", f"Others can read the keys: chmod 600 {settings.keyring_file}.")
    if step_of(ring.document):
        return watch("keys", "A key rotation was interrupted: run keys rotate again.")
    return well("keys", f"The key ring opens all {fields} sealed fields.")


def database(settings: Settings) -> Finding:
    """Does it answer, and is it whole?"""
    if any((settings.instance_dir / name).exists() for name in (MARKER, JOURNAL)):
        return broken("database", "A restore was interrupted: run the same restore again.")
    try:
        if db.engine.dialect.name == "sqlite":
            said = session().execute(text("PRAGMA quick_check")).scalar_one()
            if said != "ok":
                return broken("database", "The database file is damaged: restore a backup.")
        session().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return broken("database", "The database does not answer: is DATABASE_URL right?")
    return well("database", f"The {db.engine.dialect.name} database answers and is whole.")


def migrations(_settings: Settings) -> Finding:
    """Does the database have the shape this version expects?"""
    current, head = revisions.current_revision(), revisions.head_revision()
    if current != head:
        return broken("migrations", f"The database is at {current}, not at {head}: run upgrade.")
    return well("migrations", f"The database is at {head}.")


def audit_chain(_settings: Settings) -> Finding:
    """Is the record of who read what unbroken?"""
    at = audit.verify_chain()
    if at is not None:
        return broken("audit", f"The audit does not hold together from entry {at} on.")
    return well("audit", "The audit is unbroken.")
