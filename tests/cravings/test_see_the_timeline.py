"""The timeline: everything Ana told, by day on her own wall, the newest first."""

import pytest

from tests.cravings.telling import in_order, tell, text_of
from tests.schedule.evenings import queries_counted
from tests.sync.records import a_record, send

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def a_week(phone, ana) -> dict[str, str]:
    """Some of everything."""
    urge = tell(
        phone, ana, "craving.log", "2026-10-13T14:14", triggers=["feeling.bored"], place="home"
    )
    strong = tell(
        phone,
        ana,
        "craving.log",
        "2026-10-12T21:40",
        intensity=6,
        triggers=["people.conflict"],
        coping=["people.peer"],
        about=["alcohol"],
    )
    tell(phone, ana, "craving.after", "2026-10-12T21:58", of=strong, after=2)
    day = tell(phone, ana, "checkin.log", "2026-10-13T08:05", mood=4, line="Coffee on the steps.")
    win = tell(phone, ana, "win.log", "2026-10-12T12:52", what="said_no", note="Easier this time.")
    back = tell(phone, ana, "lapse.log", "2026-10-10T23:00", about=["alcohol"])
    return {"urge": urge, "strong": strong, "day": day, "win": win, "back": back}


def test_days_and_lines_stand_the_newest_first(phone, a_week):
    told = text_of(phone.page("/log"))
    wanted = [
        "Today",
        "Boredom, at home",
        "2:14 PM",
        "Good",
        "Coffee on the steps.",
        "8:05 AM",
        "Yesterday",
        "An argument",
        "Called someone in recovery · Alcohol",
        "6 → 2",
        "from 6 to 2",
        "9:40 PM",
        "I said no",
        "Easier this time.",
        "Saturday, October 10",
        "I came back",
        "11:00 PM",
    ]
    assert in_order(told.split("Coming back")[1], wanted)


def test_a_filter_shows_one_kind_and_says_nothing_in_the_address(phone, a_week):
    told = phone.page("/log?show=good")
    assert "I said no" in told
    assert "Boredom" not in told
    assert 'href="/log?show=good" aria-current="page"' in told


def test_a_filter_nobody_knows_shows_all(phone, a_week):
    assert "I said no" in phone.page("/log?show=x&before=y&out=z")


def test_an_entry_keeps_the_hour_of_where_it_was_written(phone, ana):
    record = a_record(ana, "win.log", what="went")
    record["occurred_at"] = "2026-10-13T00:30:00-04:00"
    send(phone, record)
    told = text_of(phone.page("/log"))
    assert in_order(told, ["Today", "12:30 AM"])


def test_what_was_taken_out_is_hidden_and_can_be_put_back_at_once(phone, a_week):
    left = phone.post(f"/log/{a_week['urge']}/out", data={"id": a_week["day"]})
    assert left.status_code == 303
    told = phone.page(left.location)
    assert "Taken out." in told
    assert "Boredom" not in told
    back = phone.post(f"/log/{a_week['urge']}/out", data={"back": "yes"})
    assert back.location == f"/log/{a_week['urge']}"
    assert "Boredom" in phone.page("/log")


def test_an_empty_timeline_offers_one_thing_to_do(phone):
    told = phone.page("/log")
    assert "Nothing here yet" in told
    main = told.split('id="main"')[1].split("</main>")[0]
    assert main.count('class="button') == 1
    assert 'href="/log/new"' in main


def test_earlier_goes_on_where_the_page_ended(phone, ana):
    names = [
        tell(phone, ana, "win.log", f"2026-10-{day:02}T{hour:02}:00", what="went")
        for day in range(1, 12)
        for hour in (9, 9, 12)
    ]
    first = phone.page("/log")
    assert first.count("I went, even") == 30
    link = first.split("button-wide")[1].split('href="')[1].split('"')[0]
    second = phone.page(link.replace("&amp;", "&"))
    assert second.count("I went, even") == 3
    assert "Earlier<" not in second
    assert sum(f"/log/{name}" in first + second for name in names) == len(names)


def test_ben_neither_sees_nor_reaches_it(browser, ben, a_week):
    other = browser(ben)
    assert "Boredom" not in other.page("/log")
    assert other.get(f"/log?before={a_week['urge']}").status_code == 404


def test_four_queries_at_most_however_much_was_told(phone, ana, a_week):
    own = tell(phone, ana, "choice.add", catalogue="triggers", label="My old street")
    for hour in range(10, 14):
        for minute in range(0, 60, 6):
            at = f"2026-10-09T{hour}:{minute:02}"
            tell(phone, ana, "craving.log", at, triggers=[f"own:{own}"])
    phone.page("/log")  # whether this is a demo is asked once a minute
    for address in ("/log", "/log?show=waves", f"/log?before={a_week['win']}"):
        with queries_counted() as seen:
            phone.page(address)
        assert len(seen) <= 5, seen  # with the one that knows who is here
    assert "My old street" in phone.page("/log?show=waves")


def test_spanish_is_spanish(phone, a_week):
    phone.post("/settings/language", data={"language": "es"})
    told = text_of(phone.page("/log"))
    for words in ("Hoy", "Aburrimiento, en casa", "Ayer", "de 6 a 2", "Sábado 10 de octubre"):
        assert words in told
