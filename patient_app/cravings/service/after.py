"""How a craving is a while later."""

from typing import cast

from patient_app.core.db import session, unit_of_work
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.queries.rows import own_row
from patient_app.cravings.rules.drafts import AfterDraft
from patient_app.cravings.service.reminding import no_need_to_ask
from patient_app.sync.rules.kinds import Told


@unit_of_work()
def tell_after(told: Told) -> None:
    """Add the later number, how it ended and what helped; the latest telling counts.

    Raises NotFound when the craving is not this person's.
    """
    draft: AfterDraft = told.draft
    row = cast(CravingEntry, own_row(told.person_id, "craving", draft.of, to_change=True))
    if row.after_at is not None and row.after_at > told.when.at:
        return
    if draft.after is not None:
        row.after = draft.after
    if draft.outcome is not None:
        row.outcome = draft.outcome.value
    row.coping = tuple(dict.fromkeys((*row.coping, *draft.coping)))
    row.after_at = told.when.at
    session().flush()
    no_need_to_ask(told.person_id, draft.of, told.received_at)
