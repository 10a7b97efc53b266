"""The one way to write.

A service verb is decorated with `@unit_of_work()`. Called inside another verb it joins it;
called alone it opens a transaction and commits when it returns. On SQLite the transaction is
taken under a thread lock and a file lock, so writers queue in order instead of failing; on
PostgreSQL it runs REPEATABLE READ and is tried again when two writers collide.
"""

import functools
import random
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, TypeVarTuple

from sqlalchemy import Engine, Row, Select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from patient_app.core.db.engine import ISOLATION, WRITES, db
from patient_app.core.db.line import in_line

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

RETRIES = 5
_IN_THE_CROWD = 3  # tries beside others before asking to be alone
# 23505: both looked, found no row and made one; tried again, the later finds the earlier's.
_COLLISIONS = {"40001", "40P01", "23505"}
_LANE = 0x57EAD1  # any number that is always the same

_open: ContextVar[Session | None] = ContextVar("open_unit_of_work", default=None)
_read_only: ContextVar[bool] = ContextVar("read_only_request", default=False)
_after: ContextVar[list[Callable[[], None]]] = ContextVar("after_commit")
_before: ContextVar[dict[Hashable, Callable[[], None]]] = ContextVar("before_commit")


class WriteOnGet(RuntimeError):
    """A page that is only looked at tried to change something: a defect."""


def session() -> Session:
    """The session in force: the open unit of work's, else the request's read-only one."""
    return _open.get() or db.session()


def fetch(wanted: Select[*Ts], values: Mapping[str, Any] | None = None) -> Sequence[Row[*Ts]]:
    """The rows of a statement that asks for columns, all of them.

    Pages are made of values: past the ORM they cost a quarter less than `session().execute`.
    """
    asked = session()
    asked.flush()  # what the open unit of work has changed counts, as it does for the ORM
    return asked.connection().execute(wanted, values or {}).all()


def unit_of_work(
    *, on_get: bool = False, isolation: str = "REPEATABLE READ"
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Run the decorated verb in one transaction, committed before it returns.

    `on_get` is for the two writers a page view may have: the audit and the session's last use.
    Raises WriteOnGet for any other verb during a GET. `isolation` is PostgreSQL's: the reminder
    outbox alone asks for another, because its claims skip what others hold.
    """

    def decorate(verb: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(verb)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            if _open.get() is not None:
                return verb(*args, **kwargs)
            if _read_only.get() and not on_get:
                raise WriteOnGet(verb.__qualname__)
            return _with_retries(lambda: verb(*args, **kwargs), isolation)

        return run

    return decorate


def after_commit(call: Callable[[], None]) -> None:
    """Have `call` made once the open unit of work has committed; dropped if it does not."""
    _after.get().append(call)


def before_commit(key: Hashable, call: Callable[[], None]) -> None:
    """Have `call` made in the open unit of work, once per `key`, after all its verbs.

    For what follows from many small changes together: it is worked out once, from what they left.
    """
    _before.get().setdefault(key, call)


def read_only(reading: bool) -> None:
    """Refuse writing from here on: how a GET is served."""
    _read_only.set(reading)


def _with_retries(work: Callable[[], T], isolation: str) -> T:
    for attempt in range(_IN_THE_CROWD):
        try:
            return _once(work, isolation)
        except DBAPIError as error:
            _require_collision(error)
            time.sleep(random.uniform(0.002, 0.02) * 2**attempt)  # noqa: S311 -- jitter, not a secret
    with _lane(db.engine):
        for _ in range(RETRIES - _IN_THE_CROWD):
            try:
                return _once(work, isolation, alone=True)
            except DBAPIError as error:
                _require_collision(error)
        return _once(work, isolation, alone=True)


def _require_collision(error: DBAPIError) -> None:
    if getattr(error.orig, "sqlstate", None) not in _COLLISIONS:
        raise error


@contextmanager
def _lane(engine: Engine) -> Iterator[None]:
    """A writer that collided again and again writes alone, on any number of machines.

    Measured without it: of 400 updates of one row by 16 writers, 102 failed six times in a row.
    The lock is taken before the transaction begins, whose snapshot would else be old already.
    """
    lane = engine.raw_connection()
    try:
        lane.driver_connection.autocommit = True  # type: ignore[union-attr]  # psycopg's own
        lane.cursor().execute("SELECT pg_advisory_lock(%s)", (_LANE,))
        yield
    finally:
        lane.cursor().execute("SELECT pg_advisory_unlock(%s)", (_LANE,))
        lane.driver_connection.autocommit = False  # type: ignore[union-attr]  # psycopg's own
        lane.close()


def _join_crowd(unit: Session) -> None:
    """Write beside others, but not beside one who must be alone."""
    if unit.get_bind().dialect.name == "postgresql":
        unit.execute(text("SELECT pg_advisory_xact_lock_shared(:lane)"), {"lane": _LANE})


def _once(work: Callable[[], T], isolation: str, *, alone: bool = False) -> T:
    engine = db.engine
    calls: list[Callable[[], None]] = []
    writing = engine.execution_options(**{WRITES: True, ISOLATION: isolation})
    with _writers_queue(engine), Session(writing, expire_on_commit=False) as unit:
        opened, sooner, later = _open.set(unit), _before.set({}), _after.set(calls)
        try:
            if not alone:
                _join_crowd(unit)
            result = work()
            _finish_work(unit)
            unit.commit()
        finally:
            _open.reset(opened)
            _before.reset(sooner)
            _after.reset(later)
    db.session.rollback()  # the request's snapshot is older than what was just committed
    for call in calls:
        call()
    return result


def _finish_work(unit: Session) -> None:
    """What was put off to the end. It may put off more, and so may what is written last."""
    unit.flush()
    while waiting := _before.get():
        _, call = waiting.popitem()
        call()
        unit.flush()


@contextmanager
def _writers_queue(engine: Engine) -> Iterator[None]:
    """Writers of one SQLite file stand in line; PostgreSQL has locks of its own."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        yield
        return
    with in_line(engine.url.database):
        yield
