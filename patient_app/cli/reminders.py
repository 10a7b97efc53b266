"""Sending reminders by hand."""

from flask import current_app
from flask.cli import AppGroup, with_appcontext

from patient_app.core.ids import new_id
from patient_app.notifications.engine.work import drain_once

reminders = AppGroup("reminders", help="Reminders and how they are sent.")


@reminders.command("drain")
@with_appcontext
def drain_command() -> None:
    """Send everything that is due now, then stop."""
    drain_once(current_app._get_current_object(), new_id())  # type: ignore[attr-defined]  # the app behind the proxy


COMMANDS = (reminders,)
