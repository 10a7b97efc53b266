"""On a center's own host name passkeys work below PUBLIC_URL's host; elsewhere people are told."""

import pytest

from patient_app.accounts.routes.passkeys import current_site
from patient_app.centers.models import CenterHost
from patient_app.core.db import session, unit_of_work
from tests.accounts.ways import WORDS, give_password, invite

OWN, BELOW = "http://riverside.example", "http://north.localhost"
BUTTON = "data-passkey="


@pytest.fixture(autouse=True)
@unit_of_work()
def hosts(center) -> None:
    session().add_all(
        CenterHost(center_id=center.center_id, host=host)
        for host in ("riverside.example", "north.localhost")
    )


def test_where_a_passkey_cannot_work_there_is_no_button_and_the_way_is_said(browser):
    shown = browser().page("/sign-in", base_url=OWN)
    assert BUTTON not in shown
    assert "A passkey works only at http://localhost:8000" in shown
    assert 'href="http://localhost:8000"' in shown


@pytest.mark.parametrize("origin", ["http://localhost:8000", BELOW])
def test_at_home_and_below_it_there_is_the_button(browser, origin):
    shown = browser().page("/sign-in", base_url=origin)
    assert BUTTON in shown
    assert "works only at" not in shown


def test_someone_joining_there_is_told_too_and_can_take_a_password(browser, center):
    phone = browser()
    code = invite(center)
    phone.post(f"/invite/{code}", base_url=OWN)
    phone.post("/join", data={"name": "maple heron", "shared": "no"}, base_url=OWN)
    shown = phone.page("/join/key", base_url=OWN)
    assert BUTTON not in shown
    assert "A passkey works only at" in shown
    sent = {"name": "maple heron", "password": WORDS}
    assert phone.post("/join/key", data=sent, base_url=OWN).location == "/join/done"


def test_a_password_signs_in_on_the_centers_host(browser, ana):
    give_password(ana)
    sent = {"name": "ana", "password": WORDS}
    phone = browser()
    assert phone.post("/sign-in", data=sent, base_url=OWN).status_code == 303
    assert phone.get("/settings", base_url=OWN).status_code == 200


@pytest.mark.parametrize(
    ("here", "signs_for"),
    [
        ("http://localhost:8000", "http://localhost:8000"),
        (BELOW, "http://north.localhost"),
        (OWN, "http://localhost:8000"),
        ("http://notlocalhost", "http://localhost:8000"),
    ],
)
def test_the_origin_a_phone_signs_for_is_the_page_it_is_on(app, here, signs_for):
    with app.test_request_context(base_url=here):
        site = current_site()
    assert (site.rp_id, site.origin) == ("localhost", signs_for)
