"""The drain: claim, check, send, write down; one loop, many messages on their way at once."""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from patient_app.core import clock
from patient_app.core.db import db, session
from patient_app.core.failpoints import failpoint
from patient_app.notifications.engine.claim import claim
from patient_app.notifications.engine.held import Claim, Message, Outcome
from patient_app.notifications.engine.mark import mark_sending
from patient_app.notifications.engine.record import record
from patient_app.notifications.models import Delivery, Reminder
from patient_app.notifications.rules.kinds import Kinds
from patient_app.notifications.rules.states import ON_ITS_WAY, ReminderState
from patient_app.notifications.webpush.sender import IN_FLIGHT, PushSender

log = logging.getLogger("steady.push")

LONGEST_SLEEP_S = 0.5
_GATHER_S = 0.01
_CLAIM_AT_ONCE = 128


@dataclass
class Drain:
    """One worker's sending. `owner_id` is its name on what it claims."""

    owner_id: UUID
    kinds: Kinds
    public_url: str
    sender: PushSender
    _held: deque[Claim] = field(default_factory=deque)
    _ended: list[Outcome] = field(default_factory=list)
    _going: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, stop: threading.Event) -> None:
        """Until `stop`; what is on its way then is waited for and written down."""
        while not stop.is_set():
            try:
                idle = not self._turn()
            except (SQLAlchemyError, OSError) as error:
                # A database away for a moment must not end the sending; leases cover the rest.
                log.error("sending failed with %s", type(error).__name__)
                db.session.remove()
                idle = True
            await self._wait(_until_next(clock.now()) if idle else 0)
        await self.finish()

    async def once(self) -> None:
        """Everything that is due now."""
        while self._turn() or self._going or self._ended:
            await self._wait(0)

    async def finish(self) -> None:
        """Wait for what is on its way."""
        if self._going:
            await asyncio.wait(self._going)
        self._write_down()

    def _turn(self) -> bool:
        """Whether there was anything to do."""
        self._write_down()
        free = IN_FLIGHT - len(self._going)
        if len(self._held) < free:
            self._held += claim(self.owner_id, self.kinds, _CLAIM_AT_ONCE, clock.now())
            failpoint("after claim")
        if not self._held or not free:
            return False
        batch = [self._held.popleft() for _ in range(min(free, len(self._held)))]
        for message in self._mark(batch):
            task = asyncio.ensure_future(self._send(message))
            self._going.add(task)
            task.add_done_callback(self._going.discard)
        return True

    def _mark(self, batch: Sequence[Claim]) -> list[Message]:
        found = mark_sending(batch, self.owner_id, self.kinds, self.public_url, clock.now())
        failpoint("after mark")
        return found

    async def _send(self, message: Message) -> None:
        answer = await self.sender.send(message)
        # Not in one line: the list is looked up first, and is another once the answer is here.
        self._ended.append(Outcome(message.claim, answer))

    def _write_down(self) -> None:
        if self._ended:
            record(self._ended, self.owner_id, clock.now())
            self._ended = []
            failpoint("after record")

    async def _wait(self, longest: float) -> None:
        """A moment, or until the first of those on their way is back and others with it."""
        if not self._going:
            await asyncio.sleep(longest)
            return
        await asyncio.wait(
            self._going, timeout=longest or LONGEST_SLEEP_S, return_when=asyncio.FIRST_COMPLETED
        )
        await asyncio.sleep(_GATHER_S)


def _until_next(now: datetime) -> float:
    """Seconds to sleep: to the next due row, half a second at most."""
    firsts = (
        session().scalar(
            select(func.min(Reminder.send_at)).where(Reminder.state == ReminderState.SCHEDULED)
        ),
        session().scalar(select(func.min(Delivery.next_at)).where(Delivery.state.in_(ON_ITS_WAY))),
    )
    db.session.remove()
    left = [(first - now).total_seconds() for first in firsts if first is not None]
    return max(0.005, min([*left, LONGEST_SLEEP_S]))
