"""Deleting an account: the notebook goes at once, the program's record loses the person.

What the program must keep stays for the years its policy names, under an id that leads to
nobody: the name, the sign-in and every link to the audit are gone. The ledger lets a restored
backup forget the person again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import subject_of, unerased_people
from patient_app.accounts.service.sessions import end_sessions
from patient_app.core.actors import Actor
from patient_app.core.audit import let_go_of
from patient_app.core.db import after_commit, session, unit_of_work
from patient_app.core.erased import key_of, write_down
from patient_app.core.personal_data import PersonalData
from patient_app.privacy.models import Erasure


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the ledger."""

    person_id: UUID
    erased_at: datetime


@unit_of_work()
def delete_account(actor: Actor, holders: Iterable[PersonalData], now: datetime) -> None:
    """The person's own wish, carried out in one commit."""
    _erase(actor.person_id, holders, now)


@unit_of_work()
def reapply_erasures(
    holders: Iterable[PersonalData], now: datetime, outside: Mapping[str, datetime] | None = None
) -> int:
    """After a restore: whoever is in the ledger and back in the tables goes again.

    So does whom only the lines `outside` the database know (core.erased).
    """
    holders, count = tuple(holders), 0
    if outside:
        keyed = ((person_id, key_of(person_id)) for person_id in unerased_people())
        add_to_ledger(Erased(who, outside[key]) for who, key in keyed if key in outside)
    for line in ledger():
        if subject_of(line.person_id) is not None:
            _erase(line.person_id, holders, now)
            count += 1
    return count


@unit_of_work()
def add_to_ledger(lines: Iterable[Erased]) -> None:
    """Carry a ledger into a restored database; lines it has already stay as they are."""
    there = {line.person_id for line in ledger()}
    session().add_all(
        Erasure(person_id=line.person_id, erased_at=line.erased_at)
        for line in lines
        if line.person_id not in there
    )
    session().flush()


def ledger() -> list[Erased]:
    """Everyone who was deleted, the earliest first."""
    rows = session().scalars(select(Erasure).order_by(Erasure.erased_at))
    return [Erased(row.person_id, row.erased_at) for row in rows]


def _erase(person_id: UUID, holders: Iterable[PersonalData], now: datetime) -> None:
    subject_id = subject_of(person_id)
    end_sessions(person_id, now, by="erasure")
    for holder in holders:
        holder.erase(person_id, now)
    if subject_id is not None:
        let_go_of(subject_id)
    add_to_ledger([Erased(person_id, now)])
    after_commit(lambda: write_down(person_id, now))
