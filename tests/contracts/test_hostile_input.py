"""Promise 8: whatever is typed, no form breaks; and no log repeats it."""

import inspect
import logging
import re
import sys
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import fields

from patient_app.core.access import Who
from patient_app.core.actors import Role
from patient_app.core.schemas import FrozenSchema
from tests.client import Browser
from tests.conftest import ON_POSTGRESQL
from tests.contracts.world import CANARY, Door, World, address, doors, may_enter
from tests.people import sign_in

# On PostgreSQL a round of its own: what it takes otherwise than SQLite shows in a few.
EXAMPLES = 15 if ON_POSTGRESQL else 50

HOSTILE = [
    "",
    " ",
    "\0",
    "é" * 300,
    "x" * 20_000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "%(name)s %s",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "\u202eabc",
    "🌧️",
    "-1",
    "0",
    "1e400",
    "NaN",
    "99999999999999999999",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "25:61",
    "America/Nowhere",
    "null",
    "[]",
    "00000000-0000-0000-0000-000000000000",
    "on",
    "yes",
    "http://169.254.169.254/",
]
_TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)


def likely(kind: fields.Field, ids: list[str]) -> st.SearchStrategy[str]:
    """Values the field might take, between hostile ones: so that fuzz reaches past the schema."""
    if isinstance(kind, fields.List):
        return likely(kind.inner, ids)
    if isinstance(kind, fields.UUID):
        return st.sampled_from(ids)
    if kind.validate is not None and hasattr(kind.validate, "choices"):
        return st.sampled_from([str(choice) for choice in kind.validate.choices])
    if isinstance(kind, fields.Enum):
        return st.sampled_from([str(each.value) for each in kind.enum])
    if isinstance(kind, fields.Date):
        return st.dates().map(str)
    if isinstance(kind, fields.Time):
        return st.times().map(lambda at: at.strftime("%H:%M"))
    if isinstance(kind, fields.Integer):
        return st.integers(-5, 2**70).map(str)
    if isinstance(kind, fields.Boolean):
        return st.sampled_from(["yes", "no", "on", "off"])
    return _TEXT


def forms_of(app: Flask, world: World, door: Door) -> st.SearchStrategy[dict[str, Any]]:
    """Forms for a route: as it wants them, or any mix of its fields, hostile words, strangers."""
    ids = [str(thing) for name, thing in world.things.items() if name.endswith("_id")]
    module = sys.modules[inspect.unwrap(app.view_functions[door.endpoint]).__module__]
    known: dict[str, st.SearchStrategy[str]] = {"more": _TEXT, "again_password": _TEXT}
    wanted: dict[str, st.SearchStrategy[str]] = {}
    alone = len([each for each in vars(module).values() if _is_schema(each)]) == 1
    for schema in vars(module).values():
        if _is_schema(schema):
            for name, kind in schema().fields.items():
                wanted[name] = likely(kind, ids)
                known[name] = st.one_of(wanted[name], _TEXT)
    values = {name: st.one_of(each, st.lists(each, max_size=3)) for name, each in known.items()}
    mixed = st.fixed_dictionaries({}, optional=values)
    return st.one_of(st.fixed_dictionaries(wanted), mixed) if alone and wanted else mixed


def _is_schema(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, FrozenSchema)


def queries_of() -> st.SearchStrategy[dict[str, str]]:
    """Query strings with the names our pages read, and strangers."""
    names = ["to", "page", "day", "from", "week", "again", "old", "q", "view", "kind", "more"]
    return st.dictionaries(st.sampled_from(names), _TEXT, max_size=3)


def who_enters(world: World, door: Door) -> str:
    """Someone the door lets in; admin first, since their forms reach furthest."""
    wanted = ["anonymous"] if door.access.who is Who.PUBLIC else ["ana", "carla", "admin"]
    if Role.ADMIN in door.access.roles:
        wanted = ["admin", *wanted]
    return next((who for who in wanted if may_enter(world, door, who) == "in"), "anonymous")


class Visitor:
    """Someone the door lets in, who signs in again only when a form has signed them out."""

    def __init__(self, app: Flask, world: World, door: Door) -> None:
        self.app, self.door = app, door
        self.address = address(app, door, world.things)
        self.someone = world.actors[who_enters(world, door)]
        self.token = sign_in(self.someone) if self.someone else None

    def send(self, form: dict[str, Any], query: dict[str, str]) -> int:
        """The status of one try."""
        status = self._try(form, query)
        if status in {303, 401} and self.someone is not None:
            self.token = sign_in(self.someone)
        return status

    def _try(self, form: dict[str, Any], query: dict[str, str]) -> int:
        client = self.app.test_client()
        assert isinstance(client, Browser)
        if self.token is not None:
            client.hold(self.token)
        body = {"data": form} if self.door.method != "GET" else {}
        return client.open(
            self.address, method=self.door.method, query_string=query, **body
        ).status_code


@pytest.mark.parametrize("part", range(4))
def test_nothing_typed_breaks_a_route(app, world, part):
    broken: list[str] = []
    for door in doors(app)[part::4]:
        if door.endpoint != "static":
            broken += _fuzz(app, world, door)
    assert not broken, "\n".join(broken)


def _fuzz(app: Flask, world: World, door: Door) -> list[str]:
    visitor = Visitor(app, world, door)
    form = forms_of(app, world, door) if door.method != "GET" else st.just({})
    broken: list[str] = []

    @settings(
        max_examples=EXAMPLES if door.method != "GET" or door.rule.arguments else EXAMPLES // 5,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(form=form, query=queries_of())
    def try_it(form: dict[str, Any], query: dict[str, str]) -> None:
        if not broken and visitor.send(form, query) >= 500:
            broken.append(f"{door} with {form!r:.300} and {query!r:.200}")

    try_it()
    return broken


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[1,2", b"null", b"[]", b'"text"', b"1e999", b"\xff\xfe", b"[" * 50_000],
    ids=lambda body: repr(body[:12]),
)
def test_no_json_breaks_an_api(app, world, body):
    for door in doors(app):
        if door.rule.rule.startswith("/api/") and door.method != "GET":
            client = app.test_client()
            someone = world.actors[who_enters(world, door)]
            if someone is not None:
                client.hold(sign_in(someone))
            answer = client.open(
                address(app, door, world.things),
                method=door.method,
                data=body,
                content_type="application/json",
            )
            assert answer.status_code < 500, f"{door} with {body[:20]!r}"


def test_no_log_line_tells_a_name_a_word_or_a_token(app, world, caplog):
    tokens = []
    with caplog.at_level(logging.DEBUG):
        for who in ("anonymous", "ana", "carla", "admin"):
            someone = world.actors[who]
            token = sign_in(someone) if someone else "t" * 43
            tokens.append(token)
            for door in doors(app):
                client = app.test_client()
                client.hold(token)
                if door.method == "GET" or who == "ana":
                    client.open(
                        address(app, door, world.things),
                        method=door.method,
                        data={"note": CANARY, "title": CANARY, "password": CANARY},
                    )
    lines = "\n".join(record.getMessage() for record in caplog.records if _is_ours(record))
    assert CANARY not in lines
    assert not [token for token in tokens if token in lines]
    assert not re.search(r"\b(Ana|Ben|Lee|Carla|Ivy)\b", lines)
    assert str(world.things["code"]) not in lines


def _is_ours(record: logging.LogRecord) -> bool:
    # Hypothesis and the template compiler speak while testing; they are not in a running app.
    return not record.name.startswith(("hypothesis", "jinja", "asyncio"))
