"""Why a record is not taken. The phone keeps it in every case."""

from collections.abc import Mapping, Sequence
from typing import Any

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class DifferentContent(Refusal):
    """The id is known with other content."""

    code = "different"
    wording = N_("This was saved before with other words. You can keep both.")


class AnotherOwner(Refusal):
    """The record belongs to someone who is not signed in."""

    code = "owner"
    wording = N_("This belongs to someone else on this phone. It waits for them.")


class NotYet(Refusal):
    """It speaks of a record we have not received."""

    code = "not_yet"
    wording = N_("Something has to arrive before this. It waits.")


class Unreadable(Refusal):
    """The record does not fit its schema; `errors` says which field and why."""

    status = 422
    code = "unreadable"
    wording = N_("We could not read this. Your words are still on this phone.")

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors: dict[str, Sequence[str]] = {name: _flat(e) for name, e in errors.items()}


def _flat(found: Any) -> list[str]:
    if isinstance(found, Mapping):
        return [text for inner in found.values() for text in _flat(inner)]
    if isinstance(found, list):
        return [text for inner in found for text in _flat(inner)]
    return [str(found)]
