"""Inviting a patient: a form, then the code, shown once."""

from flask import Response, current_app, url_for

from patient_app.accounts.rules.invitations import Issued
from patient_app.careteam.presenters.choices import (
    counselors_of,
    language_choices,
    level_choices,
    program_choices,
)
from patient_app.careteam.presenters.code import ShownCode, shown_code
from patient_app.careteam.presenters.series import series_choices
from patient_app.careteam.routes.blueprint import bp, counselors
from patient_app.careteam.rules.drafts import PatientInvite
from patient_app.careteam.schemas.people import InviteSchema
from patient_app.careteam.service.inviting import invite_with_sessions
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.errors import Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page
from patient_app.episodes.refusals import NameInUse


@bp.get("/care/people/invite")
@counselors
def invite() -> Response:
    """An empty form, with today and me filled in."""
    return _form(None, 200)


@bp.post("/care/people/invite")
@counselors
def send_invite() -> Response:
    """The person, their team and sessions, and a code on the page that answers.

    The code is nowhere but in this answer: only its blind index is kept.
    """
    form = Form[PatientInvite](InviteSchema)
    if not form.load():
        return _form(form, 422)
    actor = current_actor()
    try:
        person_id, issued = invite_with_sessions(actor, form.data, clock.now())
    except Refusal as refusal:
        form.refuse(_field_of(refusal), refusal.wording)
        return _form(form, 422)
    return page(
        "care/code.html",
        code=code_to_show(issued, form.data.language),
        name=form.data.known_as,
        person_id=person_id,
        way_back=False,
    )


def code_to_show(issued: Issued, language: str) -> ShownCode:
    """The code with the address this installation is reached under; paper in `language`."""
    settings: Settings = current_app.extensions["settings"]
    link = settings.public_url + url_for("accounts.invitation", code=issued.code)
    return shown_code(issued, link, current_actor().center_zone, language)


def _field_of(refusal: Refusal) -> str:
    return "known_as" if isinstance(refusal, NameInUse) else "series"


def _form(form: Form[PatientInvite] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    return page(
        "care/invite.html",
        status=status,
        form=form,
        languages=language_choices(actor.center_id),
        programs=program_choices(actor.center_id),
        levels=level_choices(),
        team=counselors_of(actor.center_id, now),
        me=str(actor.person_id),
        series=series_choices(actor, now),
        today=actor.today(now).isoformat(),
    )
