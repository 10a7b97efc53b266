"""One entry: what it tells, how it can go on, what was changed, and what waits to be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.core.ids import new_id
from patient_app.cravings.presenters.catalogues import Choice, choice_of
from patient_app.cravings.presenters.codes import (
    KIND_ICONS,
    KIND_WORDS,
    MOOD_ICONS,
    Own,
    own_labels,
)
from patient_app.cravings.presenters.facts import (
    LABELS,
    Fact,
    codes_in,
    facts_of,
    moment_words,
    value_of,
)
from patient_app.cravings.presenters.new import QUICK_COPING
from patient_app.cravings.presenters.vessels import Vessel, strength, vessel, vessels
from patient_app.cravings.queries.entry import my_entry
from patient_app.cravings.rules.changes import ChangeState
from patient_app.cravings.rules.code_words import WORDS
from patient_app.cravings.rules.history import Change, Entry
from patient_app.sync.plain_forms import RecordForm

# So long after it one asks how it is; later, how it went.
STILL_NEAR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a change: old and new, both in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One change."""

    id: UUID
    when: str
    differences: Sequence[Difference]
    left: bool


@dataclass(frozen=True, slots=True)
class AskAfter:
    """The card that asks how it is a while later."""

    title: str
    vessels: Sequence[Vessel]
    outcomes: Sequence[Choice]
    coping: Sequence[Choice]
    told: bool


def entry_page(
    actor: Actor, now: datetime, record_id: UUID, form: RecordForm | None = None
) -> dict[str, Any]:
    """Four queries at most. Raises NotFound for anyone else's."""
    entry = my_entry(actor.person_id, record_id)
    known = [entry.told, *(each.before for each in entry.changes)]
    known += [each.after for each in entry.changes]
    own = own_labels(actor.person_id, needed=any(codes_in(told) for told in known))
    intensity = entry.told.get("intensity")
    return {
        "entry": entry,
        "vessel": None if intensity is None else vessel(intensity),
        "title": _title(entry),
        "icon_name": MOOD_ICONS.get(entry.told.get("mood") or 0, KIND_ICONS[entry.kind]),
        "when": moment_words(entry.local),
        "facts": _facts(entry, own),
        "waiting": [_waiting(each, entry, own) for each in entry.waiting],
        "history": [_version(each, entry, own) for each in reversed(entry.changes) if _done(each)],
        "ask_after": _ask_after(entry, now) if entry.kind == "craving" else None,
        "form": form,
        "new_id": new_id,
    }


def _title(entry: Entry) -> str:
    if entry.kind == "craving":
        return strength(entry.told["intensity"])
    if entry.kind == "checkin" and entry.told.get("mood"):
        return value_of("mood", entry.told["mood"], {})
    if entry.kind == "win":
        return value_of("what", entry.told["what"], {})
    return gettext(KIND_WORDS[entry.kind])


def _facts(entry: Entry, own: Own) -> list[Fact]:
    """What the heading says already is not said again."""
    said = {"craving": "intensity", "win": "what", "checkin": "mood"}.get(entry.kind)
    told = {name: value for name, value in entry.told.items() if name != said}
    return facts_of(entry.kind, told, own)


def _done(change: Change) -> bool:
    return change.state is not ChangeState.WAITING and bool(change.after)


def _version(
    change: Change, entry: Entry, own: Own, against: Mapping[str, Any] | None = None
) -> Version:
    before = change.before if against is None else against
    return Version(
        id=change.id,
        when=moment_words((change.changed_at + entry.offset).replace(tzinfo=None)),
        differences=[
            Difference(
                gettext(LABELS[name]),
                value_of(name, before.get(name), own),
                value_of(name, to, own),
            )
            for name, to in change.after.items()
        ],
        left=change.state is ChangeState.LEFT,
    )


def _waiting(change: Change, entry: Entry, own: Own) -> Version:
    """Beside what stands there now, not what stood there when the other phone wrote it."""
    here = {**entry.told, "occurred_at": entry.local.isoformat()}
    return _version(change, entry, own, here)


def _ask_after(entry: Entry, now: datetime) -> AskAfter:
    near = now - entry.occurred_at <= STILL_NEAR
    told = {"time": words.clock_time(entry.local.time()), "n": entry.told["intensity"]}
    return AskAfter(
        title=gettext("At %(time)s it was %(n)s. How is it now?", **told)
        if near
        else gettext("At %(time)s it was %(n)s. How did it go?", **told),
        vessels=vessels(),
        outcomes=[choice_of("outcome", code, {}) for code in WORDS["outcome"]],
        coping=[choice_of("coping", code, {}) for code in QUICK_COPING],
        told=entry.told.get("after") is not None or entry.told.get("outcome") is not None,
    )
