"""An answer to a session from a phone's outbox: the same schema and verb as the form."""

from typing import Any, ClassVar

from marshmallow import post_load

from patient_app.core import inputs
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.schemas import IntentSchema
from patient_app.schedule.service.intents import answer_intent, require_same_time
from patient_app.sync.rules.kinds import Told
from patient_app.sync.schemas import kind_of


class IntentRecordSchema(IntentSchema):
    """`attendance.intent`, schema 1: the form's fields, the session they are about, and how often
    it had been moved when the person answered.
    """

    builds: ClassVar[type | None] = None
    session = inputs.key()
    moves = inputs.number_or_none(0, 999)

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        occurrence_id, moves = loaded.pop("session"), loaded.pop("moves")
        return occurrence_id, moves, Intent(IntentAnswer(loaded.pop("answer")), **loaded)


def _store(told: Told) -> None:
    occurrence_id, moves, intent = told.draft
    if moves is not None:
        require_same_time(told.person_id, told.center_id, occurrence_id, moves)
    answer_intent(
        told.person_id,
        told.center_id,
        occurrence_id,
        intent,
        told.received_at,
        said_at=told.said_at,
    )


ATTENDANCE_INTENT = kind_of("attendance.intent", {1: IntentRecordSchema}, _store)
