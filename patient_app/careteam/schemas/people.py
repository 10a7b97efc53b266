"""Inviting, stays, teams and covers."""

from typing import Any, ClassVar
from uuid import UUID

from marshmallow import ValidationError, post_load

from patient_app.careteam.rules.drafts import NewStaff, PatientInvite
from patient_app.careteam.words import STAFF_ROLE_WORDS
from patient_app.centers.rules.levels import LEVELS
from patient_app.core import inputs
from patient_app.core.forms import NEEDED
from patient_app.core.i18n import LANGUAGES
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.episodes.rules.people import DUTIES, Leave, NewCover, NewMember

CONFIRM_FIRST = N_("Please confirm who this is first.")


class InviteSchema(FrozenSchema):
    """A new patient, with the sessions to enrol them in from the first day."""

    builds: ClassVar[type | None] = PatientInvite
    known_as = inputs.text(60)
    language = inputs.choice(LANGUAGES)
    program_id = inputs.key()
    level_of_care = inputs.choice(LEVELS)
    from_on = inputs.day()
    team = inputs.several(inputs.key())
    series = inputs.several(inputs.key())

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if not loaded["team"]:
            raise ValidationError(NEEDED, "team")
        team, series = tuple(loaded.pop("team")), tuple(loaded.pop("series"))
        return PatientInvite(team=team, series=series, **loaded)


class LeaveSchema(FrozenSchema):
    """Time away."""

    builds: ClassVar[type | None] = Leave
    from_on = inputs.day()
    until_on = inputs.day_or_none()


class LevelSchema(FrozenSchema):
    """Another level of care."""

    level_of_care = inputs.choice(LEVELS)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return loaded["level_of_care"]


class MemberSchema(FrozenSchema):
    """Someone for a care team."""

    builds: ClassVar[type | None] = NewMember
    staff_id = inputs.key()
    duty = inputs.choice(DUTIES)


class RowSchema(FrozenSchema):
    """Which row a one-button form is about."""

    id = inputs.key()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> UUID:
        found: UUID = loaded["id"]
        return found


class ConfirmedSchema(FrozenSchema):
    """A box that says: I have made sure who this is."""

    confirmed = inputs.ticked()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> bool:
        if not loaded["confirmed"]:
            raise ValidationError(CONFIRM_FIRST, "confirmed")
        return True


class CoverSchema(FrozenSchema):
    """Who stands in for me, from-until."""

    builds: ClassVar[type | None] = NewCover
    cover_id = inputs.key()
    from_on = inputs.day()
    until_on = inputs.day()


class StaffSchema(FrozenSchema):
    """A new colleague."""

    builds: ClassVar[type | None] = NewStaff
    name = inputs.text(60)
    language = inputs.choice(LANGUAGES)
    roles = inputs.several(inputs.choice(STAFF_ROLE_WORDS))

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        if not loaded["roles"]:
            raise ValidationError(NEEDED, "roles")
        roles = tuple(dict.fromkeys(loaded.pop("roles")))
        return NewStaff(roles=roles, **loaded)


class RoleSchema(FrozenSchema):
    """One role of a colleague."""

    role = inputs.choice(STAFF_ROLE_WORDS)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> str:
        return str(loaded["role"])


class LeaverSchema(FrozenSchema):
    """Who takes over from a colleague who leaves."""

    heir_id = inputs.key_or_none()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> UUID | None:
        heir: UUID | None = loaded["heir_id"]
        return heir
