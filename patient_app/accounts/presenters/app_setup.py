"""An authenticator app being set up: the square to scan and the key to type."""

from dataclasses import dataclass

import segno

from patient_app.accounts.rules.second_factor import enrolment_uri


@dataclass(frozen=True, slots=True)
class AppSetup:
    """`qr` is SVG made by us, `key` the secret in groups of four."""

    qr: str
    key: str


def app_setup(secret: str, sign_in_name: str | None, app_name: str) -> AppSetup:
    """It names the app and the sign-in name, never the center."""
    code = segno.make(enrolment_uri(secret, sign_in_name or app_name, app_name), error="m")
    drawn: str = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return AppSetup(drawn, " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))
