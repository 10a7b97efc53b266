"""The entries of the log as they are handed in."""

from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate

from patient_app.core import inputs
from patient_app.core.messages import N_
from patient_app.core.schemas import FrozenSchema
from patient_app.cravings.rules.coping import COPING_WORDS, NOTHING
from patient_app.cravings.rules.drafts import (
    AfterDraft,
    CheckInDraft,
    ChoiceDraft,
    CravingDraft,
    LapseDraft,
    WinDraft,
    WithdrawDraft,
)
from patient_app.cravings.rules.lapses import DEBRIEF, NEXT_STEPS, SAFE, TELLING
from patient_app.cravings.rules.scales import (
    COMPANY,
    HALT,
    MEDICATION,
    MOODS,
    OUTCOMES,
    PLACES,
    SLEEP,
    WINS,
    Outcome,
    Source,
    Visibility,
)
from patient_app.cravings.rules.triggers import TRIGGER_WORDS
from patient_app.cravings.rules.working_on import ABOUT
from patient_app.cravings.schemas.parts import CodeList, Moment, OneOf, Scale, words

LONGEST_LINE, LONGEST_NOTE = 300, 4000
_CHOOSE = N_("Please choose one from the list.")


class _EntrySchema(FrozenSchema):
    """Every entry may say who sees it."""

    default_visibility: ClassVar[Visibility] = Visibility.FOLLOW
    visibility = OneOf([each.value for each in Visibility])

    @post_load
    def _build(self, loaded: dict[str, Any], **more: Any) -> object:
        if loaded.get("visibility") is not None:
            loaded["visibility"] = Visibility(loaded["visibility"])
        else:
            loaded.pop("visibility", None)
        if loaded.get("outcome") is not None:
            loaded["outcome"] = Outcome(loaded["outcome"])
        # A change of an entry names only some fields: it stays a mapping.
        return loaded if more.get("partial") else super()._build(loaded, **more)


class CravingSchema(_EntrySchema):
    """`craving.log`, schema 1: intensity alone is enough."""

    builds: ClassVar[type | None] = CravingDraft
    intensity = Scale(required=True)
    source = fields.Enum(Source, by_value=True, load_default=Source.NOW)
    started_at = Moment()
    triggers = CodeList(TRIGGER_WORDS)
    coping = CodeList(COPING_WORDS)
    halt = CodeList(HALT)
    about = CodeList(ABOUT)
    place = OneOf(PLACES)
    company = OneOf(COMPANY)
    mood = Scale(least=min(MOODS), most=max(MOODS))
    after = Scale()
    outcome = OneOf([each.value for each in OUTCOMES])
    thought = words(LONGEST_NOTE)
    note = words(LONGEST_NOTE)


class AfterSchema(FrozenSchema):
    """`craving.after`, schema 1: how it is a while later."""

    of = inputs.key()
    after = Scale()
    outcome = OneOf([each.value for each in OUTCOMES])
    coping = CodeList([*COPING_WORDS, NOTHING])

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        outcome = loaded.pop("outcome")
        return AfterDraft(outcome=Outcome(outcome) if outcome else None, **loaded)


class WinSchema(_EntrySchema):
    """`win.log`, schema 1."""

    builds: ClassVar[type | None] = WinDraft
    what = inputs.choice(WINS)
    note = words(LONGEST_NOTE)


class CheckInSchema(_EntrySchema):
    """`checkin.log`, schema 1: any part may be left out."""

    builds: ClassVar[type | None] = CheckInDraft
    mood = Scale(least=min(MOODS), most=max(MOODS))
    craving = Scale()
    sleep = Scale(least=min(SLEEP), most=max(SLEEP))
    stress = Scale()
    confidence = Scale()
    halt = CodeList(HALT)
    medication = OneOf([each.value for each in MEDICATION])
    line = words(LONGEST_LINE)


class LapseSchema(_EntrySchema):
    """`lapse.log`, schema 1: nothing has to be told."""

    builds: ClassVar[type | None] = LapseDraft
    about = CodeList(ABOUT)
    safe = OneOf(SAFE)
    next_step = OneOf(NEXT_STEPS)
    telling = CodeList(TELLING)
    note = words(LONGEST_NOTE)
    debrief = fields.Dict(
        keys=fields.String(validate=validate.OneOf(list(DEBRIEF), error=_CHOOSE)),
        values=words(LONGEST_NOTE),
        load_default=None,
        allow_none=True,
        error_messages=dict.fromkeys(("invalid", "null"), _CHOOSE),
    )


class WithdrawSchema(FrozenSchema):
    """`entry.withdraw`, schema 1."""

    builds: ClassVar[type | None] = WithdrawDraft
    of = inputs.key()
    back = inputs.ticked()


class ChoiceSchema(FrozenSchema):
    """`choice.add`, schema 1: own words for a trigger or a way of coping."""

    builds: ClassVar[type | None] = ChoiceDraft
    catalogue = inputs.choice(["triggers", "coping"])
    label = inputs.text(60)


ENTRIES: dict[str, type[_EntrySchema]] = {
    "craving": CravingSchema,
    "win": WinSchema,
    "checkin": CheckInSchema,
    "lapse": LapseSchema,
}


def read_changes(entry: str, given: dict[str, Any]) -> dict[str, Any]:
    """The named fields of one kind of entry, read by its own schema. Raises ValidationError."""
    if "source" in given or entry not in ENTRIES:
        raise ValidationError(_CHOOSE, "set")
    read: dict[str, Any] = ENTRIES[entry](partial=True).load(given)
    return {name: value for name, value in read.items() if name in given}
