"""Topics that an import needs."""

from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.schedule.importing.rules.titles import TOPIC_NAMES
from patient_app.schedule.models import Topic
from patient_app.schedule.service.topics import add_topic


def topic_with_code(center_id: UUID, code: str) -> UUID | None:
    """The center's topic of that code, made now when it is one of ours; None for any other."""
    found = session().scalar(
        select(Topic.id).where(Topic.center_id == center_id, Topic.code == code)
    )
    if found is None and code in TOPIC_NAMES:
        return add_topic(center_id, code, *TOPIC_NAMES[code])
    return found
