"""Who is on a person's care team."""

from uuid import UUID

from flask import Response

from patient_app.careteam.routes.blueprint import bp, of_their_team
from patient_app.careteam.routes.person import show_person
from patient_app.careteam.schemas.people import MemberSchema, RowSchema
from patient_app.core import clock
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor
from patient_app.core.pages import see_other
from patient_app.episodes.queries.episodes import get_person_episode
from patient_app.episodes.refusals import TeamWouldBeEmpty
from patient_app.episodes.rules.people import NewMember
from patient_app.episodes.service.team import add_to_team, remove_from_team


@bp.post("/care/people/<uuid:person_id>/team")
@of_their_team
def add_member(person_id: UUID) -> Response:
    """Announced to the person first."""
    form = Form[NewMember](MemberSchema)
    if not form.load():
        return show_person(person_id, 422, member_form=form)
    actor = current_actor()
    episode = get_person_episode(actor.center_id, person_id)
    try:
        add_to_team(actor, episode.id, form.data, clock.now())
    except Refusal as refusal:
        form.refuse("staff_id", refusal.wording)
        return show_person(person_id, 422, member_form=form)
    return see_other("careteam.person", person_id=person_id, done="team")


@bp.post("/care/people/<uuid:person_id>/team/remove")
@of_their_team
def remove_member(person_id: UUID) -> Response:
    """Off the team at once; someone who takes themselves off lands on their list."""
    form = Form[UUID](RowSchema)
    if not form.load():
        raise NotFound
    actor = current_actor()
    episode = get_person_episode(actor.center_id, person_id)
    try:
        remove_from_team(actor, episode.id, form.data, clock.now())
    except TeamWouldBeEmpty as refusal:
        form.refuse("staff_id", refusal.wording)
        form.values = {}
        return show_person(person_id, 422, member_form=form)
    return see_other("careteam.people", done="off_team")
