"""Carla brings in a calendar on her laptop, looks at it, and only then does it happen."""

import re

import pytest
from sqlalchemy import select

from patient_app.core.audit import AuditEvent
from patient_app.core.db import Base, session
from patient_app.schedule.importing.models import ImportPreview, ScheduleImport
from patient_app.schedule.importing.service.previewing import KEPT_FOR
from patient_app.schedule.models import Series
from tests.importing.files import (
    calendar,
    event,
    export,
    group,
    how_many,
    moved,
    seen_by,
    steady_moves,
)
from tests.schedule.evenings import give_place, here

pytestmark = pytest.mark.usefixtures("tuesday")
ZONE = "America/Los_Angeles"


def send(phone, data: bytes = b"", name: str = "calendar.ics", **fields: str):
    """Choose a file and press the button; the body is made by hand, without temporary files."""
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    parts = [
        edge + f'"{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {"zone": ZONE, **fields}.items()
    ]
    parts.append(edge + f'"file"; filename="{name}"\r\n\r\n'.encode() + data)
    return phone.post(
        "/care/import",
        data=b"".join(parts) + b"\r\n--edge--\r\n",
        content_type="multipart/form-data; boundary=edge",
    )


def previewed(phone, *events: str, data: bytes | None = None) -> str:
    """The address of the preview of those events."""
    answer = send(phone, data or calendar(*events))
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return answer.headers["Location"]


def as_shown(page: str) -> dict[str, str]:
    """What the browser would send when nothing is touched."""
    form = {"shown": re.search(r'name="shown" value="([^"]*)"', page)[1]}
    for name in re.findall(r'<input type="checkbox" name="(take-\d+)" value="yes" checked>', page):
        form[name] = "yes"
    for name, options in re.findall(
        r'<select id="[^"]*" name="([^"]*)">(.*?)</select>', page, re.S
    ):
        form[name] = re.search(r'<option value="([^"]*)" selected>', options)[1]
    typed = re.findall(r'name="((?:title|place)-\d+)" type="text" value="([^"]*)"', page)
    return form | dict(typed)


def test_she_sees_it_first_and_ana_sees_it_once_she_is_enrolled(browser, center, carla, ana):
    laptop = browser(carla)
    address = previewed(laptop, data=export("google.ics"))
    page = laptop.page(address)
    assert "Mon, Wed, Fri 6:00 – 9:00 PM" in page
    assert "is now Tue, Nov 3, 5:00 – 8:00 PM" in page
    assert how_many(Series) == 0

    answer = laptop.post(f"{address}/apply", data=as_shown(page))
    assert answer.status_code == 303
    done = laptop.page(address)
    assert "Nobody sees them yet" in done
    assert seen_by(ana, here(1, 0, month=12)) == []

    series = session().scalars(select(Series).where(Series.kind == "group")).one()
    assert f"/care/series/{series.id}" in done
    give_place(ana, series.id)
    assert seen_by(ana, here(12, 23, month=11))[:8] == [
        "Mon 10-26 18:00",
        "Wed 10-28 18:00",
        "Fri 10-30 18:00",
        "Tue 11-03 17:00",
        "Wed 11-04 18:00",
        "Fri 11-06 18:00",
        "Mon 11-09 18:00",
        "x Wed 11-11 18:00",
    ]


def test_what_people_see_is_what_she_chose_and_never_the_files_title(browser, center, carla):
    laptop = browser(carla)
    address = previewed(laptop, group(summary="IOP w/ Smith"))
    form = as_shown(laptop.page(address))
    form |= {
        "kind-1": "family",
        "title-1": "evening group",
        "topic-1": "stress",
        "place-1": "Room 9",
    }
    laptop.post(f"{address}/apply", data=form)
    row = session().scalars(select(Series)).one()
    assert (row.kind, row.title, row.title_es, row.place) == (
        "family",
        "Evening group",
        "Grupo de la tarde",
        "Room 9",
    )


def test_a_row_without_its_tick_is_left_out(browser, center, carla):
    laptop = browser(carla)
    address = previewed(laptop, group(), group(uid="second"))
    form = as_shown(laptop.page(address))
    del form["take-2"]
    laptop.post(f"{address}/apply", data=form)
    assert how_many(Series) == 1
    row = session().scalars(select(ScheduleImport)).one()
    assert (row.read, row.created, row.left_out) == (2, 1, 1)


def test_an_all_day_event_is_not_ticked_by_itself(browser, carla):
    laptop = browser(carla)
    address = previewed(laptop, event("DTSTART;VALUE=DATE:20261126", "SUMMARY:Closed"))
    page = laptop.page(address)
    assert "probably no session" in page
    assert "take-1" not in as_shown(page)


def test_a_patients_name_in_a_title_or_place_is_hidden(browser, center, carla, ana):
    laptop = browser(carla)
    address = previewed(laptop, group(summary="One-to-one with ÁNA", place="Ana's room"))
    page = laptop.page(address)
    assert "Looks like a person&#39;s name" in page
    assert "ÁNA" not in page
    assert "Ana&#39;s room" not in page
    laptop.post(f"{address}/apply", data=as_shown(page))
    row = session().scalars(select(Series)).one()
    assert (row.title, row.place) == ("One-to-one", None)


def test_two_presses_are_one_import(browser, carla):
    laptop = browser(carla)
    address = previewed(laptop, group())
    form = as_shown(laptop.page(address))
    for _ in range(2):
        assert laptop.post(f"{address}/apply", data=form).status_code == 303
    assert how_many(Series) == 1
    assert how_many(ImportPreview) == 0


def test_what_is_discarded_is_gone(browser, carla):
    laptop = browser(carla)
    address = previewed(laptop, group())
    assert laptop.post(f"{address}/discard").status_code == 303
    assert how_many(ImportPreview) == 0
    assert laptop.get(address).status_code == 409
    assert laptop.post(f"{address}/apply", data={"shown": ""}).status_code == 409
    assert how_many(Series) == 0


def test_a_preview_lasts_a_day(browser, carla, tuesday):
    address = previewed(browser(carla), group())
    tuesday.shift(KEPT_FOR)
    laptop = browser(carla)
    assert laptop.get(address).status_code == 409
    assert laptop.post(f"{address}/apply", data={"shown": ""}).status_code == 409


def test_a_preview_belongs_to_who_made_it(browser, carla, dev, nora, fay, amir, ana):
    address = previewed(browser(carla), group())
    for someone, status in ((dev, 404), (nora, 404), (amir, 404), (fay, 403), (ana, 404)):
        visitor = browser(someone)
        assert visitor.get(address).status_code == status
        assert visitor.post(f"{address}/apply", data={"shown": ""}).status_code == status
        assert visitor.post(f"{address}/discard").status_code == status
    assert how_many(ImportPreview) == 1


def test_an_admin_imports_too_but_is_not_sent_to_names(browser, amir):
    laptop = browser(amir)
    address = previewed(laptop, group())
    laptop.post(f"{address}/apply", data=as_shown(laptop.page(address)))
    assert "/care/series/" not in laptop.page(address)


def test_another_center_knows_nothing_of_it(browser, carla, nora, center, elsewhere):
    laptop = browser(carla)
    address = previewed(laptop, group())
    laptop.post(f"{address}/apply", data=as_shown(laptop.page(address)))
    theirs = browser(nora)
    address = previewed(theirs, group())
    theirs.post(f"{address}/apply", data=as_shown(theirs.page(address)))
    rows = session().scalars(select(Series.center_id)).all()
    assert set(rows) == {center.center_id, elsewhere.center_id}


def test_where_both_changed_she_chooses(browser, center, carla, ana):
    laptop = browser(carla)
    address = previewed(laptop, group())
    laptop.post(f"{address}/apply", data=as_shown(laptop.page(address)))
    give_place(ana, session().scalars(select(Series.id)).one())
    steady_moves(center)

    again = (group(), moved("20261021", "20261022T170000"))
    address = previewed(laptop, *again)
    page = laptop.page(address)
    assert "Thu, Oct 22, 10:00 AM – 1:00 PM" in page
    assert "Thu, Oct 22, 5:00 – 6:00 PM" in page
    laptop.post(f"{address}/apply", data={**as_shown(page), "keep-2": "ours"})
    assert "Thu 10-22 10:00" in seen_by(ana, here(24, 0))
    assert "Nothing to take in" in laptop.page(previewed(laptop, *again))

    third = (group(), moved("20261021", "20261023T170000"))
    address = previewed(laptop, *third)
    form = {**as_shown(laptop.page(address)), "keep-2": "theirs"}
    laptop.post(f"{address}/apply", data=form)
    assert "Fri 10-23 17:00" in seen_by(ana, here(24, 0))


def test_it_is_written_down_who_imported(browser, carla):
    laptop = browser(carla)
    address = previewed(laptop, group())
    laptop.post(f"{address}/apply", data=as_shown(laptop.page(address)))
    acts = session().scalars(select(AuditEvent).where(AuditEvent.act == "imported")).all()
    assert [act.actor_id for act in acts] == [carla.actor.subject_id]


@pytest.mark.parametrize(
    "name", ["google.ics", "outlook-365.ics", "outlook-desktop.ics", "apple.ics"]
)
def test_nothing_private_of_the_file_reaches_a_table_or_a_page(browser, carla, ana, name):
    laptop = browser(carla)
    address = previewed(laptop, data=export(name))
    page = laptop.page(address)
    laptop.post(f"{address}/apply", data=as_shown(page))
    for series_id in session().scalars(select(Series.id)).all():
        give_place(ana, series_id)
    shown = page + laptop.page(address) + browser(ana).page("/schedule")
    assert "CANARY" not in shown
    assert "canary" not in shown
    for table in Base.metadata.sorted_tables:
        for row in session().execute(table.select()):
            assert b"canary" not in repr(tuple(row)).lower().encode(), table.name
    if name != "apple.ics":
        assert "IOP Group" not in browser(ana).page("/schedule")


BIG_RULE = "RRULE:FREQ=SECONDLY;COUNT=1000000000"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.ics"),
        (b"   \r\n", "blank.ics"),
        (bytes(range(256)) * 40, "binary.ics"),
        (b"PK\x03\x04" + b"\0" * 5000, "calendar.zip"),
        (b"<html><body><h1>Sign in</h1></body></html>", "calendar.ics"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "cut.ics"),
        (b"name,when\r\nAna,today\r\n", "table.csv"),
        (b"x" * 6_000_000, "large.ics"),
        (b"x" * 13_000_000, "larger.ics"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(browser, carla, data, name):
    answer = send(browser(carla), data, name)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422, page[:300]
    assert 'id="error-summary"' in page
    assert how_many(ScheduleImport) == 0


def test_a_rule_without_end_is_refused_by_its_row(browser, carla):
    laptop = browser(carla)
    page = laptop.page(
        previewed(
            laptop,
            group(),
            event(*("DTSTART:20261020T160000Z", "DURATION:PT1H", BIG_RULE), uid="b"),
        )
    )
    assert "Row 2" in page
    assert "We cannot follow this repeat rule (FREQ)." in page


def test_a_small_file_with_a_million_dates_is_refused(browser, carla):
    since_1970 = ("DTSTART:19700101T160000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    answer = send(browser(carla), calendar(*(event(*since_1970, uid=f"u{n}") for n in range(60))))
    assert answer.status_code == 422
    assert "This file is too large." in answer.get_data(as_text=True)


def test_what_was_pasted_is_still_there_after_an_error(browser, carla):
    answer = send(browser(carla), pasted="not a calendar at all")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "not a calendar at all" in page


def test_pasting_works_like_a_file(browser, carla):
    laptop = browser(carla)
    answer = send(laptop, pasted=calendar(group()).decode())
    assert answer.status_code == 303
    assert "6:00 – 9:00 PM" in laptop.page(answer.headers["Location"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"title-1": "x" * 121},
        {"kind-1": "party"},
        {"keep-1": "both"},
        {"shown": "1;2"},
        {"colour-1": "red"},
        {"anything": "else"},
        {"place-1": "y" * 121},
    ],
)
def test_a_wrong_choice_changes_nothing_and_keeps_what_was_typed(browser, carla, wrong):
    laptop = browser(carla)
    address = previewed(laptop, group())
    form = {**as_shown(laptop.page(address)), "title-1": "My title", **wrong}
    answer = laptop.post(f"{address}/apply", data=form)
    assert answer.status_code == 422
    assert how_many(Series) == 0
    if "title-1" not in wrong:
        assert "My title" in answer.get_data(as_text=True)


def test_a_long_file_can_be_taken_in_whole(browser, carla):
    laptop = browser(carla)
    events = [
        event(f"DTSTART:2026102{day}T160000Z", "DURATION:PT1H", "SUMMARY:Group", uid=f"u{day}-{n}")
        for day in range(1, 6)
        for n in range(50)
    ]
    address = previewed(laptop, *events)
    page = laptop.page(address)
    assert "50 more, named by their kind" in page
    laptop.post(f"{address}/apply", data=as_shown(page))
    assert how_many(Series) == 250
