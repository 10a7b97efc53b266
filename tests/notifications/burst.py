"""Many reminders at once, workers that are struck, and the judge of what arrived."""

import os
import signal
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.db import session, unit_of_work
from patient_app.notifications.models import Delivery, Reminder, ReminderSetting
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.states import ON_ITS_WAY, ReminderState
from patient_app.schedule.models import Occurrence
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.occurrences import cancel_occurrence
from tests.notifications.push_service import Phone, PushService, Received
from tests.nursery import LEASE_S, Child, nursery
from tests.people import Place, Someone
from tests.schedule.evenings import HERE, give_place, make_series

SESSION, CHANGE = 1, 2
LASTS = timedelta(seconds=2)
A_MOMENT = 0.5
"""What a message marked just before a cancellation may take to arrive: it was on its way."""


@dataclass
class Burst:
    """Sessions whose reminders are all due within the next second."""

    settings: Settings
    service: PushService
    folder: Path
    center: Place
    due: set[UUID] = field(default_factory=set)
    sessions: dict[UUID, UUID] = field(default_factory=dict)
    cancelled_at: dict[UUID, float] = field(default_factory=dict)
    workers: list[Child] = field(default_factory=list)
    timers: list[threading.Timer] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)

    def make(self, people: list[Someone], number: int) -> None:
        """`number` reminders for these people, each of another session or person."""
        nursery()
        today = clock.now().astimezone(HERE).date()
        rule = weekly(range(7), today, None, time_of_day(17, 30), time_of_day(19, 30), HERE.key)
        series_id = make_series(self.center, rule=rule)
        for someone in people:
            _remind_two_hours_before(someone)
            give_place(someone, series_id, today)
        self._bring_near(series_id, number // len(people))
        rows = session().scalars(
            select(Reminder).where(Reminder.send_at < clock.now() + timedelta(minutes=1))
        )
        self.sessions = {row.id: row.cause_id for row in rows}
        self.due = set(self.sessions)
        assert len(self.due) == number

    @unit_of_work()
    def _bring_near(self, series_id: UUID, number: int) -> None:
        begin = clock.now() + timedelta(hours=2, seconds=0.5)
        rows = session().scalars(
            select(Occurrence)
            .where(Occurrence.series_id == series_id)
            .order_by(Occurrence.starts_at.desc())
            .limit(number)
        )
        for place, row in enumerate(rows):
            row.starts_at = begin + LASTS * (place / number)
            row.ends_at = row.starts_at + timedelta(hours=2)

    def start_worker(self, strike: str = "", **more: str) -> Child:
        """A worker; `strike` as core.failpoints reads it, made once in a burst."""
        env = {
            **os.environ,
            "INSTANCE_DIR": str(self.folder),
            "DATABASE_URL": self.settings.database_url,
            "PUSH_EXTRA_HOSTS": self.service.host,
            "STEADY_FAILPOINT": strike,
            "STEADY_FAILED_ONCE": str(self.folder / "struck"),
            "STEADY_SEND_DELAY_S": "0.03",
            **more,
        }
        entry = "tests.notifications.sender_process:main"
        worker = nursery().start(env, self.folder / "worker.log", entry)
        self.workers.append(worker)
        return worker

    def cancel_some(self, number: int) -> None:
        """Some of the sessions do not take place after all."""
        for cause_id in sorted(set(self.sessions.values()))[:number]:
            cancel_occurrence(self.center.center_id, cause_id, clock.now(), by=None)
            self.cancelled_at[cause_id] = time.time()

    def wait_until_settled(self, longest_s: float = 12) -> None:
        """Until nothing is due or on its way. Raises AssertionError."""
        deadline = time.monotonic() + longest_s
        while waiting := self.waiting():
            assert time.monotonic() < deadline, (
                f"{waiting} still waiting\n{self.log()}\n{self.where()}"
            )
            time.sleep(0.02)

    def wait_for_strike(self, longest_s: float = 10) -> None:
        """Until the strike was made. Raises AssertionError."""
        deadline = time.monotonic() + longest_s
        while not (self.folder / "struck").exists():
            assert time.monotonic() < deadline, f"nothing struck\n{self.log()}"
            time.sleep(0.01)

    def wake_after_its_lease(self, worker: Child) -> None:
        """A stopped process goes on as if no time had passed; it may have held the database."""
        waking = threading.Timer(LEASE_S * 1.5, send, (worker, signal.SIGCONT))
        waking.start()
        self.timers.append(waking)

    def waiting(self) -> int:
        session().rollback()
        now = clock.now()
        due = session().scalar(
            select(func.count()).where(
                Reminder.state == ReminderState.SCHEDULED, Reminder.send_at <= now + LASTS
            )
        )
        going = session().scalar(select(func.count()).where(Delivery.state.in_(ON_ITS_WAY)))
        return int(due or 0) + int(going or 0)

    def where(self) -> str:
        """How everything stands, for who reads a failure."""
        going = session().execute(select(Delivery.state, func.count()).group_by(Delivery.state))
        told = session().execute(
            select(Reminder.kind, Reminder.state, Reminder.unpushed, func.count()).group_by(
                Reminder.kind, Reminder.state, Reminder.unpushed
            )
        )
        alive = [worker.poll() is None for worker in self.workers]
        return f"{[tuple(row) for row in going]}\n{[tuple(row) for row in told]}\n{alive}"

    def log(self) -> str:
        return (self.folder / "worker.log").read_text()[-2000:]

    def stop(self) -> None:
        """Every worker ends on SIGTERM, as it should; one that does not is killed and told of."""
        for timer in self.timers:
            timer.join()
        stuck = []
        for worker in self.workers:
            for number in (signal.SIGCONT, signal.SIGTERM):
                send(worker, number)
        for worker in self.workers:
            if worker.wait(15) is None:
                stuck.append(worker.pid)
                send(worker, signal.SIGKILL)
        assert stuck == [], self.log()

    def judge(self) -> str:
        """What is wrong with what arrived; nothing when all is well."""
        return "\n".join([*self._lost(), *self._after_the_end(), *self._shown_wrongly()])

    def _lost(self) -> list[str]:
        arrived = {UUID(each.reminder_id) for each in self.service.received}
        wanted = {each for each in self.due if self.sessions[each] not in self.cancelled_at}
        return [f"lost: {each}" for each in wanted - arrived]

    def _after_the_end(self) -> list[str]:
        first: dict[UUID, float] = {}
        for each in self.service.received:
            first.setdefault(UUID(each.reminder_id), each.at)
        return [
            f"first sent {at - ended:.2f} s after it was called off: {each}"
            for each, at in first.items()
            if each in self.due
            and (ended := self.cancelled_at.get(self.sessions[each])) is not None
            and at > ended + A_MOMENT
        ]

    def _shown_wrongly(self) -> list[str]:
        """A phone shows one notification for each tag: of two the later order counts."""
        shown: dict[tuple[str, str], Received] = {}
        for each in self.service.received:
            place = each.phone, each.told["notification"]["tag"]
            if place not in shown or order(each) >= order(shown[place]):
                shown[place] = each
        kinds: dict[UUID, set[int]] = defaultdict(set)
        for each in shown.values():
            page = each.told["notification"]["navigate"].partition("#")[0]
            kinds[UUID(page[-36:])].add(each.told["notification"]["data"]["kind"])
        return [
            f"a cancelled session is still shown: {cause_id}"
            for cause_id in self.cancelled_at
            if kinds.get(cause_id, {CHANGE}) != {CHANGE}
        ]


@unit_of_work()
def _remind_two_hours_before(someone: Someone) -> None:
    chosen = Choices(zone=HERE.key)
    session().add(
        ReminderSetting(
            person_id=someone.person_id,
            leads=("120",),
            discretion=chosen.discretion,
            most_per_day=chosen.most_per_day,
            check_in_at=chosen.check_in_at,
            changed_at=clock.now(),
        )
    )


def order(received: Received) -> int:
    """What the phone compares."""
    return int(received.told["notification"]["data"]["order"])


def send(worker: Child, number: signal.Signals) -> None:
    """A signal to a worker, if it is still there."""
    if worker.poll() is None:
        os.kill(worker.pid, number)
