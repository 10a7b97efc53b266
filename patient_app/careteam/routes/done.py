"""What the last form did: said once, beside the thing it changed, where the focus lands."""

from dataclasses import dataclass

from flask import request

from patient_app.careteam.words import DONE
from patient_app.core.i18n import gettext


@dataclass(frozen=True, slots=True)
class Done:
    """A code of DONE, which says where it stands on the page, and its sentence."""

    code: str
    text: str


def done() -> Done | None:
    """The form that led to this page names it in the address; anything else is nothing."""
    code = request.args.get("done", "")
    return Done(code, gettext(DONE[code])) if code in DONE else None
