"""Lists to choose from."""

from datetime import datetime
from uuid import UUID

from patient_app.accounts.queries.people import staff_of
from patient_app.centers.queries.centers import languages_of, programs_of
from patient_app.centers.rules.levels import LEVELS
from patient_app.core.actors import Role
from patient_app.core.i18n import gettext
from patient_app.episodes.rules.people import DUTIES

Choice = tuple[str, str]

_LANGUAGES = {"en": "English", "es": "Español"}


def language_choices(center_id: UUID) -> list[Choice]:
    """The languages the center works in, in its order."""
    return [(code, _LANGUAGES[code]) for code in languages_of(center_id)]


def counselors_of(center_id: UUID, now: datetime, *, without: UUID | None = None) -> list[Choice]:
    """Counselors of a center by name."""
    return [
        (str(member.person_id), member.name)
        for member in staff_of(center_id, now)
        if Role.COUNSELOR in member.roles and member.person_id != without
    ]


def program_choices(center_id: UUID) -> list[Choice]:
    """Programs by name."""
    return [(str(program.id), program.name) for program in programs_of(center_id)]


def level_choices() -> list[Choice]:
    """Levels of care, the most intensive first."""
    return [(code, gettext(name)) for code, name in LEVELS.items()]


def duty_choices() -> list[Choice]:
    """What someone does on a team."""
    return [(code, gettext(name)) for code, name in DUTIES.items()]
