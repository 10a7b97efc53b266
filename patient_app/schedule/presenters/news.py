"""What changed since the person last looked, one sentence each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.agenda import day_of
from patient_app.schedule.presenters.changed import what_changed
from patient_app.schedule.presenters.words import title_of, when_and_where
from patient_app.schedule.rules.kinds import RequestState
from patient_app.schedule.rules.mine import MySession
from patient_app.schedule.rules.news import is_news


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new about one session."""

    session_id: UUID
    title: str
    note: str
    icon: str


def news_of(sessions: Iterable[MySession], now: datetime, looked_at: datetime | None) -> list[News]:
    """Changes and answers the person has not looked at, by the session's date."""
    found = []
    for session in sessions:
        if _answered_since(session, looked_at):
            found.append(_answer(session))
        if is_news(session, looked_at):
            found.append(_change(session, now, looked_at))
    return found


def _answered_since(session: MySession, looked_at: datetime | None) -> bool:
    request = session.request
    if request is None or request.state is not RequestState.ANSWERED or not request.answered_at:
        return False
    return looked_at is None or request.answered_at > looked_at


def _answer(session: MySession) -> News:
    note = f"{title_of(session)} · {words.day_short(day_of(session))}"
    return News(session.id, gettext(N_("Your question has an answer")), note, "message-circle")


def _change(session: MySession, now: datetime, looked_at: datetime | None) -> News:
    day = words.day_short(day_of(session))
    title = f"{title_of(session)} · {day}"
    if session.cancelled:
        return News(session.id, title, gettext(N_("Canceled")), "calendar-x")
    told = [*what_changed(session, now, looked_at), when_and_where(session)]
    return News(session.id, title, " · ".join(told), "calendar-clock")
