"""The blueprint of reminders."""

from flask import Blueprint, current_app

from patient_app.notifications.rules.kinds import Kinds

bp = Blueprint("notifications", __name__)


def kinds() -> Kinds:
    """Every kind of reminder the features bring."""
    found: Kinds = current_app.extensions["reminder_kinds"]
    return found
