"""A person's own additions to the lists."""

from patient_app.core.db import session, unit_of_work
from patient_app.cravings.models import OwnChoice
from patient_app.cravings.rules.drafts import ChoiceDraft
from patient_app.sync.rules.kinds import Told


@unit_of_work()
def add_choice(told: Told) -> None:
    """Own words for a trigger or a way of coping; entries name it `own:<record id>`."""
    draft: ChoiceDraft = told.draft
    choice = OwnChoice(
        person_id=told.person_id,
        record_id=told.record_id,
        catalogue=draft.catalogue,
        made_at=told.when.at,
    )
    choice.label = draft.label
    session().add(choice)
    session().flush()
