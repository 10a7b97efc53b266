"""The privacy screens: the team, who looked, and the public notice."""

from datetime import date

from flask import Blueprint, Response, current_app, request

from patient_app.centers.queries.centers import center_for_host, get_center
from patient_app.centers.rules.phones import readable
from patient_app.core import clock
from patient_app.core.access import patient_required, public
from patient_app.core.audit import Act
from patient_app.core.identity import current_actor, current_actor_or_none
from patient_app.core.pages import page, see_other
from patient_app.episodes.queries.team import care_team
from patient_app.episodes.service.team import see_team
from patient_app.privacy.presenters.looks import SessionWords, look_lines
from patient_app.privacy.presenters.team import team_lines, team_summary
from patient_app.privacy.queries.looks import looks_at
from patient_app.privacy.rules.acts import CHANGED, LOOKED

bp = Blueprint("privacy", __name__)

NOTICE_FROM_ON = date(2026, 11, 23)
"""Since when the notice reads as it does; change it with the words."""

_LATEST = 3


@bp.get("/privacy")
@patient_required
def overview() -> Response:
    """Who sees what, in one screen."""
    actor, now = current_actor(), clock.now()
    looked = looks_at(actor.subject_id, LOOKED, size=_LATEST)
    return page(
        "privacy/overview.html",
        team=team_summary(care_team(actor.person_id, now)),
        looked=look_lines(looked.looks, actor.subject_id, actor.clock_zone, _session_words()),
    )


@bp.get("/privacy/team")
@patient_required
def team() -> Response:
    """Who is on the care team, since when, and who stands in."""
    actor = current_actor()
    people = care_team(actor.person_id, clock.now())
    return page("privacy/team.html", team=team_lines(people, actor.clock_zone))


@bp.post("/privacy/team/seen")
@patient_required
def seen() -> Response:
    """The person has read the new names."""
    see_team(current_actor().person_id, clock.now())
    return see_other("privacy.team")


@bp.get("/privacy/looked")
@patient_required
def looked() -> Response:
    """Everyone who looked, the newest first."""
    return _record("privacy/looked.html", LOOKED)


@bp.get("/privacy/changes")
@patient_required
def changes() -> Response:
    """Every change of who can get in."""
    return _record("privacy/changes.html", CHANGED)


@bp.get("/privacy/notice")
@public
def notice() -> Response:
    """The privacy notice, readable before anyone joins; strangers read no center's name."""
    actor = current_actor_or_none()
    center = get_center(actor.center_id) if actor else center_for_host(request.host)
    return page(
        "privacy/notice.html",
        center_name=center.name if center and actor else None,
        contact=center.privacy_contact if center else None,
        phone=readable(center.office_phone) if center and center.office_phone else None,
        effective_on=NOTICE_FROM_ON,
    )


def _record(template: str, acts: dict[Act, str]) -> Response:
    actor = current_actor()
    found = looks_at(actor.subject_id, acts, request.args.get("page", 1, type=int))
    lines = look_lines(found.looks, actor.subject_id, actor.clock_zone, _session_words())
    return page(template, block="main", lines=lines, number=found.number, more=found.has_more)


def _session_words() -> SessionWords:
    found: SessionWords = current_app.extensions["session_words"]
    return found
