"""Refusals have names, a status and words for the person who meets them."""

from collections.abc import Mapping
from typing import ClassVar

from patient_app.core.messages import N_


class Refusal(Exception):
    """The app says no, and says why. One handler answers page, fragment or JSON."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    wording: ClassVar[str] = N_("That did not work. Nothing was changed.")

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details: Mapping[str, object] = details


class NotFound(Refusal):
    """There is no such thing, or it is someone else's: the two look alike."""

    status = 404
    code = "not_found"
    wording = N_("We could not find that page.")


class NotAllowed(Refusal):
    """The person is known, and this is not theirs to do."""

    status = 403
    code = "not_allowed"
    wording = N_("This part is not open to you.")


class SignedOut(Refusal):
    """Nobody is signed in, or the sign-in has expired."""

    status = 401
    code = "signed_out"
    wording = N_("Please sign in again. Your words are still here.")


class FreshSignInNeeded(Refusal):
    """A sensitive change asks for a sign-in within the last ten minutes."""

    status = 403
    code = "sign_in_again"
    wording = N_("Please sign in once more before you change this.")


class DiskFull(Refusal):
    """Nothing can be written here until somebody makes room (`core/disk.py`)."""

    status = 507
    code = "disk_full"
    wording = N_(
        "We cannot save anything right now: our disk may be full. Nothing was changed. "
        "Please tell the office, and try again later."
    )


class TooManyTries(Refusal):
    """Throttled; `details["retry_after"]` holds the seconds to wait."""

    status = 429
    code = "too_many_tries"
    wording = N_("Too many tries. Please wait a little, then try again.")
