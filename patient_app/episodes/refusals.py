"""What an episode, a team or a cover does not allow."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class StepNotOpen(Refusal):
    """The episode stands where this step does not lead on."""

    code = "step_not_open"
    wording = N_("That has changed in the meantime. Please look again before you go on.")


class NameInUse(Refusal):
    """Someone else in the center is called the same; also how a doubled form is caught."""

    code = "name_in_use"
    wording = N_("Someone here has this name already. Add an initial to tell them apart.")


class NotOnStaff(Refusal):
    """Only counselors of the center can be on a care team or stand in."""

    status = 422
    code = "not_on_staff"
    wording = N_("Please choose a counselor of this center.")


class TeamWouldBeEmpty(Refusal):
    """A person in the program always has somebody."""

    code = "team_would_be_empty"
    wording = N_("Add someone else first. Nobody should be left without a team.")


class DatesCross(Refusal):
    """The last day lies before the first."""

    status = 422
    code = "dates_cross"
    wording = N_("The last day must not come before the first.")


class CoverOverlaps(Refusal):
    """Two people would stand in on the same day."""

    code = "cover_overlaps"
    wording = N_("There is a cover on some of these days already. End that one first.")


class CoverIsSelf(Refusal):
    """Nobody stands in for themselves."""

    status = 422
    code = "cover_is_self"
    wording = N_("Please choose someone else to stand in.")
