"""A center's topics."""

from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session, unit_of_work
from patient_app.schedule.models import Topic
from patient_app.schedule.queries.series import get_topic
from patient_app.schedule.refusals import TopicCodeTaken


@unit_of_work()
def add_topic(center_id: UUID, code: str, name_en: str, name_es: str) -> UUID:
    """Raises TopicCodeTaken."""
    taken = select(Topic.id).where(Topic.center_id == center_id, Topic.code == code)
    if session().scalar(taken) is not None:
        raise TopicCodeTaken
    topic = Topic(center_id=center_id, code=code, name_en=name_en, name_es=name_es)
    session().add(topic)
    session().flush()
    return topic.id


@unit_of_work()
def rename_topic(center_id: UUID, topic_id: UUID, name_en: str, name_es: str) -> None:
    """Raises NotFound. The code stays: exercises name it."""
    topic = get_topic(center_id, topic_id)
    topic.name_en, topic.name_es = name_en, name_es
