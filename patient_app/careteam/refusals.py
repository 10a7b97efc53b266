"""What the care team's pages say no to."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class ColleagueThere(Refusal):
    """Someone of this name works here; also how a doubled form is caught."""

    code = "colleague_there"
    wording = N_("Someone with this name works here already. Add an initial to tell them apart.")


class NotYours(Refusal):
    """Only the people one works with can be enrolled in a colleague's series."""

    status = 403
    code = "not_yours"
    wording = N_("In a colleague's series you can add only the people you work with.")


class HeirNeeded(Refusal):
    """A counselor with people cannot leave without someone to take over."""

    code = "heir_needed"
    wording = N_("Please choose who takes over their people and requests.")


class NotYourself(Refusal):
    """An admin does not lock themselves out by mistake."""

    code = "not_yourself"
    wording = N_("Ask another admin to do this for you.")


class NotForOne(Refusal):
    """A group does not move because one person asked."""

    status = 422
    code = "not_for_one"
    wording = N_("A group cannot be moved for one person. Please answer in words.")


class SeriesThere(Refusal):
    """The same title at the same time; also how a doubled form is caught."""

    code = "series_there"
    wording = N_("There is a series with this name at this time already.")


class WhenNotPossible(Refusal):
    """No date fits what was typed; `details["field"]` says where to look."""

    status = 422
    code = "when_not_possible"
    wording = N_("No date fits. Please look at the days and dates again.")
