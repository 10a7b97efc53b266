"""What an import says no to, beside what the readers of the file refuse."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class PreviewGone(Refusal):
    """The preview was discarded, or a day has passed."""

    code = "preview_gone"
    wording = N_("This preview is no longer there. Please choose the file again.")


class NobodyByThatName(Refusal):
    """`details["names"]` are the names no patient of the center has, or more than one has."""

    status = 422
    code = "nobody_by_that_name"
    wording = N_("We know no single patient by this name: %(names)s. Nothing was changed.")
