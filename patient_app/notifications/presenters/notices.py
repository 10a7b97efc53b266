"""What phones show, in each person's language and as discreet as they chose."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from patient_app.core import clock
from patient_app.core.i18n import gettext, in_language
from patient_app.core.sealed import blind_index
from patient_app.notifications.models import Reminder
from patient_app.notifications.queries.choices import choices_of
from patient_app.notifications.queries.holding import as_due
from patient_app.notifications.queries.told import unread_of
from patient_app.notifications.rules.choices import Choices
from patient_app.notifications.rules.kinds import Discretion, Kinds, Telling
from patient_app.notifications.rules.messages import Notice


def notices(rows: Sequence[Reminder], kinds: Kinds) -> dict[UUID, Notice]:
    """By reminder: a handful of queries, whatever the number."""
    people = {row.person_id for row in rows}
    choices, unread = choices_of(people), unread_of(people)
    found: dict[UUID, Notice] = {}
    now = clock.now()
    for language in {chosen.language for chosen in choices.values()}:
        mine = [row for row in rows if choices[row.person_id].language == language]
        with in_language(language):
            told = tellings(mine, kinds, now)
            for row in mine:
                found[row.id] = _notice(row, told[row.id], choices[row.person_id], kinds, unread)
    return found


def tellings(rows: Sequence[Reminder], kinds: Kinds, now: datetime) -> dict[UUID, Telling]:
    """Their words in the language in force, one question to each kind."""
    by_kind: dict[str, list[Reminder]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    found: dict[UUID, Telling] = {}
    for code, same in by_kind.items():
        found |= kinds[code].tell([as_due(row) for row in same], now)
    return found


def _notice(
    row: Reminder, telling: Telling, choices: Choices, kinds: Kinds, unread: dict[UUID, int]
) -> Notice:
    return Notice(
        reminder_id=row.id,
        number=kinds[row.kind].number,
        title=lock_screen(telling, choices.discretion),
        body="",
        path=telling.path,
        tag=tag_of(row.cause_id),
        order=int(row.told_at.timestamp() * 1000) if row.told_at else 0,
        silent=row.silent,
        language=choices.language,
        unread=unread.get(row.person_id, 0),
    )


def lock_screen(telling: Telling, discretion: Discretion) -> str:
    """The one line somebody else may read."""
    if discretion is Discretion.FULL:
        return telling.full
    if discretion is Discretion.SOME:
        return telling.some
    return gettext("You have a reminder")


def tag_of(cause_id: UUID) -> str:
    """Topic and tag: what is said of one thing replaces what was said of it before.

    32 characters of the alphabet every push service takes; it tells nothing to who has no key.
    """
    return blind_index("push.topic", str(cause_id))[:16].hex()
