"""The admin's settings: each card of the page is a form of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, request

from patient_app.centers.presenters import settings_page
from patient_app.centers.routes.blueprint import bp
from patient_app.centers.rules.settings import (
    About,
    ClosedDay,
    NewHost,
    NewProgram,
    Phones,
    WeeklyHours,
)
from patient_app.centers.schemas import (
    AboutSchema,
    ClosedDaySchema,
    HostSchema,
    HoursSchema,
    PhonesSchema,
    ProgramSchema,
    RowSchema,
)
from patient_app.centers.service import places, settings
from patient_app.core import clock
from patient_app.core.access import staff_required
from patient_app.core.actors import Actor, Role
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other

admin_only = staff_required(Role.ADMIN)
FORMS = ("about_form", "phones_form", "hours_form", "closure_form", "host_form", "program_form")


@bp.get("/care/settings")
@admin_only
def center() -> Response:
    """All settings of the admin's center."""
    return _show(200)


@bp.post("/care/settings/about")
@admin_only
def save_about() -> Response:
    """Name, zone, languages and policies."""
    form = Form[About](AboutSchema)
    return _save("about_form", form, "name", _set_about)


@bp.post("/care/settings/phones")
@admin_only
def save_phones() -> Response:
    """Both phones, kept as a phone dials them."""
    form = Form[Phones](PhonesSchema)
    return _save("phones_form", form, "office", settings.set_phones)


@bp.post("/care/settings/hours")
@admin_only
def save_hours() -> Response:
    """The whole week."""
    form = Form[WeeklyHours](HoursSchema)
    return _save("hours_form", form, "opens", settings.set_hours)


@bp.post("/care/settings/closures")
@admin_only
def add_closure() -> Response:
    """One more closed day."""
    form = Form[ClosedDay](ClosedDaySchema)
    answer = _save("closure_form", form, "closed_on", settings.close_day)
    if answer.status_code == 303:
        return see_other("centers.center", closed=form.data.closed_on.isoformat())
    return answer


@bp.post("/care/settings/closures/remove")
@admin_only
def remove_closure() -> Response:
    """Open after all."""
    settings.open_day(current_actor(), _row())
    return see_other("centers.center")


@bp.post("/care/settings/hosts")
@admin_only
def add_host() -> Response:
    """One more host name."""
    form = Form[NewHost](HostSchema)
    return _save("host_form", form, "host", places.add_host)


@bp.post("/care/settings/hosts/remove")
@admin_only
def remove_host() -> Response:
    """One host name less."""
    places.drop_host(current_actor(), _row())
    return see_other("centers.center")


@bp.post("/care/settings/programs")
@admin_only
def add_program() -> Response:
    """One more program."""
    form = Form[NewProgram](ProgramSchema)
    return _save("program_form", form, "program", places.add_program)


def _set_about(actor: Actor, about: About) -> None:
    settings.set_about(actor, about, clock.now())


def _save(name: str, form: Form[Any], field: str, verb: Callable[[Actor, Any], object]) -> Response:
    if not form.load():
        return _show(422, **{name: form})
    try:
        verb(current_actor(), form.data)
    except Refusal as refusal:
        form.refuse(str(refusal.details.get("field", field)), refusal.wording)
        return _show(422, **{name: form})
    return see_other("centers.center")


def _row() -> UUID:
    form = Form[UUID](RowSchema)
    if not form.load():
        raise NotFound
    return form.data


def _show(status: int, **forms: Form[Any]) -> Response:
    values = settings_page(current_actor().center_id, clock.now())
    closed = request.args.get("closed")
    just_closed = next((line for line in values["closures"] if line.on == closed), None)
    empty: dict[str, Any] = dict.fromkeys(FORMS)
    return page(
        "centers/settings.html",
        status=status,
        just_closed=just_closed,
        **values,
        **(empty | forms),
    )
