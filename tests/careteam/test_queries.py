"""What a page of the care team asks the database, whatever the number of people and sessions.

Four at most; two more where names are shown, for the audit: whose they are, and where its chain
ends. Three pages put a whole person, session or series together (docs/adr/0016).
"""

from collections.abc import Callable

import pytest

from patient_app.core import clock
from patient_app.schedule.service.requests import ask_for_another_time
from tests.careteam.screens import Group, run_group
from tests.client import Browser
from tests.conftest import ON_POSTGRESQL
from tests.people import Place, Someone, join_team, make_patient
from tests.schedule.evenings import queries_counted

# Writing beside others is one more on PostgreSQL: the lane of core/db/unit.py.
AUDIT = 3 if ON_POSTGRESQL else 2
MOST = {
    "week": 3,
    "all series": 2,
    "caseload": 2 + AUDIT,
    "requests": 5 + AUDIT,
    "today's names": 4 + AUDIT,
    "attendance": 8 + AUDIT,
    "person": 13 + AUDIT,
    "session": 11 + AUDIT,
    "series": 12 + AUDIT,
}


def addresses(group: Group, ana: Someone) -> dict[str, str]:
    """Where the pages are."""
    return {
        "week": "/care/week",
        "all series": "/care/series",
        "caseload": "/care/people",
        "requests": "/care/requests",
        "today's names": "/care/people",
        "attendance": f"/care/sessions/{group.next}/attendance",
        "person": f"/care/people/{ana.person_id}",
        "session": f"/care/sessions/{group.next}",
        "series": f"/care/series/{group.series_id}",
    }


def ask(someone: Someone, group: Group) -> None:
    ask_for_another_time(someone.person_id, someone.center_id, group.next, "Later?", clock.now())


def more_of_everything(center: Place, carla: Someone) -> None:
    """Three more people on her team, in two more series, who ask for another time."""
    people = [make_patient(center, name) for name in ("Eve", "Finn", "Gus")]
    for each in people:
        join_team(each, carla)
    for title in ("Morning group", "Family evening"):
        group = run_group(carla, *people, title=title)
        for each in people:
            ask(each, group)


@pytest.mark.parametrize("name", MOST)
def test_a_page_asks_no_more_with_more_people(
    browser: Callable[..., Browser],
    center: Place,
    ana: Someone,
    carla: Someone,
    fay: Someone,
    name: str,
) -> None:
    group = run_group(carla, ana)
    ask(ana, group)
    laptop = browser(fay if name == "today's names" else carla)
    address = addresses(group, ana)[name]

    def asked() -> list[str]:
        with queries_counted() as seen:
            laptop.page(address)
        return list(seen)

    asked()
    few = asked()
    more_of_everything(center, carla)
    many = asked()
    assert (len(few), len(many)) == (MOST[name], MOST[name]), "\n\n".join(many)
