"""One person's page and the way back in."""

from typing import Any
from uuid import UUID

from flask import Response

from patient_app.accounts.queries.people import language_of
from patient_app.accounts.service.invitations import issue_way_back
from patient_app.careteam.presenters.choices import counselors_of, duty_choices, level_choices
from patient_app.careteam.presenters.person import person_page
from patient_app.careteam.routes.blueprint import bp, of_their_team
from patient_app.careteam.routes.done import done
from patient_app.careteam.routes.invite import code_to_show
from patient_app.careteam.routes.reading import note_read
from patient_app.careteam.schemas.people import ConfirmedSchema
from patient_app.core import audit, clock
from patient_app.core.access import needs_fresh_sign_in
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import page
from patient_app.episodes.queries.episodes import get_person_episode

FORMS = ("leave_form", "level_form", "member_form", "way_back_form")


@bp.get("/care/people/<uuid:person_id>")
@of_their_team
def person(person_id: UUID) -> Response:
    """Stay, team, sessions, attendance and requests of someone the reader works with."""
    return show_person(person_id, 200)


@bp.post("/care/people/<uuid:person_id>/way-back")
@of_their_team
@needs_fresh_sign_in
def way_back(person_id: UUID) -> Response:
    """A new code for the same person, once the member of staff has made sure who it is."""
    form = Form[bool](ConfirmedSchema)
    if not form.load():
        return show_person(person_id, 422, way_back_form=form)
    actor = current_actor()
    episode = get_person_episode(actor.center_id, person_id)
    issued = issue_way_back(person_id, actor.center_id, actor, clock.now())
    return page(
        "care/code.html",
        code=code_to_show(issued, language_of(person_id)),
        name=episode.known_as,
        person_id=person_id,
        way_back=True,
    )


def show_person(person_id: UUID, status: int, **forms: Form[Any]) -> Response:
    """The page, with what was typed into one of its forms."""
    actor, now = current_actor(), clock.now()
    values = person_page(actor, person_id, now)
    note_read(audit.Act.READ_PERSON, actor, person_id)
    empty: dict[str, Any] = dict.fromkeys(FORMS)
    return page(
        "care/person.html",
        status=status,
        done=done(),
        **values,
        **(empty | forms),
        colleagues=counselors_of(actor.center_id, now),
        duties=duty_choices(),
        levels=level_choices(),
    )
