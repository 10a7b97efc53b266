"""Keeping what a person tells: a craving, a win, a check-in, a lapse."""

import json
from typing import Any

from patient_app.core.db import session, unit_of_work
from patient_app.cravings.models import CheckIn, CravingEntry, Lapse, Win
from patient_app.cravings.rules.drafts import CheckInDraft, CravingDraft, LapseDraft, WinDraft
from patient_app.cravings.rules.scales import SCALE
from patient_app.cravings.service.reminding import ask_later, checked_in
from patient_app.sync.rules.kinds import Told


@unit_of_work()
def log_craving(told: Told) -> None:
    """A craving; its intensity alone is enough."""
    draft: CravingDraft = told.draft
    session().add(
        CravingEntry(
            **_kept(told),
            scale=SCALE,
            intensity=draft.intensity,
            source=draft.source.value,
            started_at=draft.started_at,
            triggers=draft.triggers,
            coping=draft.coping,
            halt=draft.halt,
            about=draft.about,
            place=draft.place,
            company=draft.company,
            mood=draft.mood,
            after=draft.after,
            after_at=told.when.at if draft.after is not None else None,
            outcome=draft.outcome.value if draft.outcome else None,
            thought=draft.thought,
            note=draft.note,
        )
    )
    session().flush()
    if draft.after is None and draft.outcome is None:
        ask_later(told)


@unit_of_work()
def log_win(told: Told) -> None:
    """Something that went well."""
    draft: WinDraft = told.draft
    session().add(Win(**_kept(told), what=draft.what, note=draft.note))
    session().flush()


@unit_of_work()
def check_in(told: Told) -> None:
    """How a day was. A second one on a day is kept beside the first."""
    draft: CheckInDraft = told.draft
    session().add(
        CheckIn(
            **_kept(told),
            on_date=told.when.local.date(),
            mood=draft.mood,
            craving=draft.craving,
            sleep=draft.sleep,
            stress=draft.stress,
            confidence=draft.confidence,
            halt=draft.halt,
            medication=draft.medication,
            line=draft.line,
        )
    )
    session().flush()
    checked_in(told)


@unit_of_work()
def log_lapse(told: Told) -> None:
    """A lapse, as far as it was told."""
    draft: LapseDraft = told.draft
    session().add(
        Lapse(
            **_kept(told),
            about=draft.about,
            safe=draft.safe,
            next_step=draft.next_step,
            telling=draft.telling,
            note=draft.note,
            debrief=json.dumps(dict(draft.debrief)) if draft.debrief else None,
        )
    )
    session().flush()


def _kept(told: Told) -> dict[str, Any]:
    return {
        "person_id": told.person_id,
        "record_id": told.record_id,
        "revision_id": told.record_id,
        "occurred_at": told.when.at,
        "offset_minutes": told.when.offset_minutes,
        "received_at": told.received_at,
        "clock_ahead": told.when.clock_ahead,
        "visibility": told.draft.visibility.value,
        "withdrawn_at": None,
    }
