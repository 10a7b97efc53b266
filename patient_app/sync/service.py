"""Taking a record: the ledger row and what it stores commit together, or not at all."""

import hmac
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core.db import session, unit_of_work
from patient_app.core.ids import new_id
from patient_app.core.sealed import blind_index
from patient_app.sync.models import SyncRecord
from patient_app.sync.refusals import DifferentContent, NotYet
from patient_app.sync.rules.kinds import Kind, Told
from patient_app.sync.rules.records import Record, moment_of, said_at


class Taken(Enum):
    """How a record was received."""

    STORED = "stored"
    DUPLICATE = "duplicate"


@unit_of_work()
def take(
    person_id: UUID,
    center_id: UUID,
    record: Record,
    kind: Kind,
    now: datetime,
    *,
    phone_time: datetime | None = None,
) -> Taken:
    """Store a record of this patient's phone, once.

    The same content again is a DUPLICATE. Raises DifferentContent, NotYet, Unreadable, or what
    the kind's own verb refuses with.
    """
    known = _known(person_id, record.id)
    if known is not None:
        if not hmac.compare_digest(known.content, _content(record)):
            raise DifferentContent
        return Taken.DUPLICATE
    _require_earlier(person_id, record)
    when = moment_of(record.occurred_at, now)
    draft = kind.read(record.schema, record.data)
    said = said_at(record.occurred_at, now, phone_time)
    kind.store(Told(person_id, center_id, record.id, when, now, draft, said))
    _write_down(person_id, record, now, phone_time)
    return Taken.STORED


@unit_of_work()
def take_form(
    person_id: UUID,
    center_id: UUID,
    record: Record,
    kind: Kind,
    now: datetime,
    *,
    timed: bool = False,
) -> UUID:
    """Store what a plain form brought; the id under which it is kept.

    A form sent twice is one entry; `timed` when it said itself when it happened, else the two
    times of sending do not count. A form that a browser kept and that is filled in anew is a
    new entry, under an id of its own. Raises Unreadable or what the kind's verb refuses with.
    """
    known = _known(person_id, record.id)
    if known is not None:
        first = known.occurred_at.astimezone(record.occurred_at.tzinfo)
        again = record if timed else replace(record, occurred_at=first)
        if hmac.compare_digest(known.content, _content(again)):
            return record.id
        record = replace(record, id=new_id())
    take(person_id, center_id, record, kind, now)
    return record.id


def _known(person_id: UUID, record_id: UUID) -> SyncRecord | None:
    return session().scalar(
        select(SyncRecord).where(
            SyncRecord.person_id == person_id, SyncRecord.record_id == record_id
        )
    )


def _require_earlier(person_id: UUID, record: Record) -> None:
    wanted = set(record.waits_for)
    if not wanted:
        return
    there = session().scalar(
        select(func.count())
        .select_from(SyncRecord)
        .where(SyncRecord.person_id == person_id, SyncRecord.record_id.in_(wanted))
    )
    if there != len(wanted):
        raise NotYet


def _content(record: Record) -> bytes:
    return blind_index("sync_record.content", record.canonical())


def _write_down(
    person_id: UUID, record: Record, now: datetime, phone_time: datetime | None
) -> None:
    skew = None if phone_time is None else int((phone_time - now).total_seconds())
    session().add(
        SyncRecord(
            person_id=person_id,
            record_id=record.id,
            kind=record.kind,
            schema=record.schema,
            content=_content(record),
            occurred_at=record.occurred_at.astimezone(UTC),
            received_at=now,
            skew_seconds=skew,
        )
    )
    session().flush()
