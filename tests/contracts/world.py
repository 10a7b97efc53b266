"""Everyone who may stand at a door, and Ana's things behind it."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from flask import Flask, current_app
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, UUIDConverter

from patient_app.accounts.models import Passkey, RoleGrant, SignInSession
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.core import clock
from patient_app.core.access import Access, Who, declared
from patient_app.core.actors import Role
from patient_app.core.db import Base, session, unit_of_work
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.cravings.rules.working_on import AboutDraft, Goal
from patient_app.cravings.service.working_on import work_on
from patient_app.episodes.models import Cover, Episode, EpisodeState
from patient_app.notifications.service.inbox import send_test
from patient_app.notifications.webpush.keys import make_key
from patient_app.schedule.importing.reading import read_calendar
from patient_app.schedule.importing.rules.formats import CalendarFormat
from patient_app.schedule.importing.service.previewing import keep_preview
from patient_app.schedule.models import CalendarFeed
from patient_app.schedule.rules.drafts import BlockDraft
from patient_app.schedule.rules.kinds import BlockKind
from patient_app.schedule.service.feeds import open_feed
from patient_app.schedule.service.own import add_block
from patient_app.schedule.service.requests import ask_for_another_time
from patient_app.shell.kept_files import build_of
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take
from tests import people
from tests.people import Someone
from tests.schedule.calendar_files import export
from tests.schedule.evenings import give_place, make_series, sessions_of

CANARY = "zebra lantern canary"
WRITES_OF_A_LOOK = {"audit_event", "audit_head", "sign_in_session"}
BETWEEN_SCREENS = {"throttle", "challenge", "sign_in_step"}


@dataclass
class World:
    """The actors by name, and values for the parts of an address that name Ana's things."""

    actors: dict[str, Someone | None]
    things: dict[str, Any]
    on_team: frozenset[str]
    elsewhere: frozenset[str]
    tokens: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Door:
    """One method of one route."""

    endpoint: str
    method: str
    rule: Rule
    access: Access

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"

    @property
    def is_page(self) -> bool:
        return self.method == "GET" and not self.rule.rule.startswith("/api/")


def doors(app: Flask) -> list[Door]:
    """Every method of every route that says who may call it."""
    rules = sorted(app.url_map.iter_rules(), key=lambda each: each.rule)
    return [
        Door(rule.endpoint, method, rule, access)
        for rule in rules
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if (access := declared(app, rule.endpoint)) is not None
    ]


def address(app: Flask, door: Door, things: dict[str, Any], *, strange: bool = False) -> str:
    """The door's address with Ana's things in it, or with things that do not exist."""
    values = {name: _value(door, name, things, strange=strange) for name in door.rule.arguments}
    with app.test_request_context():
        return str(app.url_for(door.endpoint, **values))


def names_hers(door: Door, things: dict[str, Any]) -> bool:
    """Whether the address names something that is Ana's."""
    return any(name in things for name in door.rule.arguments if name.endswith("_id"))


def valid_form(door: Door, things: dict[str, Any]) -> dict[str, Any]:
    """A form the route takes, where an empty one would be refused before it is asked whose."""
    forms: dict[str, dict[str, Any]] = {
        "schedule.answer": {"answer": "coming"},
        "schedule.save_block": {
            "kind": "work",
            "weekdays": ["1"],
            "starts": "09:00",
            "ends": "10:00",
            "from_on": "2026-10-01",
        },
        "passkeys.rename": {"label": "mine"},
        "careteam.answer_request": {"answer": "Come on Thursday."},
        "careteam.move_session": {"on": "2026-11-05", "starts": "10:00", "ends": "11:00"},
        "careteam.end_series": {"last_on": "2026-11-05"},
        # Nobody, so that it says who may come in, not whom each of them may enrol.
        "careteam.enrol": {"episodes": [str(uuid4())], "from_on": "2026-10-14"},
        "careteam.keep_attendance": {"person": [str(things["person_id"])], "mark": ["present"]},
        "careteam.add_role": {"role": "admin"},
        "notifications.choose_kinds": {"on": ["session"], "check_in_at": "20:00"},
        "notifications.choose_quiet": {"most_per_day": "4"},
        "notifications.choose_discretion": {"discretion": "some"},
        "notifications.stop": {"kind": "check_in"},
        "log.save_after": {"outcome": "passed"},
        "log.save_work": {"code": "alcohol", "goal": "stop"},
        "log.save_change": {"base": str(things["record_id"]), "set.note": CANARY},
    }
    return forms.get(door.endpoint, {})


def _value(door: Door, name: str, things: dict[str, Any], *, strange: bool) -> Any:
    converter = door.rule._converters[name]
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    if strange and isinstance(converter, UUIDConverter):
        return uuid4()
    if name == "person_id" and door.rule.rule.startswith("/care/staff"):
        return things["staff_id"]
    if name in things:
        return things[name]
    return uuid4() if isinstance(converter, UUIDConverter) else "x"


def build(center: people.Place, elsewhere: people.Place, ana: Someone, carla: Someone) -> World:
    """The whole cast of the access matrix."""
    ben, lee = people.make_patient(center, "Ben"), people.make_patient(center, "Lee")
    dev = people.make_staff(center, "Dev", Role.COUNSELOR)
    standing_in = people.make_staff(center, "Cora", Role.COUNSELOR)
    stood_in = people.make_staff(center, "Otto", Role.COUNSELOR)
    _leave(lee)
    _cover(carla, standing_in, -1, 1)
    _cover(carla, stood_in, -9, -5)
    return World(
        actors={
            "anonymous": None,
            "invited": _invited(center),
            "ana": ana,
            "ben": ben,
            "left patient": lee,
            "carla": carla,
            "cover inside the dates": standing_in,
            "cover outside the dates": stood_in,
            "dev": dev,
            "front desk": people.make_staff(center, "Fay", Role.FRONT_DESK),
            "admin": people.make_staff(center, "Amir", Role.ADMIN),
            "other center": people.make_staff(elsewhere, "Nora", Role.COUNSELOR),
            "other admin": people.make_staff(elsewhere, "Olga", Role.ADMIN),
        },
        things=_things_of(ana, center, carla, dev),
        on_team=frozenset({"carla", "cover inside the dates"}),
        elsewhere=frozenset({"other center", "other admin"}),
    )


def contents(app: Flask, besides: set[str]) -> dict[str, list[Any]]:
    """All rows of all tables but `besides`."""
    session().rollback()
    return {
        table.name: sorted(map(repr, session().execute(table.select())))
        for table in Base.metadata.sorted_tables
        if table.name not in besides
    }


def may_enter(world: World, door: Door, who: str) -> str:
    """'in', 'sign in', 'forbidden' or 'missing': what the declaration promises this person."""
    someone, access = world.actors[who], door.access
    if access.who is Who.PUBLIC:
        return "in"
    if someone is None or who == "invited":
        return "sign in"
    hers = names_hers(door, world.things)
    if access.who in {Who.PATIENT, Who.SIGNED_IN}:
        if access.who is Who.PATIENT and not someone.actor.is_patient:
            return "forbidden"
        return "missing" if hers and who != "ana" else "in"
    if someone.actor.is_patient:
        return "missing"
    if not someone.actor.roles & access.roles:
        return "forbidden"
    if access.who is Who.CARE_TEAM:
        return "in" if who in world.on_team else "missing"
    return "missing" if hers and who in world.elsewhere else "in"


@unit_of_work()
def _leave(patient: Someone) -> None:
    session().get_one(Episode, patient.episode_id).state = EpisodeState.LEFT


@unit_of_work()
def _cover(away: Someone, stands_in: Someone, first: int, last: int) -> None:
    today = clock.now().date()
    session().add(
        Cover(
            center_id=away.center_id,
            staff_id=away.person_id,
            cover_id=stands_in.person_id,
            from_on=today + timedelta(days=first),
            until_on=today + timedelta(days=last),
        )
    )


def _invited(center: people.Place) -> Someone:
    """Ivy has a code and no role yet; a session of hers opens nothing."""
    someone = people.make_person(center, "Ivy", Role.PATIENT)
    _take_roles(someone)
    return someone


@unit_of_work()
def _take_roles(someone: Someone) -> None:
    for grant in session().query(RoleGrant).filter_by(person_id=someone.person_id):
        session().delete(grant)


def _things_of(ana: Someone, center: people.Place, carla: Someone, dev: Someone) -> dict[str, Any]:
    now = clock.now()
    series_id = make_series(center)
    give_place(ana, series_id)
    ahead = next(each for each in sessions_of(series_id) if each.starts_at > now)
    asked = ask_for_another_time(ana.person_id, ana.center_id, ahead.id, CANARY, now)
    block = BlockDraft(BlockKind.WORK, (0,), time(9), time(12), date(2026, 9, 1), title=CANARY)
    open_feed(ana.actor, CANARY, now)
    make_key()
    return {
        "person_id": ana.person_id,
        "staff_id": dev.person_id,
        "episode_id": ana.episode_id,
        "series_id": series_id,
        "occurrence_id": ahead.id,
        "request_id": asked,
        "reminder_id": send_test(ana.person_id, now),
        "block_id": add_block(ana.person_id, ana.center_id, center.zone, block, now),
        "import_id": _import(carla, center),
        "passkey_id": _passkey(ana),
        "session_id": _session(ana),
        "code": _code(center),
        "language": "en",
        "build": build_of(current_app.extensions["assets"].build, "Steady"),
        "card": "withdrawal",
        "address": "css/app.css",
        "record_id": _urge(ana),
        "item_id": work_on(ana.person_id, AboutDraft(None, CANARY, Goal.STOP, None, False), now),
        "token": session().query(CalendarFeed).one().token,
        "day": clock.now().date().isoformat(),
    }


def _code(center: people.Place) -> str:
    person_id = create_person("Ida", "en", clock.now())
    return issue_code(person_id, center.center_id, Purpose.JOIN, None, clock.now()).code


def _import(carla: Someone, center: people.Place) -> Any:
    read = read_calendar(export("google.ics"), CalendarFormat.ICS, center.zone, clock.now())
    return keep_preview(carla.actor, read, CalendarFormat.ICS, clock.now())


def _urge(ana: Someone) -> Any:
    record = Record(uuid4(), "craving.log", 1, clock.now(), {"intensity": 7, "note": CANARY})
    take(ana.person_id, ana.center_id, record, CRAVING_LOG, clock.now())
    return record.id


@unit_of_work()
def _passkey(ana: Someone) -> Any:
    row = Passkey(
        person_id=ana.person_id,
        credential_id=b"hers",
        public_key=b"",
        label=CANARY,
        created_at=clock.now(),
    )
    session().add(row)
    return row.id


def _session(ana: Someone) -> Any:
    people.sign_in(ana)
    wanted = session().query(SignInSession.id).filter_by(person_id=ana.person_id)
    return wanted.one()[0]
