"""Amir, the admin, keeps his center's settings; nobody else can."""

from datetime import date

import pytest

from patient_app.centers.models import Center
from patient_app.centers.queries import centers, hours
from patient_app.centers.rules.phones import NotAPhone, dialable, readable
from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session, unit_of_work
from tests.people import make_staff

PAGE = "/care/settings"
ABOUT = {
    "name": "Harbor Center",
    "zone": "America/Denver",
    "languages": ["es", "en"],
    "privacy_contact": "Pat, 213 555 0142",
    "record_years": "10",
    "request_hours": "16",
}


def the_center(place) -> Center:
    session().expire_all()
    return centers.get_center(place.center_id)


def week(**days: tuple[str, str]) -> dict[str, list[str]]:
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    opens, closes = [""] * 14, [""] * 14
    for name, (first, last) in days.items():
        slot = names.index(name) * 2
        opens[slot], closes[slot] = first, last
    return {"opens": opens, "closes": closes}


@pytest.mark.parametrize("who", ["ana", "carla", "fay"])
def test_settings_are_the_admins(browser, who, request, center, ana, carla):
    phone = browser(request.getfixturevalue(who))
    assert phone.get(PAGE).status_code in {403, 404}
    assert phone.post(f"{PAGE}/phones", data={"office": "213 555 0100"}).status_code in {403, 404}


def test_a_new_name_keeps_the_old_one_with_its_days(browser, amir, center):
    assert browser(amir).post(f"{PAGE}/about", data=ABOUT).status_code == 303
    now = the_center(center)
    assert (now.name, now.zone, now.languages) == ("Harbor Center", "America/Denver", "es,en")
    assert (now.record_years, now.request_hours) == (10, 16)
    assert "Riverside Center" in browser(amir).page(PAGE)
    assert centers.name_on(center.center_id, date(2099, 1, 1)) == "Harbor Center"


def test_phones_are_kept_as_a_phone_dials_them(browser, amir, center):
    typed = {"office": "(213) 555-0100", "after_hours": "+34 912 34 56 78"}
    browser(amir).post(f"{PAGE}/phones", data=typed)
    now = the_center(center)
    assert (now.office_phone, now.after_hours_phone) == ("+12135550100", "+34912345678")


def test_a_wrong_phone_is_told_beside_its_field_and_kept(browser, amir, center):
    typed = {"office": "213 555 0100", "after_hours": "call <b>Bob</b>"}
    answer = browser(amir).post(f"{PAGE}/phones", data=typed)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#f-after_hours"' in shown
    assert "call &lt;b&gt;Bob&lt;/b&gt;" in shown
    assert the_center(center).office_phone == "+1 213 555 0100"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2135550100", "+12135550100"),
        ("1-213-555-0100", "+12135550100"),
        ("+49 30 123456", "+4930123456"),
    ],
)
def test_what_people_type_can_be_dialled(typed, kept):
    assert dialable(typed) == kept


@pytest.mark.parametrize(
    "typed", ["911", "call me", "+0 12345678", "113 555 0100", "٢١٣٥٥٥٠١٠٠", "+" + "9" * 16, ""]
)
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(NotAPhone):
        dialable(typed)


def test_phones_are_read_in_the_way_of_the_country():
    assert readable("+12135550100") == "(213) 555-0100"
    assert readable("+34912345678") == "+34912345678"


def test_hours_replace_the_whole_week(browser, amir, center):
    answer = browser(amir).post(
        f"{PAGE}/hours", data=week(tue=("09:00", "12:30"), sun=("10:00", "11:00"))
    )
    assert answer.status_code == 303
    found = hours.opening_hours(center.center_id)
    assert {day: [(a.hour, b.hour) for a, b in spans] for day, spans in found.items()} == {
        1: [(9, 12)],
        6: [(10, 11)],
    }


@pytest.mark.parametrize(
    "days",
    [
        {"mon": ("09:00", "")},
        {"mon": ("17:00", "09:00")},
        {"mon": ("25:99", "26:00")},
        {"mon": ("9<", "x")},
    ],
)
def test_hours_that_cannot_be_are_refused_and_kept(browser, amir, center, days):
    answer = browser(amir).post(f"{PAGE}/hours", data=week(**days))
    assert answer.status_code == 422
    assert len(hours.opening_hours(center.center_id)) == 5


def test_too_few_boxes_are_refused(browser, amir):
    assert browser(amir).post(f"{PAGE}/hours", data={"opens": ["09:00"]}).status_code == 422


def test_a_closed_day_is_added_once_and_opened_again(browser, amir, center):
    for _ in range(2):
        browser(amir).post(
            f"{PAGE}/closures", data={"closed_on": "2090-12-25", "reason": "Holiday"}
        )
    rows = hours.closures_of(center.center_id, date(2090, 1, 1))
    assert [(row.closed_on, row.reason) for row in rows] == [(date(2090, 12, 25), "Holiday")]
    row_id = str(rows[0].id)
    for _ in range(2):
        browser(amir).post(f"{PAGE}/closures/remove", data={"id": row_id})
    session().expire_all()
    assert hours.closures_of(center.center_id, date(2090, 1, 1)) == []


def test_another_centers_closed_day_does_not_exist(browser, amir, elsewhere, center):
    other = make_staff(elsewhere, "Olga", "admin")
    browser(other).post(f"{PAGE}/closures", data={"closed_on": "2090-12-25"})
    row = hours.closures_of(elsewhere.center_id, date(2090, 1, 1))[0]
    answer = browser(amir).post(f"{PAGE}/closures/remove", data={"id": str(row.id)})
    assert answer.status_code == 404


def test_a_host_name_belongs_to_one_center(browser, amir, elsewhere, center):
    other = make_staff(elsewhere, "Olga", "admin")
    assert (
        browser(amir).post(f"{PAGE}/hosts", data={"host": "App.Riverside.org"}).status_code == 303
    )
    assert (
        browser(other).post(f"{PAGE}/hosts", data={"host": "app.riverside.org"}).status_code == 422
    )
    found = centers.center_for_host("app.riverside.org:443")
    assert found is not None
    assert found.id == center.center_id
    assert centers.center_for_host("nobody.example.org") is None


@pytest.mark.parametrize(
    "host", ["https://a.org", "a..org", "-a.org", "a.org/x", "x" * 300, "ä.org", ""]
)
def test_what_is_no_host_name_is_refused(browser, amir, host):
    assert browser(amir).post(f"{PAGE}/hosts", data={"host": host}).status_code == 422


@pytest.mark.parametrize(
    "host",
    ["sober.riverside.org", "riverside-recovery.org", "clinica.example.org", "iop.example.org"],
)
def test_a_host_name_that_tells_is_refused_and_stays_as_typed(browser, amir, host):
    answer = browser(amir).post(f"{PAGE}/hosts", data={"host": host})
    assert answer.status_code == 422
    assert "tells too much" in answer.get_data(as_text=True)
    assert f'value="{host}"' in answer.get_data(as_text=True)
    assert centers.all_hosts() == frozenset()


def test_the_only_center_answers_for_every_host(center):
    found = centers.center_for_host("anything.example.org")
    assert found is not None
    assert found.id == center.center_id


def test_a_program_is_added_once(browser, amir, center):
    sent = {"program": "Morning program", "level_of_care": "php"}
    assert browser(amir).post(f"{PAGE}/programs", data=sent).status_code == 303
    assert browser(amir).post(f"{PAGE}/programs", data=sent).status_code == 422
    assert [row.name for row in centers.programs_of(center.center_id)] == [
        "Evening program",
        "Morning program",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"languages": []},
        {"languages": ["xx"]},
        {"record_years": "0"},
        {"record_years": "9" * 5000},
        {"request_hours": "soon"},
        {"surprise": "1"},
    ],
)
def test_wrong_settings_change_nothing(browser, amir, center, wrong):
    answer = browser(amir).post(f"{PAGE}/about", data=ABOUT | wrong)
    assert answer.status_code == 422
    assert the_center(center).name == "Riverside Center"


def test_every_change_is_written_down(browser, amir, center):
    browser(amir).post(f"{PAGE}/phones", data={"office": "2135550100"})
    rows = session().query(AuditEvent).filter_by(act=Act.SETTINGS_CHANGED).all()
    assert [row.actor_id for row in rows] == [amir.actor.subject_id]


def test_the_office_is_told_to_whoever_is_signed_in(browser, ana, amir, center):
    browser(amir).post(f"{PAGE}/closures", data={"closed_on": "2090-12-25"})
    told = browser(ana).get("/api/office").get_json()
    assert set(told) == {"phone", "after_hours", "hours", "zone", "closed_on"}
    assert told["hours"][0] == {"day": 1, "opens": "08:00", "closes": "17:00"}
    assert told["closed_on"] == ["2090-12-25"]
    assert "Riverside" not in str(told)


def test_the_office_is_not_told_to_strangers(browser, center):
    assert browser().get("/api/office").status_code == 401


def test_sunday_is_day_zero(browser, ana, amir):
    browser(amir).post(f"{PAGE}/hours", data=week(sun=("10:00", "11:00")))
    told = browser(ana).get("/api/office").get_json()
    assert told["hours"] == [{"day": 0, "opens": "10:00", "closes": "11:00"}]
    assert clock.now().tzinfo is not None


@unit_of_work()
def _speaks(center, languages: str) -> None:
    session().get_one(Center, center.center_id).languages = languages


@pytest.mark.parametrize(
    ("asked", "spoken"), [("fr", "es"), (None, "es"), ("en", "en"), ("fr, en;q=0.5", "en")]
)
def test_a_center_that_works_in_spanish_greets_in_spanish(browser, center, asked, spoken):
    _speaks(center, "es")
    shown = browser().page("/sign-in", headers={"Accept-Language": asked})
    assert f'lang="{spoken}"' in shown


def test_invitations_offer_the_languages_of_the_center(browser, center, carla, amir):
    for laptop, address in (
        (browser(carla), "/care/people/invite"),
        (browser(amir), "/care/staff"),
    ):
        _speaks(center, "en,es")
        assert '<option value="en"' in laptop.page(address)
        _speaks(center, "es")
        shown = laptop.page(address)
        assert '<option value="en"' not in shown
        assert '<option value="es" selected' in shown


def test_a_download_names_the_center_as_it_was_called_when_the_stay_began(
    browser, ana, amir, center
):
    browser(amir).post(f"{PAGE}/about", data=ABOUT | {"name": "Harbor Center"})
    file = browser(ana).post("/privacy/download/json").get_json()
    [stay] = file["data"]["episodes"]["episodes"]
    assert stay["center"] == "Riverside Center"
    told = browser(ana).post("/privacy/download/page").get_data(as_text=True)
    assert "Riverside Center" in told
    assert centers.name_on(center.center_id, date(2099, 1, 1)) == "Harbor Center"
