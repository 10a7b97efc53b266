"""Words shared by the parts: names of codes, hours, and what was not told."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from patient_app.core import words
from patient_app.core.i18n import gettext, ngettext
from patient_app.core.messages import N_
from patient_app.cravings.rules.coping import COPING_WORDS
from patient_app.cravings.rules.triggers import TRIGGER_WORDS

TOO_EARLY = N_("Too early to tell.")
A_MONDAY = date(2024, 1, 1)


def way_name(code: str, own: Mapping[str, str]) -> str:
    """A way of coping, a person's own one in their words."""
    return _name(code, COPING_WORDS, own)


def trigger_name(code: str, own: Mapping[str, str]) -> str:
    """A trigger, a person's own one in their words."""
    return _name(code, TRIGGER_WORDS, own)


def _name(code: str, catalogue: Mapping[str, str], own: Mapping[str, str]) -> str:
    if code in catalogue:
        return gettext(catalogue[code])
    return own.get(code) or gettext(N_("In my own words"))


def not_told(number: int) -> str | None:
    """'3 times you didn’t tell.'"""
    if number == 0:
        return None
    return ngettext("One time you didn’t tell.", "%(num)s times you didn’t tell.", number)


def of_told(number: int, told: int) -> str:
    """'5 of 6'."""
    return gettext("%(k)s of %(n)s", k=number, n=told)


def hour_name(hour: int) -> str:
    """'6 PM' / '6 pm', short enough for the side of a picture."""
    shown = hour % 12 or 12
    return gettext("%(h)s AM", h=shown) if hour < 12 else gettext("%(h)s PM", h=shown)


def band_ends(hour: int, length: int) -> tuple[str, str]:
    """'6:00 PM', '9:00 PM'."""
    return words.clock_time(time(hour)), words.clock_time(time((hour + length) % 24))


def weekday_column(day: int) -> str:
    """'Mon' / 'Lun'."""
    return words.weekday_short(A_MONDAY + timedelta(days=day)).capitalize()


def weekday_list(days: Sequence[int]) -> str:
    """'Tuesday and Friday' / 'martes y viernes'."""
    names = [words.weekday_within(A_MONDAY + timedelta(days=day)) for day in days]
    if len(names) == 1:
        return names[0]
    return gettext("%(some)s and %(last)s", some=", ".join(names[:-1]), last=names[-1])
