"""Reading what a phone answered: anything odd is one refusal that tells nothing."""

import struct
from collections.abc import Callable
from typing import TypeVar

from webauthn.helpers import parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

from patient_app.accounts.rules.passkeys import MAX_ANSWER
from patient_app.core.errors import Refusal
from patient_app.core.messages import N_

T = TypeVar("T")

# What the library, its CBOR reader and its base64 raise when an answer is not what it should be.
_UNREADABLE = (
    WebAuthnException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    RecursionError,
    struct.error,
)


class PasskeyRefused(Refusal):
    """The phone's answer does not open this account. Nothing tells why."""

    status = 422
    code = "passkey_refused"
    wording = N_("This phone could not be matched. Try again, or sign in with your password.")


def read_answer(parse: Callable[[str], T], answer: str) -> T:
    """The answer as the library understands it. Raises PasskeyRefused."""
    if len(answer) > MAX_ANSWER:
        raise PasskeyRefused
    return checked(lambda: parse(answer))


def challenge_in(credential: AuthenticationCredential | RegistrationCredential) -> bytes:
    """The question this answers. Raises PasskeyRefused."""
    return checked(lambda: parse_client_data_json(credential.response.client_data_json)).challenge


def checked(work: Callable[[], T]) -> T:
    """What `work` gives. Raises PasskeyRefused when the answer does not hold."""
    try:
        return work()
    except _UNREADABLE as error:
        raise PasskeyRefused from error
