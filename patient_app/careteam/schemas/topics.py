"""A topic's two names."""

from typing import ClassVar

from patient_app.careteam.rules.topics import NewTopic
from patient_app.core import inputs
from patient_app.core.schemas import FrozenSchema


class TopicSchema(FrozenSchema):
    """Both are needed: nobody should read a topic in the wrong language."""

    builds: ClassVar[type | None] = NewTopic
    name_en = inputs.text(80)
    name_es = inputs.text(80)
