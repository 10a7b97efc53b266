"""What the log reminds of, and how it words it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.queries.reminding import still_open
from patient_app.cravings.rules.reminding import AFTER, CHECK_IN
from patient_app.notifications.rules.kinds import Due, Manner, ReminderKind, Telling


def _is_open(due: Sequence[Due], _now: datetime) -> set[UUID]:
    waiting = still_open([each.cause_id for each in due])
    return {each.id for each in due if (each.person_id, each.cause_id) in waiting}


def _always(due: Sequence[Due], _now: datetime) -> set[UUID]:
    """A check-in is called off by the check-in itself, in the same commit."""
    return {each.id for each in due}


def _ask(due: Sequence[Due], _now: datetime) -> dict[UUID, Telling]:
    return {
        each.id: Telling(
            some=gettext(N_("How is it now?")),
            full=gettext(N_("How is the urge now?")),
            path=f"/log/{each.cause_id}",
            icon="waves",
        )
        for each in due
    }


def _invite(due: Sequence[Due], _now: datetime) -> dict[UUID, Telling]:
    return {
        each.id: Telling(
            some=gettext(N_("How was today?")),
            full=gettext(N_("Your evening check-in. It takes a minute.")),
            path="/log/check-in",
            icon="moon",
        )
        for each in due
    }


KINDS = (
    ReminderKind(
        AFTER,
        3,
        N_("How is it now?"),
        N_("15 minutes after you told us about an urge."),
        Manner.BOUND,
        _is_open,
        _ask,
        urgent=True,
    ),
    ReminderKind(
        CHECK_IN,
        4,
        N_("Check-in"),
        N_("Once, in the evening. Skipping it means nothing."),
        Manner.BOUND,
        _always,
        _invite,
    ),
)
