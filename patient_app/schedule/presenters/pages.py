"""Each page's values: at most three queries beside the one that knows who is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from patient_app.accounts.queries.people import names_of
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.schedule.presenters.agenda import agenda_days, clash_words
from patient_app.schedule.presenters.news import news_of
from patient_app.schedule.presenters.session import Office, office_view, session_view
from patient_app.schedule.presenters.week import monday_of, week_of
from patient_app.schedule.presenters.words import zone_note
from patient_app.schedule.queries.mine import my_session_page, my_sessions_told
from patient_app.schedule.queries.my_statements import Later
from patient_app.schedule.queries.own import Setting, my_setting
from patient_app.schedule.rules.mine import MyBlock, MySession
from patient_app.schedule.rules.own_time import dated
from patient_app.schedule.rules.zones import instant_of
from patient_app.schedule.rules.zones import zone as zone_named

ONE_DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MOST_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Visit:
    """A patient looking at their schedule now. `today` is the date on the center's wall."""

    actor: Actor
    now: datetime
    setting: Setting
    today: date

    def midnight(self, on: date) -> datetime:
        """The instant a date begins on the center's wall."""
        return instant_of(datetime.combine(on, time.min), zone_named(self.setting.zone))

    def sessions(self, from_: date, until: date, *, and_news: bool = False) -> list[MySession]:
        """Own sessions of those days, `until` not included, and later ones that changed."""
        later = Later.NEWS if and_news else Later.NONE
        return my_sessions_told(*self._own(from_, until), later)

    def sessions_today(self, horizon: date) -> list[MySession]:
        """Those of today, later ones that changed, and the next one before `horizon`."""
        until = self.midnight(horizon)
        today = self._own(self.today, self.today + ONE_DAY)
        return my_sessions_told(*today, Later.NEWS_AND_NEXT, now=self.now, horizon=until)

    def _own(self, from_: date, until: date) -> tuple[UUID, UUID, datetime, datetime]:
        person_id, center_id = self.actor.person_id, self.actor.center_id
        return person_id, center_id, self.midnight(from_), self.midnight(until)

    @property
    def office(self) -> Office:
        """Whom to call when an answer cannot wait."""
        return office_view(self.setting.phone, self.setting.request_hours)

    def blocks(self, from_: date, until: date) -> list[MyBlock]:
        """Own blocks of those days, `until` not included."""
        return dated(self.setting.blocks, self.midnight(from_), self.midnight(until))


def visit(actor: Actor, now: datetime) -> Visit:
    """One query."""
    setting = my_setting(actor.person_id, actor.center_id, now)
    return Visit(actor, now, setting, words.local(now, setting.zone).date())


def agenda_page(actor: Actor, now: datetime, weeks: int) -> dict[str, Any]:
    """The next `weeks` weeks, and how many changes are new."""
    here = visit(actor, now)
    until = here.today + weeks * WEEK
    found = here.sessions(here.today, until, and_news=True)
    shown = [each for each in found if each.starts_at < here.midnight(until)]
    looked_at = here.setting.looked_at
    days = agenda_days(shown, here.blocks(here.today, until), here.today, now, looked_at)
    return {
        "days": days,
        "office": here.office,
        "news": len(news_of(found, now, looked_at)),
        "any_session": bool(shown),
        "more_weeks": min(weeks + 2, MOST_WEEKS) if weeks < MOST_WEEKS else None,
        "zone_note": zone_note(actor.zone, here.setting.zone, now),
    }


def changes_page(actor: Actor, now: datetime) -> dict[str, Any]:
    """What is new since the last look."""
    here = visit(actor, now)
    found = here.sessions(here.today, here.today, and_news=True)
    return {"news": news_of(found, now, here.setting.looked_at)}


def week_page(actor: Actor, now: datetime, on: date | None) -> dict[str, Any]:
    """The week of a day, today's when none is asked for."""
    here = visit(actor, now)
    chosen = on or here.today
    monday = monday_of(chosen)
    sessions = here.sessions(monday, monday + WEEK)
    blocks = here.blocks(monday, monday + WEEK)
    setting = here.setting
    week = week_of(sessions, blocks, chosen, here.today, now, setting.zone, setting.looked_at)
    return {
        "week": week,
        "office": here.office,
        "zone_note": zone_note(actor.zone, setting.zone, now),
    }


def print_page(actor: Actor, now: datetime, on: date | None) -> dict[str, Any]:
    """A week for paper: every day, also those without anything."""
    here = visit(actor, now)
    monday = monday_of(on or here.today)
    sessions = [each for each in here.sessions(monday, monday + WEEK) if not each.cancelled]
    blocks = here.blocks(monday, monday + WEEK)
    days = {day.on: day for day in agenda_days(sessions, blocks, monday, now, now)}
    dates = [monday + timedelta(days=n) for n in range(7)]
    return {
        "days": [(words.day_short(on), days[on].lines if on in days else ()) for on in dates],
        "monday": monday,
        "printed_on": words.month_day_year(here.today),
    }


def session_page(actor: Actor, now: datetime, occurrence_id: UUID) -> dict[str, Any]:
    """One own session. Raises NotFound for anyone else's."""
    page = my_session_page(actor.person_id, actor.center_id, occurrence_id)
    here = visit(actor, now)
    session = page.session
    names = names_of(_people(session))
    clash = clash_words([session], _blocks_around(here, session)).get(session.id)
    return {
        "session": session_view(page, names, clash, now, here.setting.looked_at),
        "zone_note": zone_note(actor.zone, session.zone, now),
        "office": here.office,
    }


def _people(session: MySession) -> set[UUID]:
    request = session.request
    found = {session.facilitator_id}
    if request is not None:
        found |= {request.owner_id, request.answered_by}
    return {person for person in found if person is not None}


def _blocks_around(here: Visit, session: MySession) -> Sequence[MyBlock]:
    return dated(here.setting.blocks, session.starts_at, session.ends_at)
