"""Promise 6: someone else's record does not exist, on every route, for everyone.

The URL map is walked with every actor: a new route is covered the day it is added.
"""

import pytest
from flask import Flask

from patient_app.core import access
from patient_app.core.access import Who
from tests.client import Browser
from tests.contracts.world import (
    BETWEEN_SCREENS,
    CANARY,
    WRITES_OF_A_LOOK,
    Door,
    World,
    address,
    contents,
    doors,
    may_enter,
    valid_form,
)
from tests.people import sign_in

ACTORS = [
    "anonymous",
    "invited",
    "ana",
    "ben",
    "left patient",
    "carla",
    "cover inside the dates",
    "cover outside the dates",
    "dev",
    "front desk",
    "admin",
    "other center",
    "other admin",
]

HER_TEAM = {"carla", "cover inside the dates"}


def knock(app: Flask, world: World, door: Door, who: str, *, strange: bool = False):
    """Open one door, with a form it takes where we know one."""
    client = app.test_client()
    assert isinstance(client, Browser)
    if world.actors[who] is not None:
        client.hold(token_of(world, who, door))
    form = {"data": valid_form(door, world.things)} if door.method != "GET" else {}
    where = address(app, door, world.things, strange=strange)
    return client.open(where, method=door.method, **form)


def token_of(world: World, who: str, door: Door) -> str:
    """A fresh sign-in for a form, which may end it; one for all that only look."""
    if door.method != "GET" or who not in world.tokens:
        world.tokens[who] = sign_in(world.actors[who])
    return world.tokens[who]


def sends_to_sign_in(answer, door: Door) -> bool:
    if door.is_page:
        return answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")
    return answer.status_code == 401


def is_as_promised(app: Flask, world: World, door: Door, who: str, promised: str, answer) -> bool:
    """Whether the answer keeps what the declaration promises."""
    if promised == "sign in":
        return sends_to_sign_in(answer, door)
    if promised == "forbidden":
        return answer.status_code == 403
    if promised == "missing":
        # A form refused before it is looked whose thing it is must look the same for no thing.
        alike = knock(app, world, door, who, strange=True).status_code
        return answer.status_code == 404 or answer.status_code == alike == 422
    if door.access.who is Who.PUBLIC or answer.status_code >= 500:
        return answer.status_code < 500
    return answer.status_code not in {401, 403}


def broken_promises(app: Flask, world: World, who: str, chosen: list[Door]) -> list[str]:
    """What the doors answered that they should not have."""
    told = []
    for door in chosen:
        promised = may_enter(world, door, who)
        answer = knock(app, world, door, who)
        if not is_as_promised(app, world, door, who, promised, answer):
            told.append(f"{door}: {promised!r} promised, {answer.status} given")
    return told


@pytest.mark.parametrize("who", ACTORS)
def test_every_door_opens_to_whom_it_says(app, world, who):
    everything = doors(app)
    closed = [door for door in everything if may_enter(world, door, who) != "in"]
    before = contents(app, BETWEEN_SCREENS | {"sign_in_session"})
    broken = broken_promises(app, world, who, closed)
    assert not broken, "\n".join(broken)
    assert contents(app, BETWEEN_SCREENS | {"sign_in_session"}) == before, "a refusal wrote"

    pages = [door for door in everything if door not in closed and door.method == "GET"]
    before = contents(app, WRITES_OF_A_LOOK)
    broken = broken_promises(app, world, who, pages)
    assert not broken, "\n".join(broken)
    assert contents(app, WRITES_OF_A_LOOK) == before, "a look wrote"

    forms = [door for door in everything if door not in closed and door.method != "GET"]
    broken = broken_promises(app, world, who, forms)
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("who", [who for who in ACTORS if who not in {"ana", *HER_TEAM}])
def test_her_words_are_read_by_nobody_else(app, world, who):
    readers = [
        str(door)
        for door in doors(app)
        if door.method == "GET" and CANARY in knock(app, world, door, who).get_data(as_text=True)
    ]
    # The address of her calendar is a secret of its own: whoever holds it reads her title.
    assert [door for door in readers if "<token>" not in door] == []


def test_every_part_of_an_address_is_known_here(app, world):
    unknown = {
        f"<{name}> of {door}"
        for door in doors(app)
        for name in door.rule.arguments
        if name not in world.things and name not in {"what"}
    }
    assert not unknown, "tell tests/contracts/world.py what of Ana's this names"


def test_every_route_declares_who_may_call_it(app):
    silent = [name for name in app.view_functions if access.declared(app, name) is None]
    assert not silent


def test_a_route_that_declares_nothing_keeps_the_app_from_starting():
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/open", "open", lambda: "hello")
    with pytest.raises(RuntimeError, match="open"):
        access.require_declarations(app)


def test_a_route_that_slips_in_later_is_closed(app, browser):
    def unguarded() -> str:
        return "hello"

    app._got_first_request = False
    app.add_url_rule("/slipped-in", "slipped_in", unguarded)
    assert browser().get("/slipped-in").status_code == 403


def test_her_counselor_reads_what_she_asked(app, world):
    asked = next(door for door in doors(app) if str(door) == "GET /care/requests/<uuid:request_id>")
    assert CANARY in knock(app, world, asked, "carla").get_data(as_text=True)
