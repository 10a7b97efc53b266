"""Taking one's data along, and deleting one's account."""

from flask import Blueprint, Response, current_app, make_response

from patient_app.centers.queries.centers import get_center
from patient_app.core import clock, words
from patient_app.core.access import needs_fresh_sign_in, patient_required, public
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor, drop_token
from patient_app.core.pages import page, render, see_other
from patient_app.core.personal_data import PersonalData
from patient_app.privacy.presenters.export import Words, sections
from patient_app.privacy.rules.deleting import DeleteAccount
from patient_app.privacy.schemas import DeleteAccountSchema
from patient_app.privacy.service.download import as_json, take_along
from patient_app.privacy.service.erasure import delete_account

bp = Blueprint("own_data", __name__)


@bp.get("/privacy/download")
@patient_required
def download() -> Response:
    """What the two files hold."""
    return page("privacy/download.html")


@bp.post("/privacy/download/json")
@patient_required
@needs_fresh_sign_in
def download_json() -> Response:
    """Everything, for programs."""
    everything = take_along(current_actor(), _holders())
    return _file(as_json(everything, clock.now()), "application/json", "my-data.json")


@bp.post("/privacy/download/page")
@patient_required
@needs_fresh_sign_in
def download_page() -> Response:
    """Everything, to read."""
    everything = take_along(current_actor(), _holders())
    made_on = words.month_day_year(words.local(clock.now(), _zone()).date())
    told = render(
        "privacy/export.html", sections=sections(everything, _zone(), _words()), made_on=made_on
    )
    return _file(told, "text/html; charset=utf-8", "my-data.html")


def _words() -> Words:
    """Feature -> field -> code -> words, of the features that bring codes of their own."""
    return {each.feature: words for each in _holders() if (words := getattr(each, "words", None))}


@bp.get("/privacy/delete")
@patient_required
@needs_fresh_sign_in
def delete() -> Response:
    """What goes at once, what the program keeps, and the word to type."""
    return _delete()


@bp.post("/privacy/delete")
@patient_required
@needs_fresh_sign_in
def delete_now() -> Response:
    """Delete the account; nobody is signed in afterwards."""
    form: Form[DeleteAccount] = Form(DeleteAccountSchema)
    if not form.load():
        return _delete(form)
    delete_account(current_actor(), _holders(), clock.now())
    answer = see_other("own_data.deleted")
    drop_token(answer)
    # Not "storage": another person's unsent entries may live on this phone too.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/privacy/deleted")
@public
def deleted() -> Response:
    """What a person reads when their account is gone."""
    return page("privacy/deleted.html")


def _delete(form: Form[DeleteAccount] | None = None) -> Response:
    years = get_center(current_actor().center_id).record_years
    return page("privacy/delete.html", status=422 if form else 200, form=form, years=years)


def _holders() -> tuple[PersonalData, ...]:
    holders: tuple[PersonalData, ...] = current_app.extensions["personal_data"]
    return holders


def _zone() -> str:
    actor = current_actor()
    return actor.clock_zone


def _file(text: str, kind: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Type": kind, "Content-Disposition": disposition}
    return make_response(text, 200, headers)
