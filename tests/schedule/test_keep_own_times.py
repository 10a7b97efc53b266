"""Ana's own work and school times: hers, and "busy" only if she allows it."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.operations.prune import prune
from patient_app.schedule.models import Obligation
from patient_app.schedule.queries.own import busy_times
from tests.people import Someone
from tests.schedule.evenings import give_place, here, make_series

pytestmark = pytest.mark.usefixtures("tuesday")

WORK = {
    "kind": "work",
    "title": "The bakery",
    "weekdays": ["0", "2"],
    "starts": "08:00",
    "ends": "15:30",
    "from_on": "2026-10-01",
    "until_on": "",
}


def kept() -> list[Obligation]:
    """All blocks in the table."""
    return list(session().scalars(select(Obligation)))


@pytest.fixture
def bakery(browser, ana: Someone) -> UUID:
    """Ana's hours at the bakery."""
    assert browser(ana).post("/schedule/blocks", data=WORK).status_code == 303
    return kept()[0].id


def test_it_is_kept_in_wall_time_and_shown(browser, ana: Someone, bakery: UUID) -> None:
    row = kept()[0]
    assert (row.weekdays, row.starts_local, row.ends_local) == ("02", time(8), time(15, 30))
    assert row.zone == "America/Los_Angeles"
    assert row.title == "The bakery"
    assert "Mon, Wed · 8:00 AM – 3:30 PM" in browser(ana).page("/schedule/blocks")
    assert "The bakery" in browser(ana).page("/schedule")


def test_a_night_says_that_it_ends_the_next_day(browser, ana: Someone) -> None:
    phone = browser(ana)
    assert "An end before the start is the next day" in phone.page("/schedule/blocks")
    night = {**WORK, "starts": "22:00", "ends": "06:00"}
    assert phone.post("/schedule/blocks", data=night).status_code == 303
    assert "10:00 PM – 6:00 AM the next day" in phone.page("/schedule/blocks")


def test_the_title_is_sealed(bakery: UUID) -> None:
    assert b"bakery" not in (kept()[0].title_sealed or b"")  # type: ignore[attr-defined]  # set by sealed


def test_it_can_be_changed_and_removed(browser, ana: Someone, bakery: UUID) -> None:
    phone = browser(ana)
    assert 'value="The bakery"' in phone.page(f"/schedule/blocks/{bakery}")
    changed = {**WORK, "weekdays": ["4"], "until_on": "2026-12-18", "busy_visible": "yes"}
    assert phone.post(f"/schedule/blocks/{bakery}", data=changed).status_code == 303
    row = kept()[0]
    assert (row.weekdays, row.until_on, row.busy_visible) == ("4", date(2026, 12, 18), True)
    assert phone.post(f"/schedule/blocks/{bakery}/remove").status_code == 303
    assert phone.get(f"/schedule/blocks/{bakery}").status_code == 404


def test_what_was_removed_is_on_no_page_and_comes_back_by_undo(
    browser, ana: Someone, bakery: UUID
) -> None:
    phone = browser(ana)
    phone.post(f"/schedule/blocks/{bakery}", data={**WORK, "busy_visible": "yes"})
    sent = phone.post(f"/schedule/blocks/{bakery}/remove")
    assert sent.location == "/schedule/blocks#removed"
    told = phone.page("/schedule/blocks")
    assert "Removed: The bakery, Mon, Wed · 8:00 AM – 3:30 PM" in told
    assert f"own-{bakery}" not in told
    for address in ("/schedule", "/schedule/week", "/schedule/week/print", "/"):
        assert "The bakery" not in phone.page(address), address
    assert busy_times(ana.center_id, ana.person_id, here(12, 0), here(19, 0)) == []
    assert phone.post(f"/schedule/blocks/{bakery}", data=WORK).status_code == 404

    assert phone.post(f"/schedule/blocks/{bakery}/bring-back").status_code == 303
    assert "The bakery" in phone.page("/schedule")
    assert "Removed" not in phone.page("/schedule/blocks")


def test_undo_is_offered_for_ten_minutes_and_the_row_goes_after_a_day(
    browser, ana: Someone, bakery: UUID, tuesday
) -> None:
    phone = browser(ana)
    phone.post(f"/schedule/blocks/{bakery}/remove")
    tuesday.shift(timedelta(minutes=11))
    assert "Undo" not in phone.page("/schedule/blocks")
    prune(clock.now())
    assert len(kept()) == 1
    tuesday.shift(timedelta(days=1))
    prune(clock.now())
    assert kept() == []
    assert browser(ana).post(f"/schedule/blocks/{bakery}/bring-back").status_code == 404


def test_nobody_else_brings_it_back_or_sees_it(
    browser, ana: Someone, ben: Someone, bakery: UUID
) -> None:
    browser(ana).post(f"/schedule/blocks/{bakery}/remove")
    phone = browser(ben)
    assert "The bakery" not in phone.page("/schedule/blocks")
    assert phone.post(f"/schedule/blocks/{bakery}/bring-back").status_code == 404
    assert kept()[0].removed_at is not None


def test_staff_see_busy_only_if_she_allows_it_and_never_why(
    browser, ana: Someone, bakery: UUID
) -> None:
    week = (ana.center_id, ana.person_id, here(12, 0), here(19, 0))
    assert busy_times(*week) == []
    browser(ana).post(f"/schedule/blocks/{bakery}", data={**WORK, "busy_visible": "yes"})
    found = busy_times(*week)
    assert [each.starts_at for each in found] == [here(12, 8), here(14, 8)]
    assert set(found[0].__slots__) == {"starts_at", "ends_at"}


def test_someone_elses_time_does_not_exist(browser, ben: Someone, bakery: UUID) -> None:
    phone = browser(ben)
    assert phone.get(f"/schedule/blocks/{bakery}").status_code == 404
    assert phone.post(f"/schedule/blocks/{bakery}", data=WORK).status_code == 404
    assert phone.post(f"/schedule/blocks/{bakery}/remove").status_code == 404
    assert "bakery" not in phone.page("/schedule/blocks")
    assert len(kept()) == 1


def test_a_night_shift_reaches_into_the_next_day(browser, center, ana: Someone) -> None:
    give_place(ana, make_series(center))
    night = {**WORK, "weekdays": ["1"], "starts": "22:00", "ends": "06:00", "kind": "other"}
    assert browser(ana).post("/schedule/blocks", data=night).status_code == 303
    assert "10:00 PM – 6:00 AM" in browser(ana).page("/schedule")
    assert browser(ana).get("/schedule/week").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"weekdays": None}, "at least one day"),
        ({"weekdays": ["7"]}, "at least one day"),
        ({"weekdays": ["-1"]}, "at least one day"),
        ({"weekdays": ["x"]}, "at least one day"),
        ({"weekdays": ["9" * 300]}, "at least one day"),
        ({"starts": ""}, "fill this in"),
        ({"starts": "25:00"}, "time like"),
        ({"ends": "08:00"}, "ends when it starts"),
        ({"ends": None}, "fill this in"),
        ({"kind": "party"}, "choose one"),
        ({"from_on": "yesterday"}, "date like"),
        ({"from_on": "9999-12-31"}, "date like"),
        ({"until_on": "2026-09-01"}, "before the first"),
        ({"title": "x" * 61}, "too long"),
        ({"busy_visible": "<b>"}, "choose one"),
        ({"person_id": "1"}, "error-summary"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser, ana: Someone, wrong: dict[str, object], says: str
) -> None:
    data = {name: value for name, value in {**WORK, **wrong}.items() if value is not None}
    sent = browser(ana).post("/schedule/blocks", data=data)
    told = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert says in told
    assert f'value="{data["title"]}"' in told
    assert kept() == []


def test_a_wrong_change_keeps_the_old_one(browser, ana: Someone, bakery: UUID) -> None:
    sent = browser(ana).post(f"/schedule/blocks/{bakery}", data={**WORK, "starts": "noon"})
    assert sent.status_code == 422
    assert 'value="noon"' in sent.get_data(as_text=True)
    assert kept()[0].starts_local == time(8)
