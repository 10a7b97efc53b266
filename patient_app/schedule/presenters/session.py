"""One session, in full, for the person it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.agenda import Tag, answer_tag, day_of, session_tags
from patient_app.schedule.presenters.words import (
    KIND_ICONS,
    KIND_WORDS,
    day_heading,
    time_span,
    title_of,
    topic_name,
)
from patient_app.schedule.rules.kinds import ChangeKind, RequestState
from patient_app.schedule.rules.mine import Change, MyRequest, MySession, MySessionPage

_CHANGE_WORDS = {
    ChangeKind.CANCELLED: N_("Cancelled"),
    ChangeKind.RESTORED: N_("It takes place after all"),
    ChangeKind.PLACE: N_("New place"),
    ChangeKind.JOIN_LINK: N_("New link to join"),
    ChangeKind.FACILITATOR: N_("Someone else leads it"),
    ChangeKind.TOPIC: N_("New topic"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Where the person's question stands."""

    id: UUID
    is_open: bool
    asked: str | None
    where: str
    until: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the session's page prints."""

    id: UUID
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
        changes=tuple(_change(each, session) for each in page.changes if _known(each, session)),
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
        until=_until(request, zone) if is_open else None,
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


def _until(request: MyRequest, zone: str) -> str:
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


def _known(change: Change, session: MySession) -> bool:
    return change.at > session.known_since


def _change(change: Change, session: MySession) -> tuple[str, str]:
    """When it was changed, and what."""
    at = words.local(change.at, session.zone)
    when = f"{words.day_short(at.date())}, {words.clock_time(at, session.zone)}"
    if change.kind is not ChangeKind.MOVED or change.was_at is None or change.is_at is None:
        return when, gettext(_CHANGE_WORDS.get(change.kind, N_("Changed")))
    told = gettext(
        "New time: %(new)s. It was %(old)s.",
        new=_moment(change.is_at, session.zone),
        old=_moment(change.was_at, session.zone),
    )
    return when, told


def _moment(at: datetime, zone: str) -> str:
    day = words.day_short(words.local(at, zone).date())
    return f"{day}, {words.clock_time(at, zone)}"
