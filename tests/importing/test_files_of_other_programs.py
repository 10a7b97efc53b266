"""A calendar that another program exported, from the file to what Ana's schedule says."""

import pytest
from sqlalchemy import select

from patient_app.core.db import Base, session
from patient_app.schedule.models import Series
from tests.importing.files import seen_by
from tests.importing.test_on_the_command_line import NUMBERS, command, numbers_of
from tests.importing.test_on_the_screen import as_shown, previewed
from tests.schedule.calendar_files import EXPORTED, FOLDER, export
from tests.schedule.evenings import give_place, here

pytestmark = pytest.mark.usefixtures("tuesday", "center")
WEEKS = [
    "Mon 10-19 18:00", "Wed 10-21 18:00", "Fri 10-23 18:00",
    "Mon 10-26 18:00", "Wed 10-28 18:00", "Fri 10-30 18:00",
    "Tue 11-03 17:00", "Wed 11-04 18:00", "Thu 11-05 17:30", "Fri 11-06 18:00",
    "Mon 11-09 18:00", "Fri 11-13 18:00",
    "Mon 11-16 18:00", "Wed 11-18 18:00", "Fri 11-20 18:00",
]  # fmt: skip
"""Monday the 2nd moved to Tuesday; Wednesday the 11th taken out; a family session on the 5th."""
UNTIL = here(22, 0, month=11)
FILES = (*EXPORTED, "apple-icloud.ics")
EVENTS = {
    "apple-icloud": 6,
    "calcurse": 4,
    "evolution": 4,
    "khal": 6,
    "orage": 4,
    "radicale": 4,
    "thunderbird": 4,
}


def series_in(name: str) -> int:
    """How many events of the file are no change to one date of another."""
    return export(name).count(b"BEGIN:VEVENT") - export(name).count(b"RECURRENCE-ID")


def called_off_in(name: str) -> int:
    """How many sessions of the file do not take place: nobody needs them."""
    return export(name).count(b"STATUS:CANCELLED")


@pytest.mark.parametrize("name", FILES)
def test_by_command_ana_sees_each_session_when_it_is(app, ana, name):
    read = EVENTS[name.removeprefix("exported/").removesuffix(".ics")]
    words = (FOLDER / name, "--format", "ics", "--enrol", "Ana", "--json")
    first = numbers_of(command(app, *words))
    off = called_off_in(name)
    assert first == dict(zip(NUMBERS, (read, read - off, 0, 0, off, 0), strict=True))
    assert seen_by(ana, UNTIL) == WEEKS
    again = numbers_of(command(app, *words))
    assert again == dict(zip(NUMBERS, (read, 0, 0, read, 0, 0), strict=True))
    assert seen_by(ana, UNTIL) == WEEKS


@pytest.mark.parametrize("name", FILES)
def test_on_the_screen_ana_sees_each_session_when_it_is(browser, carla, ana, name):
    laptop = browser(carla)
    address = previewed(laptop, data=export(name))
    page = laptop.page(address)
    form = as_shown(page)
    assert (
        len([key for key in form if key.startswith("take-")])
        == series_in(name) - called_off_in(name) - 1
    ), "closed days are not ticked by themselves"
    laptop.post(f"{address}/apply", data=form)
    for series_id in session().scalars(select(Series.id)).all():
        give_place(ana, series_id)
    assert seen_by(ana, UNTIL) == WEEKS

    shown = page + laptop.page(address) + browser(ana).page("/schedule")
    assert "canary" not in shown.lower()
    for table in Base.metadata.sorted_tables:
        for row in session().execute(table.select()):
            assert b"canary" not in repr(tuple(row)).lower().encode(), table.name
