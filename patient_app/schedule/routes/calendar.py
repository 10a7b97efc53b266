"""The private calendar address, and files for one session."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, make_response, url_for

from patient_app.core import clock
from patient_app.core.access import patient_required, public
from patient_app.core.config import Settings
from patient_app.core.errors import NotFound
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.schedule.presenters.feed import feed_file, neutral_title, session_file
from patient_app.schedule.queries.mine import my_session
from patient_app.schedule.queries.own import feed_by_hash, open_feed_of
from patient_app.schedule.routes.blueprint import bp
from patient_app.schedule.schemas import FeedSchema
from patient_app.schedule.service.feeds import close_feed, open_feed, rename_feed, token_hash


@bp.get("/schedule/calendar")
@patient_required
def calendar() -> Response:
    """The address, if there is one, and what it tells."""
    return _show(200, None)


@bp.post("/schedule/calendar")
@patient_required
def new_address() -> Response:
    """A new address; the one before stops working."""
    form = Form[dict[str, Any]](FeedSchema)
    if not form.load():
        return _show(422, form)
    open_feed(current_actor(), form.data["title"], clock.now())
    return see_other("schedule.calendar")


@bp.post("/schedule/calendar/title")
@patient_required
def new_title() -> Response:
    """What sessions are called in the calendar."""
    form = Form[dict[str, Any]](FeedSchema)
    if not form.load():
        return _show(422, form)
    rename_feed(current_actor().person_id, form.data["title"])
    return see_other("schedule.calendar")


@bp.post("/schedule/calendar/close")
@patient_required
def close_address() -> Response:
    """The address stops working at once."""
    close_feed(current_actor(), clock.now())
    return see_other("schedule.calendar")


@bp.get("/schedule/feed/<token>.ics")
@public
def feed(token: str) -> Response:
    """What a calendar program reads; an unknown or closed address is 404."""
    found = feed_by_hash(token_hash(token))
    if found is None:
        raise NotFound
    return _ics(feed_file(found, clock.now()), "calendar.ics")


@bp.get("/schedule/<uuid:occurrence_id>.ics")
@patient_required
def session_ics(occurrence_id: UUID) -> Response:
    """One own session as a file, under the same neutral title."""
    actor = current_actor()
    session = my_session(actor.person_id, actor.center_id, occurrence_id)
    own = open_feed_of(actor.person_id)
    title = own.title if own else neutral_title()
    # The same key as the feed's, so that a calendar with both shows the session once.
    key = own.token_hash if own else actor.person_id.bytes
    return _ics(session_file(session, key, title), "appointment.ics", download=True)


def _show(status: int, form: Form[dict[str, Any]] | None) -> Response:
    own = open_feed_of(current_actor().person_id)
    address = _address(own.token) if own else None
    return page(
        "schedule/calendar.html",
        status=status,
        form=form,
        address=address,
        webcal=address.replace("https://", "webcal://", 1) if address else None,
        title=own.title if own else neutral_title(),
    )


def _address(token: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url + url_for("schedule.feed", token=token)


def _ics(body: bytes, name: str, *, download: bool = False) -> Response:
    answer = make_response(body)
    answer.content_type = "text/calendar; charset=utf-8"
    kind = "attachment" if download else "inline"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
