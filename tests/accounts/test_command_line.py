"""`staff create` and `patient invite`: one line out, one link, once."""

import re

import pytest
from sqlalchemy import select

from patient_app.accounts.queries.people import find_by_sign_in_name, language_of, roles_at
from patient_app.centers.models import Center
from patient_app.centers.queries.centers import all_centers
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import Episode
from tests.accounts.ways import finish_with_app, join

MOON = "no center 'moon', only: riverside"
NORTH = ("--name", "North Side", "--zone", "America/Denver")


@pytest.fixture
def run(app):
    def command(*words: str):
        return app.test_cli_runner().invoke(args=list(words))

    return command


def _code(result) -> str:
    assert result.exit_code == 0, result.output
    found = re.fullmatch(r"http://localhost:8000/invite/([A-Z0-9]{8})\n", result.stdout)
    assert found, result.stdout
    return found[1]


@pytest.mark.parametrize(
    ("word", "role"),
    [("counselor", Role.COUNSELOR), ("front-desk", Role.FRONT_DESK), ("admin", Role.ADMIN)],
)
def test_a_member_of_staff_joins_by_the_link(run, browser, center, word, role):
    code = _code(run("staff", "create", "Carla", "--role", word))
    laptop = browser()
    assert join(laptop, code, name="carla c").location == "/join/app"
    assert finish_with_app(laptop).location == "/join/done"
    carla = find_by_sign_in_name("carla c")
    assert roles_at(carla.id, center.center_id, clock.now()) == {role}


def test_the_first_one_makes_the_center_too(run, app):
    result = run("staff", "create", "Amir", "--role", "admin", "--zone", "America/Denver")
    _code(result)
    made = session().scalars(select(Center)).one()
    assert (made.slug, made.zone, made.is_demo) == ("center", "America/Denver", False)


def test_a_patient_joins_by_the_link(run, browser, center):
    code = _code(run("patient", "invite", "Rosa R", "--language", "es"))
    assert join(browser(), code).location == "/join/done"
    assert session().scalars(select(Episode)).one().known_as == "Rosa R"


def test_the_command_invites_in_the_centers_first_language(run, center):
    @unit_of_work()
    def speak_spanish() -> None:
        session().get_one(Center, center.center_id).languages = "es"

    speak_spanish()
    _code(run("patient", "invite", "Rosa R"))
    person_id = session().scalars(select(Episode.person_id)).one()
    assert language_of(person_id) == "es"


@unit_of_work()
def _mark_demo() -> None:
    session().scalars(select(Center)).one().is_demo = True


@pytest.mark.parametrize("more", [(), ("--center", "other"), ("--zone", "Mars/One")])
def test_no_staff_in_a_demo_and_how_to_start_without(run, center, more):
    _mark_demo()
    result = run("staff", "create", "Carla", "--role", "admin", *more)
    assert result.exit_code != 0
    assert "demo remove" in result.output
    assert "demo remove" in run("center", "create", "north", *NORTH).output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("staff", "create", "Carla", "--role", "boss"), "boss"),
        (("staff", "create", " ", "--role", "admin"), "Give a name"),
        (("staff", "create", "x" * 121, "--role", "admin"), "Give a name"),
        (
            ("staff", "create", "C", "--role", "admin", "--center", "moon"),
            "no center 'moon', only: riverside",
        ),
        (("staff", "create", "C", "--role", "admin", "--zone", "Mars/One"), "Mars/One"),
        (("center", "create", "riverside", *NORTH), "already"),
        (("center", "create", "North Side", *NORTH), "like north-side"),
        (("center", "create", "n", "--name", " ", "--zone", "America/Denver"), "Give a name"),
        (("center", "create", "n", "--name", "N", "--zone", "Mars/One"), "Mars/One"),
        (("patient", "invite", "Rosa", "--enrol", "No such group"), "No series"),
        (("patient", "invite", "Rosa", "--center", "moon"), MOON),
    ],
)
def test_what_cannot_be_done_is_one_plain_sentence(run, center, words, says):
    result = run(*words)
    assert result.exit_code != 0
    assert says in result.output
    assert "Traceback" not in result.output


def test_with_two_centers_it_asks_which(run, center, elsewhere):
    assert "hillside, riverside" in run("staff", "create", "C", "--role", "admin").output
    _code(run("staff", "create", "C", "--role", "admin", "--center", "hillside"))


def test_a_chain_opens_another_center_and_keeps_the_two_apart(run, browser, center, carla):
    assert "--role admin --center north" in run("center", "create", "north", *NORTH).output
    north = next(each for each in all_centers() if each.slug == "north")
    assert (north.name, north.zone) == ("North Side", "America/Denver")
    first = session().get_one(Center, center.center_id)
    assert north.organization_id == first.organization_id
    laptop = browser()
    code = _code(run("staff", "create", "Nina", "--role", "counselor", "--center", "north"))
    join(laptop, code, name="nina n")
    finish_with_app(laptop)
    nina = find_by_sign_in_name("nina n")
    assert roles_at(nina.id, north.id, clock.now()) == {Role.COUNSELOR}
    assert roles_at(nina.id, center.center_id, clock.now()) == set()


def test_nobody_is_invited_before_there_is_a_center(run, app):
    assert "staff create" in run("patient", "invite", "Rosa").output
