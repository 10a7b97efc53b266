"""What a person can choose about reminders, as the page shows it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.core.neutral import TELLING
from patient_app.core.zone_names import zone_label
from patient_app.notifications.models import Reminder
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.queries.inbox import phones_of, sendings_of
from patient_app.notifications.rules.choices import LEADS
from patient_app.notifications.rules.kinds import Discretion, Kinds
from patient_app.notifications.rules.states import DeliveryState

DISCRETION_WORDS = {
    Discretion.NEUTRAL: N_("Private"),
    Discretion.SOME: N_("Time only"),
    Discretion.FULL: N_("Full"),
}
_NOTES = {
    Discretion.NEUTRAL: N_("Anyone may look."),
    Discretion.SOME: N_("It says when, not what."),
    Discretion.FULL: N_("If no one else sees it."),
}
_EXAMPLES = {
    Discretion.NEUTRAL: N_("You have a reminder"),
    Discretion.SOME: N_("Something today at 5:30 PM"),
    Discretion.FULL: N_("Evening group, today at 5:30 PM, Room 2"),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """One kind with its switch."""

    code: str
    number: int
    label: str
    hint: str
    on: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from."""

    value: str
    label: str
    chosen: bool
    note: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that is pushed to."""

    since: str
    state: str


def settings_page(actor: Actor, kinds: Kinds, now: datetime) -> dict[str, Any]:
    """Switches, leads, quiet hours, discretion, and how each phone is doing."""
    chosen = choices_of([actor.person_id])[actor.person_id]
    return {
        "switches": [
            Switch(
                kind.code,
                kind.number,
                gettext(kind.label),
                gettext(kind.hint),
                kind.code not in chosen.off,
            )
            for kind in sorted(kinds.values(), key=lambda each: each.number)
            if kind.switch
        ],
        "lead_choices": [(str(lead), words.duration(timedelta(minutes=lead))) for lead in LEADS],
        "leads_chosen": [str(lead) for lead in chosen.leads],
        "check_in_at": _typed(chosen.check_in_at),
        "quiet_from": _typed(chosen.quiet_from),
        "quiet_until": _typed(chosen.quiet_until),
        "telling": TELLING,
        "most_per_day": chosen.most_per_day,
        "zone_name": zone_label(chosen.zone),
        "discretions": [
            Option(
                each,
                gettext(label),
                each is chosen.discretion,
                gettext(_NOTES[each]),
                gettext(_EXAMPLES[each]),
            )
            for each, label in DISCRETION_WORDS.items()
        ],
        "phones": [
            Phone(words.month_day(words.local(row.made_at, chosen.zone).date()), _health(row, now))
            for row in phones_of(actor.person_id)
        ],
    }


def _typed(at: time | None) -> str:
    """As a field for a time takes it."""
    return at.strftime("%H:%M") if at else ""


def _health(row: Any, now: datetime) -> str:
    if row.refused_at is not None:
        return gettext(N_("Its notification service turns us away. We have been told."))
    if row.failures:
        return gettext(N_("The last reminder did not get through. We keep trying."))
    if row.sent_at is None:
        return gettext(N_("Ready. Nothing was sent yet."))
    return gettext("Last reminder sent %(when)s ago", when=words.duration(now - row.sent_at))


def verdict(reminder: Reminder) -> dict[str, str]:
    """What became of a test: `state` is waiting, sent, failed or no_phone; `words` say it."""
    states = {row.state for row in sendings_of(reminder.id)}
    if reminder.unpushed == "no_phone":
        return {"state": "no_phone", "words": gettext(N_("No phone of yours is set up yet."))}
    if not states:
        return {"state": "waiting", "words": gettext(N_("On its way …"))}
    if DeliveryState.SENT in states:
        return {
            "state": "sent",
            "words": gettext(N_("Sent. It should be on your phone now.")),
        }
    if states <= {DeliveryState.DEAD, DeliveryState.EXPIRED, DeliveryState.CANCELLED}:
        return {"state": "failed", "words": gettext(N_("It did not get through to this phone."))}
    return {"state": "waiting", "words": gettext(N_("On its way …"))}
