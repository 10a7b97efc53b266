"""The cards of the log on Today: one tap for the mood, and how an urge went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.cravings.presenters.catalogues import Choice, choice_of
from patient_app.cravings.queries.glance import Glance, OpenUrge, TodaysCheckIn, glance
from patient_app.cravings.rules.scales import MOODS

EVENING = 17
MOST_A_DAY = 2
UNDO_SHOWN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class MoodCard:
    """`saved` and `chosen` when it was told a moment ago, so that it can be undone."""

    moods: Sequence[Choice]
    chosen: str | None
    saved: TodaysCheckIn | None


@dataclass(frozen=True, slots=True)
class LogCards:
    """What Today shows of the log; None where there is nothing to ask."""

    mood: MoodCard | None
    ask_after: tuple[UUID, str] | None
    evening: bool


def log_cards(actor: Actor, now: datetime) -> LogCards:
    """One query."""
    local = words.local(now, actor.clock_zone)
    seen = glance(actor.person_id, local.date(), now)
    told = len(seen.check_ins)
    return LogCards(
        mood=_mood(seen, now),
        ask_after=(seen.urge.record_id, asked_about(seen.urge)) if seen.urge else None,
        evening=local.hour >= EVENING and told < MOST_A_DAY,
    )


def asked_about(urge: OpenUrge) -> str:
    """'At 5:40 PM it was 7. How did it go?'."""
    time = words.clock_time(urge.local.time())
    return gettext("At %(time)s it was %(n)s. How did it go?", time=time, n=urge.intensity)


def _mood(seen: Glance, now: datetime) -> MoodCard | None:
    moods = [choice_of("mood", str(number), {}) for number in MOODS]
    if not seen.check_ins:
        return MoodCard(moods, None, None)
    latest = seen.check_ins[0]
    if now - latest.received_at > UNDO_SHOWN:
        return None
    return MoodCard(moods, str(latest.mood or ""), latest)
