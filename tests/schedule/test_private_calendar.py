"""Ana's private calendar address: times and her own neutral title, nothing else."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import vobject
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.episodes.service.stay import leave_program
from patient_app.schedule.queries.own import open_feed_of
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.service.occurrences import cancel_occurrence, move_occurrence
from patient_app.schedule.service.topics import add_topic
from tests.people import Place, Someone
from tests.schedule.evenings import (
    give_place,
    here,
    make_series,
    queries_counted,
    sessions_of,
    the_session,
)

pytestmark = pytest.mark.usefixtures("tuesday")

THURSDAY = date(2026, 10, 15)


@pytest.fixture
def group(center: Place, ana: Someone, ben: Someone, carla: Someone) -> UUID:
    """The evening group with a topic, a link and two people."""
    topic = add_topic(center.center_id, "boredom", "Boredom", "El aburrimiento")
    series_id = make_series(
        center,
        topic_ids=(topic,),
        facilitator_id=carla.person_id,
        join_link="https://meet.example/secret",
    )
    give_place(ana, series_id)
    give_place(ben, series_id)
    return series_id


@pytest.fixture
def address(browser, ana: Someone, group: UUID) -> str:
    """The path of Ana's address."""
    sent = browser(ana).post("/schedule/calendar", data={"title": "Dentist"})
    assert sent.status_code == 303
    feed = open_feed_of(ana.person_id)
    assert feed is not None
    return f"/schedule/feed/{feed.token}.ics"


def read(phone, address: str) -> list:
    """The events another program finds in the file."""
    answer = phone.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return list(vobject.readOne(answer.get_data(as_text=True)).vevent_list)


def test_another_program_reads_the_same_instants(browser, group: UUID, address: str) -> None:
    events = read(browser(), address)
    near = clock.now() - timedelta(weeks=4), clock.now() + timedelta(weeks=8)
    ours = [row for row in sessions_of(group) if row.ends_at > near[0] and row.starts_at < near[1]]
    assert len(ours) > 20
    assert [(e.dtstart.value, e.dtend.value) for e in events] == [
        (row.starts_at, row.ends_at) for row in ours
    ]


def test_it_tells_nothing_but_time_and_her_title(
    browser, ana: Someone, ben: Someone, group: UUID, address: str
) -> None:
    told = browser().get(address).get_data(as_text=True)
    secrets = ["Evening", "Room 2", "Boredom", "Carla", "Ana", "Ben", "meet.example", "Riverside"]
    secrets += [
        str(ana.person_id),
        str(ben.person_id),
        str(group),
        str(the_session(group, THURSDAY).id),
    ]
    for secret in secrets:
        assert secret not in told, secret
    for field in ("LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE"):
        assert field not in told
    assert {event.summary.value for event in read(browser(), address)} == {"Dentist"}


def test_two_people_cannot_be_matched_by_ids(
    browser, ben: Someone, group: UUID, address: str
) -> None:
    browser(ben).post("/schedule/calendar", data={"title": "Dentist"})
    feed = open_feed_of(ben.person_id)
    assert feed is not None
    bens = {event.uid.value for event in read(browser(), f"/schedule/feed/{feed.token}.ics")}
    assert not bens & {event.uid.value for event in read(browser(), address)}


def test_moved_and_cancelled_arrive_with_the_same_id(
    browser, ana: Someone, group: UUID, address: str
) -> None:
    thursday, monday = the_session(group, THURSDAY), the_session(group, date(2026, 10, 19))
    before = {e.dtstart.value: e.uid.value for e in read(browser(), address)}
    to = NewTime(here(15, 18).replace(tzinfo=None))
    move_occurrence(ana.center_id, thursday.id, to, clock.now(), by=None)
    cancel_occurrence(ana.center_id, monday.id, clock.now(), by=None)
    after = {e.uid.value: e for e in read(browser(), address)}
    moved = after[before[here(15, 17, 30).astimezone(UTC)]]
    assert moved.dtstart.value == here(15, 18)
    assert int(moved.sequence.value) == 1
    gone = after[before[here(19, 17, 30).astimezone(UTC)]]
    assert gone.status.value == "CANCELLED"
    assert int(gone.sequence.value) == 1


def test_a_closed_address_is_gone_at_once(browser, ana: Someone, address: str) -> None:
    assert browser(ana).post("/schedule/calendar/close").status_code == 303
    assert browser().get(address).status_code == 404
    assert "Make my address" in browser(ana).page("/schedule/calendar")


def test_a_new_address_replaces_the_old_one(browser, ana: Someone, address: str) -> None:
    browser(ana).post("/schedule/calendar", data={"title": "Gym"})
    assert browser().get(address).status_code == 404
    feed = open_feed_of(ana.person_id)
    assert feed is not None
    found = read(browser(), f"/schedule/feed/{feed.token}.ics")
    assert found[0].summary.value == "Gym"


def test_the_title_can_change_without_a_new_address(browser, ana: Someone, address: str) -> None:
    assert browser(ana).post("/schedule/calendar/title", data={"title": "Gym"}).status_code == 303
    assert read(browser(), address)[0].summary.value == "Gym"


def test_the_page_says_who_can_read_it(browser, ana: Someone, address: str) -> None:
    told = browser(ana).page("/schedule/calendar")
    assert "Your calendar company can read this. Changes may take a day." in told
    assert f"http://localhost:8000{address}" in told


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f", "é"])
def test_a_guessed_address_is_not_found(browser, address: str, token: str) -> None:
    assert browser().get(f"/schedule/feed/{token}.ics").status_code == 404


def test_only_a_hash_and_sealed_words_are_kept(ana: Someone, address: str) -> None:
    feed = open_feed_of(ana.person_id)
    assert feed is not None
    token = feed.token.encode()
    for held in (feed.token_hash, feed.token_sealed, feed.title_sealed):  # type: ignore[attr-defined]  # set by sealed
        assert token not in held
        assert b"Dentist" not in held


def test_opening_and_closing_is_written_down(browser, ana: Someone, address: str) -> None:
    browser(ana).post("/schedule/calendar/close")
    acts = session().scalars(
        select(AuditEvent.act)
        .where(AuditEvent.subject_id == ana.actor.subject_id)
        .order_by(AuditEvent.number)
    )
    assert list(acts)[-2:] == [Act.FEED_OPENED, Act.FEED_CLOSED]


def test_reading_the_feed_takes_two_queries(browser, address: str) -> None:
    phone = browser()
    with queries_counted() as seen:
        phone.get(address)
    assert len(seen) <= 2


def test_one_session_as_a_file_has_her_title_and_a_neutral_name(
    browser, ana: Someone, group: UUID, address: str
) -> None:
    thursday = the_session(group, THURSDAY)
    answer = browser(ana).get(f"/schedule/{thursday.id}.ics")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    event = vobject.readOne(answer.get_data(as_text=True)).vevent
    assert event.summary.value == "Dentist"
    assert event.dtstart.value == thursday.starts_at
    assert event.uid.value in {e.uid.value for e in read(browser(), address)}
    assert isinstance(event.dtend.value, datetime)


@pytest.mark.parametrize("data", [{}, {"title": ""}, {"title": "x" * 61}, {"title": "a", "b": "c"}])
def test_a_title_that_is_none_is_refused_and_kept_as_typed(
    browser, ana: Someone, address: str, data: dict[str, str]
) -> None:
    for path in ("/schedule/calendar", "/schedule/calendar/title"):
        sent = browser(ana).post(path, data=data)
        assert sent.status_code == 422
        assert f'value="{data.get("title", "Dentist")}"' in sent.get_data(as_text=True)
    assert browser().get(address).status_code == 200


def test_a_title_cannot_smuggle_lines_into_the_file(browser, ana: Someone, address: str) -> None:
    title = "Gym\r\nLOCATION:Riverside"
    browser(ana).post("/schedule/calendar/title", data={"title": title})
    assert all("LOCATION" not in line[:8] for line in _lines(browser(), address))


def _lines(phone, address: str) -> list[str]:
    return phone.get(address).get_data(as_text=True).splitlines()


def test_the_feed_of_someone_who_left_is_empty(
    browser, ana: Someone, carla: Someone, address: str
) -> None:
    assert ana.episode_id is not None
    leave_program(carla.actor, ana.episode_id, clock.now())
    answer = browser().get(address)
    assert answer.status_code == 200
    assert "VEVENT" not in answer.get_data(as_text=True)
