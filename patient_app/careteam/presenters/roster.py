"""A roster: names beside what each person chose to say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from patient_app.careteam.words import ATTENDANCE, INTENTS, NO_WORD, NOT_THERE
from patient_app.core.i18n import gettext
from patient_app.schedule.queries.rosters import RosterLine


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One name. `tag` is words, kind and icon; `mark` the attendance code kept, or ''."""

    person_id: UUID
    enrolment_id: UUID
    name: str
    initial: str
    tag: tuple[str, str, str]
    note: str | None
    mark: str
    marked: str | None
    open: bool


def roster_rows(
    lines: Collection[RosterLine],
    names: Mapping[UUID, str],
    *,
    asked: Collection[UUID] = (),
    reachable: Collection[UUID] = (),
) -> list[RosterRow]:
    """In order of name; `names` are those staff know them by. `asked` asked for another time;
    `reachable` are people the reader works with: their words can be read and their page opened.
    """
    rows = [_row(line, names, asked, reachable) for line in lines]
    return sorted(rows, key=lambda row: row.name.casefold())


def _row(
    line: RosterLine,
    names: Mapping[UUID, str],
    asked: Collection[UUID],
    reachable: Collection[UUID],
) -> RosterRow:
    name = names[line.person_id]
    return RosterRow(
        person_id=line.person_id,
        enrolment_id=line.enrolment_id,
        name=name,
        initial=name[:1].upper(),
        tag=_tag(line, asked=line.person_id in asked),
        note=line.note if line.person_id in reachable else None,
        mark=line.attendance or "",
        marked=gettext(ATTENDANCE[line.attendance]) if line.attendance else None,
        open=line.person_id in reachable,
    )


def _tag(line: RosterLine, *, asked: bool) -> tuple[str, str, str]:
    if line.standing in NOT_THERE:
        return _told(NOT_THERE[line.standing])
    if asked:
        return (gettext("Asked for another time"), "changed", "calendar-clock")
    if line.answer is None:
        return _told(NO_WORD)
    told, kind, icon = _told(INTENTS[line.answer])
    if line.minutes_late:
        told = gettext("%(n)s min late", n=line.minutes_late)
    return (told, kind, icon)


def _told(words: tuple[str, str, str]) -> tuple[str, str, str]:
    return (gettext(words[0]), words[1], words[2])
