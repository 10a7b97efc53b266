"""A new entry: an impersonal page that opens signed out, locked, expired and without signal."""

from flask import Response

from patient_app.core.access import patient_required, public
from patient_app.core.errors import NotFound
from patient_app.core.i18n import LANGUAGES, current_language, in_language
from patient_app.core.pages import page, see_other
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.cravings.presenters.new import new_page
from patient_app.cravings.routes.blueprint import bp
from patient_app.sync.plain_forms import RecordForm


@bp.get("/log/new")
@public
def new() -> Response:
    """How strong is it? In the reader's language."""
    return new_in(current_language())


@bp.get("/log/new/<language>")
@public
def new_in(language: str) -> Response:
    """The same page for everyone, so that the phone can keep it."""
    return _for_everyone(_page("log/new.html", language))


@bp.get("/log/unsent")
@public
def unsent() -> Response:
    """What waits on this phone; the list itself is only on the phone."""
    return unsent_in(current_language())


@bp.get("/log/unsent/<language>")
@public
def unsent_in(language: str) -> Response:
    """The same page for everyone, so that the phone can keep it."""
    return _for_everyone(_page("log/unsent.html", language))


@bp.post("/log/new")
@patient_required
def save_new() -> Response:
    """A new entry without JavaScript; what else may be told is asked on its own page."""
    form = RecordForm()
    if not form.take(CRAVING_LOG):
        return page("log/new.html", status=422, form=form, **new_page())
    return see_other("log.change", record_id=form.record_id, new="yes")


def _page(template: str, language: str) -> Response:
    if language not in LANGUAGES:
        raise NotFound
    with in_language(language):
        return page(template, form=None, **new_page())


def _for_everyone(answer: Response) -> Response:
    """Nothing personal inside; a browser may keep it but asks first."""
    answer.headers["Cache-Control"] = "no-cache"
    return answer
