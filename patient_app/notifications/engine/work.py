"""Sending as a worker does it, and once as a command does."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

from flask import Flask

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.db import db
from patient_app.notifications.engine.drain import Drain
from patient_app.notifications.engine.owners import sending_as, take_from_the_dead
from patient_app.notifications.webpush.claims import Claims
from patient_app.notifications.webpush.keys import make_key, signer
from patient_app.notifications.webpush.sender import PushSender

NOBODY_TO_WRITE_TO = "mailto:postmaster@example.org"


def work(app: Flask, owner_id: UUID, stop: threading.Event) -> None:
    """Send what is due until `stop`."""
    _as_owner(app, owner_id, lambda drain: drain.run(stop))


def drain_once(app: Flask, owner_id: UUID) -> None:
    """Send what is due now."""
    _as_owner(app, owner_id, lambda drain: drain.once())


def _as_owner(app: Flask, owner_id: UUID, job: Callable[[Drain], Awaitable[None]]) -> None:
    settings: Settings = app.extensions["settings"]
    folder: Path = settings.instance_dir / "senders"
    with app.app_context(), sending_as(owner_id, folder):
        try:
            take_from_the_dead(folder, clock.now())
            make_key()
            asyncio.run(_with_sender(app, owner_id, settings, job))
        finally:
            db.session.remove()


async def _with_sender(
    app: Flask, owner_id: UUID, settings: Settings, job: Callable[[Drain], Awaitable[None]]
) -> None:
    claims = Claims(signer(), settings.vapid_subject or NOBODY_TO_WRITE_TO)
    async with PushSender(claims, settings.push_extra_hosts) as sender:
        kinds = app.extensions["reminder_kinds"]
        await job(Drain(owner_id, kinds, settings.public_url, sender))
