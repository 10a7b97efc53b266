"""One session, in full, for the person it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.centers.rules.phones import readable
from patient_app.core import words
from patient_app.core.i18n import gettext, ngettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.agenda import Tag, answer_tag, day_of, session_tags
from patient_app.schedule.presenters.changed import OTHER_WORDS, led_by
from patient_app.schedule.presenters.words import (
    KIND_ICONS,
    KIND_WORDS,
    day_heading,
    time_span,
    title_of,
    topic_name,
)
from patient_app.schedule.rules.changes import Change
from patient_app.schedule.rules.kinds import ChangeKind, RequestState
from patient_app.schedule.rules.mine import MyRequest, MySession, MySessionPage

_CHANGE_WORDS = {ChangeKind.CANCELLED: N_("Canceled"), **OTHER_WORDS}


@dataclass(frozen=True, slots=True)
class Question:
    """Where the person's question stands."""

    id: UUID
    is_open: bool
    asked: str | None
    where: str
    until: str | None
    too_late: bool
    answer: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to call when an answer may come too late. `number` is for the phone to dial."""

    number: str | None
    shown: str | None
    answers: str


def office_view(phone: str | None, request_hours: int) -> Office:
    """The office, and how long an answer may take."""
    answers = ngettext(
        "An answer can take up to %(num)s hour of opening time.",
        "An answer can take up to %(num)s hours of opening time.",
        request_hours,
    )
    return Office(phone, readable(phone) if phone else None, answers)


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the session's page prints."""

    id: UUID
    moves: int
    title: str
    kind: str
    icon: str
    day: str
    time: str
    place: str | None
    join_link: str | None
    topic: str | None
    leader: str | None
    tags: tuple[Tag, ...]
    clash: str | None
    cancelled: bool
    reason: str | None
    can_answer: bool
    can_say_late: bool
    answer: str | None
    answered: Tag | None
    question: Question | None
    can_ask: bool
    changes: tuple[tuple[str, str], ...]


def session_view(
    page: MySessionPage,
    names: Mapping[UUID, str],
    clash: str | None,
    now: datetime,
    looked_at: datetime | None,
) -> SessionView:
    """`names` holds the staff this page speaks of."""
    session = page.session
    ahead = session.starts_at > now and not session.cancelled
    tags = session_tags(session, now, looked_at, None)
    question = _question(page, names)
    return SessionView(
        id=session.id,
        moves=session.moves,
        title=title_of(session),
        kind=gettext(KIND_WORDS[session.kind]),
        icon=KIND_ICONS[session.kind],
        day=day_heading(day_of(session)),
        time=time_span(session),
        place=session.place,
        join_link=page.join_link if not session.cancelled and session.ends_at > now else None,
        topic=topic_name(session.topic) if session.topic else None,
        leader=names.get(session.facilitator_id) if session.facilitator_id else None,
        tags=tuple(tag for tag in tags if tag.kind == "changed"),
        clash=clash if ahead else None,
        cancelled=session.cancelled,
        reason=page.reason if session.cancelled else None,
        can_answer=ahead,
        can_say_late=session.ends_at > now and not session.cancelled,
        answer=session.answer,
        answered=answer_tag(session) if session.answer else None,
        question=question,
        can_ask=ahead and not (question and question.is_open),
        changes=tuple(_change(each, session.zone) for each in session.changes),
    )


def _question(page: MySessionPage, names: Mapping[UUID, str]) -> Question | None:
    request = page.session.request
    if request is None or request.state is RequestState.WITHDRAWN:
        return None
    is_open = request.state is RequestState.OPEN
    zone = page.session.zone
    return Question(
        id=request.id,
        is_open=is_open,
        asked=page.asked,
        where=_where(request, names, zone) if is_open else _answered_by(request, names, zone),
        until=_until(request, page.session) if is_open else None,
        too_late=is_open and request.due_at >= page.session.starts_at,
        answer=page.answered,
    )


def _where(request: MyRequest, names: Mapping[UUID, str], zone: str) -> str:
    owner = names.get(request.owner_id) if request.owner_id else None
    asked_on = words.day_short(words.local(request.asked_at, zone).date())
    if owner is None:
        return gettext("You asked on %(day)s. The team has your question.", day=asked_on)
    if request.passed_on:
        return gettext(
            "You asked on %(day)s. It went on to %(name)s, so that it does not wait.",
            day=asked_on,
            name=owner,
        )
    return gettext("You asked on %(day)s. %(name)s has your question.", day=asked_on, name=owner)


def _until(request: MyRequest, session: MySession) -> str:
    zone = session.zone
    if request.due_at >= session.starts_at:
        return gettext(N_("It may not be answered before the session starts."))
    due = words.local(request.due_at, zone)
    day = words.day_short(due.date())
    time = words.clock_time(due, zone)
    return gettext(
        "You will hear by %(day)s, %(time)s. If not, it goes to whoever covers.",
        day=day,
        time=time,
    )


def _answered_by(request: MyRequest, names: Mapping[UUID, str], zone: str) -> str:
    name = names.get(request.answered_by) if request.answered_by else None
    if name is None or request.answered_at is None:
        return gettext(N_("The team answered"))
    day = words.day_short(words.local(request.answered_at, zone).date())
    return gettext("%(name)s answered on %(day)s", name=name, day=day)


def _change(change: Change, zone: str) -> tuple[str, str]:
    """When it was changed, and what."""
    when = _moment(change.at, zone)
    if change.kind is ChangeKind.MOVED:
        return when, _new_time(change, zone)
    if change.kind is ChangeKind.PLACE:
        return when, _new_place(change)
    if change.kind is ChangeKind.FACILITATOR:
        return when, led_by(change.was_leader, change.is_leader)
    return when, gettext(_CHANGE_WORDS[change.kind])


def _new_time(change: Change, zone: str) -> str:
    if change.was_at is None or change.is_at is None or change.was_at == change.is_at:
        return gettext(N_("Another end"))
    new, old = _moment(change.is_at, zone), _moment(change.was_at, zone)
    return gettext("New time: %(new)s. It was %(old)s.", new=new, old=old)


def _new_place(change: Change) -> str:
    if change.is_place is None or change.was_place is None:
        return gettext("New place: %(new)s", new=change.is_place or "–")
    return gettext("New place: %(new)s. It was %(old)s.", new=change.is_place, old=change.was_place)


def _moment(at: datetime, zone: str) -> str:
    day = words.day_short(words.local(at, zone).date())
    return f"{day}, {words.clock_time(at, zone)}"
