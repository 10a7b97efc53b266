"""Ana sees her own sessions, and nobody else's name or session."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from patient_app.accounts.models import Person
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import Episode, EpisodeState
from patient_app.schedule.rules.drafts import BlockDraft, Intent, NewTime
from patient_app.schedule.rules.kinds import BlockKind, IntentAnswer
from patient_app.schedule.service.enrolments import unenrol
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import cancel_occurrence, move_occurrence
from patient_app.schedule.service.own import add_block
from patient_app.schedule.service.requests import ask_for_another_time
from tests.people import Place, Someone
from tests.schedule.evenings import (
    HERE,
    give_place,
    here,
    make_series,
    queries_counted,
    the_session,
)

pytestmark = pytest.mark.usefixtures("tuesday")

THURSDAY = date(2026, 10, 15)
AFTERNOON = BlockDraft(
    BlockKind.WORK, (3,), here(15, 10).time(), here(15, 18).time(), date(2026, 9, 1)
)


@pytest.fixture
def group(center: Place, ana: Someone, ben: Someone, carla: Someone) -> UUID:
    """The evening group with Ana and Ben, led by Carla."""
    series_id = make_series(center, facilitator_id=carla.person_id)
    give_place(ana, series_id)
    give_place(ben, series_id)
    return series_id


@pytest.fixture
def thursday(group: UUID) -> UUID:
    """Thursday's session."""
    return the_session(group, THURSDAY).id


@unit_of_work()
def set_state(someone: Someone, state: EpisodeState) -> None:
    """Where a person's episode stands."""
    episode = session().get(Episode, someone.episode_id)
    assert episode is not None
    episode.state = state


def addresses(thursday: UUID) -> list[str]:
    """Every page of the patient's schedule."""
    return [
        "/schedule",
        "/schedule?weeks=8",
        "/schedule/changes",
        "/schedule/week",
        "/schedule/week?on=2026-10-15",
        "/schedule/week/print",
        f"/schedule/{thursday}",
        "/schedule/blocks",
        "/schedule/calendar",
        "/",
    ]


def test_the_agenda_shows_time_and_place(browser, ana: Someone, group: UUID) -> None:
    told = browser(ana).page("/schedule")
    assert "Evening group" in told
    assert "5:30 – 7:30 PM · Room 2" in told


def test_no_page_names_another_patient(browser, ana: Someone, ben: Someone, thursday: UUID) -> None:
    answer_intent(ben.person_id, ben.center_id, thursday, Intent(IntentAnswer.COMING), clock.now())
    phone = browser(ana)
    for address in addresses(thursday):
        told = phone.page(address)
        assert "Ben" not in told, address
        assert str(ben.person_id) not in told, address


def test_a_session_of_someone_else_does_not_exist(
    browser, center: Place, ana: Someone, ben: Someone, carla: Someone
) -> None:
    bens = make_series(center, title="Bens own hour")
    give_place(ben, bens)
    found = the_session(bens, THURSDAY).id
    phone = browser(ana)
    assert phone.get(f"/schedule/{found}").status_code == 404
    assert phone.get(f"/schedule/{found}.ics").status_code == 404
    assert phone.post(f"/schedule/{found}/answer", data={"answer": "coming"}).status_code == 404
    assert phone.post(f"/schedule/{found}/ask", data={"note": "?"}).status_code == 404
    assert phone.get(f"/schedule/{uuid4()}").status_code == 404
    assert "Bens own hour" not in phone.page("/schedule")
    assert browser(carla).get(f"/schedule/{found}").status_code == 403
    assert browser().get("/schedule").status_code == 303


def test_before_the_first_day_and_after_the_last_there_is_nothing(
    browser, center: Place, ana: Someone
) -> None:
    series_id = make_series(center)
    place = give_place(ana, series_id, from_on=date(2026, 10, 15))
    tuesday, thursday = the_session(series_id, date(2026, 10, 13)), the_session(series_id, THURSDAY)
    assert browser(ana).get(f"/schedule/{tuesday.id}").status_code == 404
    assert browser(ana).get(f"/schedule/{thursday.id}").status_code == 200
    unenrol(center.center_id, place, THURSDAY, clock.now(), by=None)
    monday = the_session(series_id, date(2026, 10, 19))
    assert browser(ana).get(f"/schedule/{thursday.id}").status_code == 200
    assert browser(ana).get(f"/schedule/{monday.id}").status_code == 404


@pytest.mark.parametrize("state", [EpisodeState.LEFT, EpisodeState.ON_LEAVE, EpisodeState.INVITED])
def test_whoever_is_not_in_the_program_has_no_sessions(
    browser, ana: Someone, thursday: UUID, state: EpisodeState
) -> None:
    set_state(ana, state)
    phone = browser(ana)
    assert "Evening group" not in phone.page("/schedule")
    assert "Evening group" not in phone.page("/schedule/week")
    assert "Evening group" not in phone.page("/")
    assert phone.get(f"/schedule/{thursday}").status_code == 404


def test_new_time_cancelled_clash_and_answer_are_said(
    browser, ana: Someone, carla: Someone, group: UUID, thursday: UUID, tuesday
) -> None:
    tuesday.shift(timedelta(minutes=1))
    monday = the_session(group, date(2026, 10, 19)).id
    cancel_occurrence(ana.center_id, monday, clock.now(), by=carla.actor)
    to = NewTime(here(15, 17).replace(tzinfo=None))
    move_occurrence(ana.center_id, thursday, to, clock.now(), by=carla.actor)
    add_block(ana.person_id, ana.center_id, HERE.key, AFTERNOON, clock.now())
    late = Intent(IntentAnswer.LATE, 20)
    answer_intent(ana.person_id, ana.center_id, thursday, late, clock.now())
    told = browser(ana).page("/schedule")
    for words in ("New time, was 5:30", "Canceled", "Work until 6:00 PM", "20 min late"):
        assert words in told


def test_changes_are_news_until_she_says_she_has_seen_them(
    browser, ana: Someone, thursday: UUID, tuesday
) -> None:
    phone = browser(ana)
    assert "No changes" in phone.page("/schedule")
    tuesday.shift(timedelta(minutes=1))
    cancel_occurrence(ana.center_id, thursday, clock.now(), by=None)
    assert "1 change" in phone.page("/schedule")
    assert "Evening group · Thu, Oct 15" in phone.page("/schedule/changes")
    assert phone.post("/schedule/changes").status_code == 303
    assert "1 change" not in phone.page("/schedule")
    assert "Nothing new" in phone.page("/schedule/changes")


def test_what_changed_before_she_came_is_no_news(
    browser, center: Place, ana: Someone, tuesday
) -> None:
    series_id = make_series(center)
    cancel_occurrence(center.center_id, the_session(series_id, THURSDAY).id, clock.now(), by=None)
    tuesday.shift(timedelta(minutes=1))
    give_place(ana, series_id)
    assert "1 change" not in browser(ana).page("/schedule")


def test_the_week_draws_sessions_and_own_times(browser, ana: Someone, thursday: UUID) -> None:
    add_block(ana.person_id, ana.center_id, HERE.key, AFTERNOON, clock.now())
    told = browser(ana).page("/schedule/week?on=2026-10-15")
    assert 'aria-label="Thursday, October 15, 5:30 – 7:30 PM, Evening group"' in told
    assert 'aria-label="Thursday, October 15, 10:00 AM – 6:00 PM, Work"' in told
    assert "style=" not in told


@pytest.mark.parametrize("asked", ["", "soon", "2026-02-30", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_shows_this_week(browser, ana: Someone, group: UUID, asked: str) -> None:
    assert "Oct 12 – 18" in browser(ana).page(f"/schedule/week?on={asked}")


def test_the_printed_week_has_every_day(browser, ana: Someone, group: UUID) -> None:
    told = browser(ana).page("/schedule/week/print")
    for day in ("Mon, Oct 12", "Sun, Oct 18"):
        assert day in told


def test_people_in_another_zone_are_told_whose_time_it_is(browser, ana: Someone, group) -> None:
    assert "Times here are in" not in browser(ana).page("/schedule")

    @unit_of_work()
    def live_in_new_york() -> None:
        person = session().get(Person, ana.person_id)
        assert person is not None
        person.zone = "America/New_York"

    live_in_new_york()
    told = browser(ana).page("/schedule")
    assert "Times here are in Pacific Time." in told
    assert "5:30 – 7:30 PM" in told


def test_every_page_takes_four_queries_however_much_there_is(
    browser, center: Place, ana: Someone, group: UUID, thursday: UUID
) -> None:
    phone = browser(ana)
    phone.page("/schedule")  # a new connection asks its server a question of its own
    before = _counted(phone, thursday)
    for number in range(6):
        give_place(ana, make_series(center, title=f"Group {number}"))
        add_block(ana.person_id, ana.center_id, HERE.key, AFTERNOON, clock.now())
    ask_for_another_time(ana.person_id, ana.center_id, thursday, "Friday?", clock.now())
    assert _counted(phone, thursday) == before
    assert max(before.values()) <= 4, before


def _counted(phone, thursday: UUID) -> dict[str, int]:
    found = {}
    for address in addresses(thursday):
        with queries_counted() as seen:
            phone.page(address)
        found[address] = len(seen)
    return found
