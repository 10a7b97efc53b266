"""Reminders of the log: how is it now, and the evening's check-in."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from patient_app.core import clock
from patient_app.core.db import unit_of_work
from patient_app.cravings.queries.reminding import days_told
from patient_app.cravings.rules.reminding import (
    AFTER,
    CHECK_IN,
    check_in_id,
    check_ins,
    how_is_it_now,
)
from patient_app.episodes.queries.attending import attending_people
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.rules.kinds import Manner
from patient_app.notifications.rules.wanted import Wanted
from patient_app.notifications.service.reminding import call_off, keep_only, of_person, remind
from patient_app.sync.rules.kinds import Told

_AT_ONCE = 100


def ask_later(told: Told) -> None:
    """A craving just told is asked after in a quarter of an hour; one of long ago is not."""
    wanted = how_is_it_now(told.person_id, told.center_id, told.record_id, told.when.at)
    if wanted.due_at > told.received_at:
        remind([wanted], Manner.BOUND, told.received_at)


def no_need_to_ask(person_id: UUID, record_id: UUID, now: datetime) -> None:
    """How it went is told already."""
    call_off(AFTER, [record_id], now, person_id)


def checked_in(told: Told) -> None:
    """Today's question is answered."""
    day = check_in_id(told.person_id, told.when.local.date())
    call_off(CHECK_IN, [day], told.received_at, told.person_id)


@unit_of_work()
def lay_out_check_ins(person_ids: Collection[UUID], now: datetime) -> None:
    """The next evenings of these people, and no others of theirs."""
    choices = choices_of(person_ids)
    done = days_told(person_ids, (now - timedelta(days=1)).date())
    for person_id, chosen in choices.items():
        told = done.get(person_id, frozenset())
        wanted: list[Wanted] = []
        if CHECK_IN not in chosen.off:
            wanted = check_ins(person_id, chosen.check_in_at, chosen.zone, now, told)
        keep_only(CHECK_IN, of_person(person_id), wanted, Manner.BOUND, now)


def lay_out_all_check_ins(now: datetime) -> int:
    """Everyone in a program, a few at a time, so that nobody waits for the whole of it."""
    people = attending_people()
    for start in range(0, len(people), _AT_ONCE):
        lay_out_check_ins(people[start : start + _AT_ONCE], now)
    return len(people)


def check_in_choices_changed(person_id: UUID) -> None:
    """Another hour, or none. Inside the unit of work that keeps the choice."""
    lay_out_check_ins([person_id], clock.now())
