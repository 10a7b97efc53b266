"""Questions for another time, as the team reads them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from patient_app.accounts.queries.people import names_of
from patient_app.careteam.queries.requests import answered, queue
from patient_app.careteam.words import SINGLE
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.episodes.queries.episodes import known_names
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.requests import RequestLine
from patient_app.schedule.rules.kinds import RequestState, SeriesKind


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `late`: its working hours have run out, or the session comes before that;
    `passed_on`: it came from another.
    """

    id: UUID
    person_id: UUID
    name: str
    initial: str
    session_id: UUID
    session: str
    when: str
    note: str | None
    asked: str
    due: str
    late: bool
    owner: str | None
    mine: bool
    passed_on: bool
    open: bool
    single: bool
    answer: str | None
    answered: str | None


def requests_page(actor: Actor, now: datetime) -> dict[str, Any]:
    """The queue and what was answered lately, and `read`: whose words are on the page."""
    waiting, done = queue(actor, now), answered(actor, now)
    questions = present(actor, [*waiting, *done], now)
    return {
        "waiting": questions[: len(waiting)],
        "answered": questions[len(waiting) :],
        "read": {line.request.person_id for line in (*waiting, *done)},
    }


def present(actor: Actor, lines: Collection[RequestLine], now: datetime) -> list[Question]:
    """Questions with names: three queries, whatever their number."""
    people = known_names(actor.center_id, {line.request.person_id for line in lines})
    staff = {line.request.owner_id for line in lines} | {line.request.answered_by for line in lines}
    names = names_of({each for each in staff if each is not None})
    zone = actor.center_zone
    return [_question(actor, line, people, names, zone, now) for line in lines]


def _question(
    actor: Actor,
    line: RequestLine,
    people: dict[UUID, str],
    names: dict[UUID, str],
    zone: str,
    now: datetime,
) -> Question:
    asked, session, series = line.request, line.occurrence, line.series
    name = people[asked.person_id]
    on = words.local(session.starts_at, series.zone).date()
    span = words.span(session.starts_at, session.ends_at, series.zone)
    return Question(
        id=asked.id,
        person_id=asked.person_id,
        name=name,
        initial=name[:1].upper(),
        session_id=session.id,
        session=title_of(series),
        when=f"{words.day_short(on)}, {span}",
        note=asked.note,
        asked=gettext("%(age)s ago", age=words.duration(now - asked.asked_at)),
        due=_due(line, zone, now),
        late=asked.due_at <= now or asked.due_at >= session.starts_at,
        owner=names.get(asked.owner_id) if asked.owner_id else None,
        mine=asked.owner_id == actor.person_id,
        passed_on=asked.passed_on > 0,
        open=asked.state == RequestState.OPEN,
        single=SeriesKind(series.kind) in SINGLE,
        answer=asked.answer,
        answered=_answered(line, names, zone),
    )


def _due(line: RequestLine, zone: str, now: datetime) -> str:
    due_at, starts_at = line.request.due_at, line.occurrence.starts_at
    if starts_at <= now:
        return gettext("The session has begun")
    if due_at >= starts_at:
        return gettext("Before the session")
    return gettext("Due %(when)s", when=_moment(due_at, zone))


def _answered(line: RequestLine, names: dict[UUID, str], zone: str) -> str | None:
    asked = line.request
    if asked.answered_at is None or asked.answered_by is None:
        return None
    return f"{names.get(asked.answered_by, '')}, {_moment(asked.answered_at, zone)}"


def _moment(at: datetime, zone: str) -> str:
    on = words.local(at, zone)
    return f"{words.day_short(on.date())}, {words.clock_time(on)}"
