"""Where people sign in, join, and change how they sign in."""

from patient_app.accounts.routes import (
    device_code,
    invitation,
    join,
    password,
    sign_in,
    well_known,
)
from patient_app.accounts.routes.blueprint import bp

__all__ = ["bp", "device_code", "invitation", "join", "password", "sign_in", "well_known"]
