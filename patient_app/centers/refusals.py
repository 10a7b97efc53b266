"""What a center's settings do not allow."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class SlugTaken(Refusal):
    """Commands tell centers apart by this short name."""

    code = "slug_taken"
    wording = N_("There is a center with this short name already.")


class HostTaken(Refusal):
    """Another center answers under this host name."""

    code = "host_taken"
    wording = N_("That host name belongs to another center.")


class HostTells(Refusal):
    """The host name would tell, on a phone's screen, why its owner has it open."""

    status = 422
    code = "host_tells"
    wording = N_("That name tells too much on someone’s phone. Choose one that says nothing.")


class ProgramNameTaken(Refusal):
    """The center has a program of this name."""

    code = "program_name_taken"
    wording = N_("There is a program with this name already.")


class HoursCross(Refusal):
    """Closing lies before opening, or two stretches of a day overlap."""

    status = 422
    code = "hours_cross"
    wording = N_("Closing must come after opening, and two stretches must not overlap.")
