"""Promise: after a way back, an address that someone else may hold stops working."""

from collections.abc import Callable

from patient_app.core import clock
from patient_app.core.db import unit_of_work
from patient_app.core.events import CredentialsReplaced, announce
from patient_app.schedule.queries.own import open_feed_of
from patient_app.schedule.service.feeds import open_feed
from tests.client import Browser
from tests.people import Someone


@unit_of_work()
def way_back_used(who: Someone) -> None:
    announce(CredentialsReplaced(clock.now(), who.person_id))


def test_the_old_address_is_gone(
    browser: Callable[..., Browser], ana: Someone, ben: Someone
) -> None:
    for who in (ana, ben):
        open_feed(who.actor, "Appointment", clock.now())
    feed, his = open_feed_of(ana.person_id), open_feed_of(ben.person_id)
    assert feed is not None
    assert his is not None
    old, kept = f"/schedule/feed/{feed.token}.ics", f"/schedule/feed/{his.token}.ics"
    assert browser().get(old).status_code == 200
    way_back_used(ana)
    assert browser().get(old).status_code == 404
    assert browser().get(kept).status_code == 200
