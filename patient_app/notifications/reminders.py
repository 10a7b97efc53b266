"""The test: the one reminder nobody's schedule causes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.notifications.rules.kinds import Due, Manner, ReminderKind, Telling
from patient_app.notifications.rules.own import TEST


def _always(due: Sequence[Due], _now: datetime) -> set[UUID]:
    return {each.id for each in due}


def _tell(due: Sequence[Due], _now: datetime) -> dict[UUID, Telling]:
    told = gettext(N_("This is a test"))
    return {each.id: Telling(some=told, full=told, path="/settings/notifications") for each in due}


KINDS = (
    ReminderKind(
        TEST,
        9,
        N_("Test"),
        "",
        Manner.URGENT,
        _always,
        _tell,
        urgent=True,
        capped=False,
        switch=False,
    ),
)
