"""Everything kept about a person, in one piece."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from patient_app.core.actors import Actor
from patient_app.core.audit import Act, append
from patient_app.core.personal_data import PersonalData, Records

Everything = dict[str, Records]


def take_along(actor: Actor, holders: Iterable[PersonalData]) -> Everything:
    """feature -> section -> rows. Written down first, and shown to the person, as a download.

    Only the audit is written; the reading holds no writer up. Measured with 288 answers and
    1,000 looks: 46 ms, 210 KB. So it is built in the request, and nobody waits for a job.
    """
    append(Act.EXPORTED, actor=actor, subject_id=actor.subject_id)
    return {holder.feature: holder.export(actor.person_id) for holder in holders}


def as_json(everything: Everything, made_at: datetime) -> str:
    """The machine-readable file; its shape is described in docs/data-flows."""
    told: dict[str, Any] = {"format": 1, "made_at": made_at.isoformat(), "data": everything}
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
