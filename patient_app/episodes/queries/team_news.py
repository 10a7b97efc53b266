"""What a patient has been told about their care team and has not read yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, Date, Exists, bindparam, or_, select

from patient_app.episodes.models import Cover, Episode, TeamMember
from patient_app.episodes.queries.attending import Given, in_state
from patient_app.episodes.queries.team import care_team
from patient_app.episodes.rules.people import TeamPerson
from patient_app.episodes.rules.states import OPEN


def unseen_by(person_id: UUID, now: datetime) -> list[TeamPerson]:
    """Of the team, those who are new to the patient, or have a new stand-in."""
    return [each for each in care_team(person_id, now) if each.has_news]


def may_have_team_news(
    person_id: Given, center_id: Given, since: BindParameter[datetime]
) -> Exists:
    """Whether `unseen_by` is worth asking, as a part of a query that a page makes anyway.

    Also takes `not_over`, the first day that counts: one of UTC, so a day early at most.
    """
    return (
        select(TeamMember.id)
        .join(Episode, Episode.id == TeamMember.episode_id)
        .outerjoin(
            Cover,
            (Cover.staff_id == TeamMember.staff_id)
            & (Cover.center_id == Episode.center_id)
            & (Cover.until_on >= bindparam("not_over", type_=Date()))
            & Cover.announced_at.is_not(None)
            & or_(Episode.team_seen_at.is_(None), Cover.announced_at > Episode.team_seen_at),
        )
        .where(
            Episode.person_id == person_id,
            Episode.center_id == center_id,
            in_state(OPEN),
            or_(TeamMember.until_at.is_(None), TeamMember.until_at > since),
            or_(TeamMember.seen_at.is_(None), Cover.id.is_not(None)),
        )
        .exists()
    )
