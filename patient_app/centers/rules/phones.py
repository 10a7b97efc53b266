"""Phone numbers, kept the way a phone can dial them."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_

_LAID_OUT = frozenset(" ().-/\u00a0\u2011")


class NotAPhone(Refusal):
    """The text cannot be dialled."""

    status = 422
    code = "not_a_phone"
    wording = N_("Use a number like 213 555 0100, or start with + and the country.")


def dialable(typed: str) -> str:
    """'+12135550100' from what people type; ten digits are taken for North America (E.164).

    Raises NotAPhone.
    """
    bare = "".join(ch for ch in typed.strip() if ch not in _LAID_OUT)
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise NotAPhone
    if bare.startswith("+"):
        return _checked(digits)
    if len(digits) == 10:
        return _checked("1" + digits)
    if len(digits) == 11 and digits.startswith("1"):
        return _checked(digits)
    raise NotAPhone


def readable(number: str) -> str:
    """'(213) 555-0100' for North America, '+34 …' as it is for the rest."""
    digits = number.removeprefix("+")
    if len(digits) == 11 and digits.startswith("1") and digits.isdigit():
        return f"({digits[1:4]}) {digits[4:7]}-{digits[7:]}"
    return number


def _checked(digits: str) -> str:
    # E.164 allows 15 digits; under 8 is a short code, and no country begins with 0.
    if not 8 <= len(digits) <= 15 or digits.startswith("0"):
        raise NotAPhone
    if digits.startswith("1") and (len(digits) != 11 or digits[1] in "01"):
        raise NotAPhone
    return f"+{digits}"
