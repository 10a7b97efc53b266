"""Coming back after a lapse: warm words, safety, and only then what one likes to tell."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext, ngettext
from patient_app.core.ids import new_id
from patient_app.cravings.presenters.change import wall_text
from patient_app.cravings.presenters.questions import questions
from patient_app.cravings.queries.insights import Item, items_of, lapse_days
from patient_app.cravings.rules.days import dates_about, days_of
from patient_app.cravings.rules.history import Entry
from patient_app.cravings.rules.lapses import DEBRIEF
from patient_app.cravings.rules.working_on import DANGEROUS_TO_STOP
from patient_app.sync.plain_forms import RecordForm


def lapse_page(actor: Actor, now: datetime, form: RecordForm | None = None) -> dict[str, Any]:
    """The first words, the question whether one is safe, and what follows, on one page: it goes
    on without signal. Three queries.
    """
    items = items_of(actor.person_id)
    return {
        "kind_line": kind_line(actor, now, items),
        "entry": None,
        "base": "",
        "at": "",
        "withdrawal": _withdrawal(items, ()),
        "asked": questions("lapse", actor.person_id, {}, None, changing=True),
        "form": form,
        "new_id": new_id,
    }


def next_page(actor: Actor, entry: Entry, form: RecordForm | None = None) -> dict[str, Any]:
    """The same, once the first answer is kept. Two queries beside the entry's own."""
    return {
        "entry": entry,
        "base": (form.values.get("base", [""])[-1] if form else "") or entry.revision_id,
        "at": (form.values.get("occurred_at:local", [""])[-1] if form else "") or wall_text(entry),
        "withdrawal": _withdrawal(items_of(actor.person_id), entry.told["about"]),
        "asked": questions("lapse", actor.person_id, entry.told, form, changing=True),
        "form": form,
        "new_id": new_id,
    }


def look_back_page(entry: Entry, form: RecordForm | None = None) -> dict[str, Any]:
    """The questions of looking back, with what was answered before."""
    held = entry.told.get("debrief") or {}
    return {
        "entry": entry,
        "base": (form.values.get("base", [""])[-1] if form else "") or entry.revision_id,
        "asked": [
            (code, gettext(question), _answer(form, code, held))
            for code, question in DEBRIEF.items()
        ],
        "form": form,
        "new_id": new_id,
    }


def kind_line(actor: Actor, now: datetime, items: Collection[Item]) -> str:
    """'One night does not erase your 34 days.', of what has the most; without a number if none."""
    today = words.local(now, actor.clock_zone).date()
    most = _most_days(actor, items, today)
    if most == 0:
        return gettext("One night does not erase what you have done.")
    return ngettext(
        "One night does not erase your %(num)s day.",
        "One night does not erase your %(num)s days.",
        most,
    )


def _most_days(actor: Actor, items: Collection[Item], today: date) -> int:
    counted = [item for item in items if item.start_on and not item.ended]
    if not counted:
        return 0
    lapses, refs = lapse_days(actor.person_id), {item.ref for item in items}
    days = [days_of(item.start_on, today, dates_about(item.ref, lapses, refs)) for item in counted]
    return max((each.days for each in days if each), default=0)


def _withdrawal(items: Collection[Item], about: Collection[str]) -> bool:
    """Whether stopping may be dangerous here: also when we do not know what it is about."""
    going_on = {item.ref for item in items if not item.ended} | set(about)
    return not going_on or bool(going_on & DANGEROUS_TO_STOP)


def _answer(form: RecordForm | None, code: str, held: dict[str, Any]) -> str:
    if form is not None:
        return form.values.get(f"set.debrief.{code}", [""])[-1]
    return held.get(code) or ""
