"""Finding a person's own entry by the name their phone gave it."""

from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.cravings.models import CheckIn, CravingEntry, Lapse, Win

AnyEntry = CravingEntry | Win | CheckIn | Lapse
TABLES: dict[str, type[AnyEntry]] = {
    "craving": CravingEntry,
    "win": Win,
    "checkin": CheckIn,
    "lapse": Lapse,
}


def own_row(person_id: UUID, entry: str, record_id: UUID, *, to_change: bool = False) -> AnyEntry:
    """The person's own entry of this kind. Raises NotFound for anyone else's."""
    table = TABLES[entry]
    asked = select(table).where(table.person_id == person_id, table.record_id == record_id)
    row = session().scalar(asked.with_for_update() if to_change else asked)
    if row is None:
        raise NotFound
    return row  # type: ignore[return-value]  # one of the tables above


def own_row_of_any_kind(person_id: UUID, record_id: UUID) -> tuple[str, AnyEntry]:
    """The person's own entry and its kind, to be changed. Raises NotFound."""
    for entry in TABLES:
        try:
            return entry, own_row(person_id, entry, record_id, to_change=True)
        except NotFound:
            continue
    raise NotFound
