"""What a person works on: what it is, what they want, from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.errors import NotFound
from patient_app.core.forms import Form
from patient_app.core.i18n import gettext
from patient_app.cravings.presenters.catalogues import Choice
from patient_app.cravings.queries.working_on import working_on
from patient_app.cravings.rules.working_on import ABOUT, GOALS, AboutDraft, WorkingOn


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of the list."""

    id: UUID
    title: str
    note: str


def work_page(actor: Actor, form: Form[AboutDraft] | None) -> dict[str, Any]:
    """All of it, and a form for one more. One query."""
    items = working_on(actor.person_id, ended=True)
    return _choices() | {
        "lines": [_line(each) for each in items if not each.ended],
        "away": [_line(each) for each in items if each.ended],
        "form": form,
    }


def item_page(item: WorkingOn, form: Form[AboutDraft]) -> dict[str, Any]:
    """One of them, to be changed."""
    return _choices() | {"item": item, "title": gettext(item.label), "form": form}


def my_item(actor: Actor, item_id: UUID) -> WorkingOn:
    """Raises NotFound for anyone else's. One query."""
    for item in working_on(actor.person_id, ended=True):
        if item.id == item_id:
            return item
    raise NotFound


def as_typed(item: WorkingOn) -> dict[str, Any]:
    """The item as its form holds it."""
    listed = item.ref in ABOUT
    return {
        "code": item.ref if listed else "",
        "label": "" if listed else item.label,
        "goal": item.goal.value,
        "start_on": item.start_on.isoformat() if item.start_on else "",
    } | ({"shows_run": "yes"} if item.shows_run else {})


def _choices() -> dict[str, Sequence[Choice]]:
    return {
        "codes": [(code, gettext(label), None) for code, label in ABOUT.items()],
        "goals": [(goal.value, gettext(label), None) for goal, label in GOALS.items()],
    }


def _line(item: WorkingOn) -> WorkLine:
    goal = gettext(GOALS[item.goal])
    if item.start_on is None:
        return WorkLine(item.id, gettext(item.label), goal)
    since = gettext("since %(day)s", day=words.month_day_year(item.start_on))
    return WorkLine(item.id, gettext(item.label), f"{goal} · {since}")
