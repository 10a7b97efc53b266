"""The feature's one blueprint, and who its pages are for."""

from flask import Blueprint

from patient_app.core.access import care_team, staff_required
from patient_app.core.actors import Role
from patient_app.episodes.queries.team import PROGRAM

bp = Blueprint("careteam", __name__)

counselors = staff_required(Role.COUNSELOR)
times = staff_required(Role.COUNSELOR, Role.FRONT_DESK)
all_staff = staff_required(Role.COUNSELOR, Role.FRONT_DESK, Role.ADMIN)
planners = staff_required(Role.COUNSELOR, Role.ADMIN)
admins = staff_required(Role.ADMIN)
of_their_team = care_team(PROGRAM)
