"""The pages on which something is told: a good moment, how a day is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.core.ids import new_id
from patient_app.core.messages import N_
from patient_app.cravings.presenters.glance import MOST_A_DAY
from patient_app.cravings.presenters.questions import questions
from patient_app.cravings.presenters.vessels import vessels
from patient_app.cravings.queries.glance import glance
from patient_app.sync.plain_forms import RecordForm


@dataclass(frozen=True, slots=True)
class Telling:
    """One kind of page: its kind of entry and of record, its words."""

    entry: str
    record: str
    endpoint: str
    title: str
    lead: str


WIN = Telling(
    "win",
    "win.log",
    "log.save_win",
    N_("A good moment"),
    N_("Small ones count. You will find it again on a hard day."),
)
CHECK_IN = Telling(
    "checkin",
    "checkin.log",
    "log.save_check_in",
    N_("A check-in"),
    N_("Answer what you like. A day you skip is just a day."),
)


def telling_page(actor: Actor, telling: Telling, form: RecordForm | None = None) -> dict[str, Any]:
    """The form of one kind. One query."""
    asked = questions(telling.entry, actor.person_id, {}, form)
    visibility = form.values.get("visibility", ["follow"])[-1] if form else "follow"
    return {
        "telling": telling,
        "title": gettext(telling.title),
        "lead": gettext(telling.lead),
        "asked": [each for each in asked if not each.aside],
        "aside": [each for each in asked if each.aside],
        "vessels": vessels(),
        "visibility": visibility,
        "at": form.values.get("occurred_at", [""])[-1] if form else "",
        "form": form,
        "new_id": new_id,
        "enough": False,
    }


def check_in_page(actor: Actor, now: datetime, form: RecordForm | None = None) -> dict[str, Any]:
    """The check-in; says so when there were two today already. Two queries."""
    today = words.local(now, actor.clock_zone).date()
    told = glance(actor.person_id, today, now).check_ins
    return telling_page(actor, CHECK_IN, form) | {"enough": len(told) >= MOST_A_DAY}
