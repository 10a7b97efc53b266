"""Guessing six digits is braked like guessing at the door."""

from datetime import timedelta

from patient_app.accounts.rules.brakes import Brake

SIX_DIGITS = Brake("sign_in.six_digits", free=4, longest=timedelta(minutes=5))
