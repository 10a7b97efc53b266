"""A calendar file before it is taken in, in words staff can check."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from patient_app.careteam.presenters.import_choices import safe_titles, topic_code_choices
from patient_app.careteam.presenters.import_rows import (
    ChangedRow,
    ConflictRow,
    NewRow,
    Preview,
    Remarked,
)
from patient_app.careteam.presenters.import_words import (
    all_day_words,
    day_words,
    place_words,
    target_words,
)
from patient_app.careteam.presenters.series import kind_choices, pattern_words
from patient_app.centers.queries.centers import get_center
from patient_app.core.actors import Actor
from patient_app.core.i18n import current_language, gettext
from patient_app.core.messages import N_
from patient_app.schedule.calendars.records import CalendarImport, ReportRow
from patient_app.schedule.importing.queries.known import series_by_id
from patient_app.schedule.importing.queries.planning import (
    patient_names,
    plan,
    without_names_in_places,
)
from patient_app.schedule.importing.rules.names import holds_a_name, without_names
from patient_app.schedule.importing.rules.plan import Line, Missing, Outcome, Plan, local_of
from patient_app.schedule.importing.rules.targets import DateTarget, date_target, series_target

MOST_SHOWN = 200
"""Rows with fields of their own; a longer file takes the rest as suggested."""

_OUTCOMES = {
    Outcome.CREATED: (N_("New"), "yes"),
    Outcome.UPDATED: (N_("Changed"), "changed"),
    Outcome.CANCELLED: (N_("Canceled"), ""),
}


def preview(actor: Actor, read: CalendarImport, now: datetime) -> dict[str, Any]:
    """The page's values: what would happen now, and the lists to choose from."""
    names = patient_names(actor.center_id)
    found = plan(actor.center_id, without_names_in_places(read, names), now)
    ids = {line.series_id for line in found.lines if line.series_id}
    rows = series_by_id(actor.center_id, ids | {each.series_id for each in found.missing})
    spanish = current_language() == "es"
    titles = {key: (spanish and row.title_es) or row.title for key, row in rows.items()}
    patterns = {key: pattern_words(row) for key, row in rows.items()}
    center = get_center(actor.center_id)
    told = _Telling(found, names, titles, patterns, center.zone)
    return {
        "preview": told.preview(),
        "kinds": kind_choices(),
        "topics": topic_code_choices(actor.center_id),
        "titles": safe_titles(),
    }


class _Telling:
    """One plan in words."""

    def __init__(
        self,
        found: Plan,
        names: frozenset[str],
        titles: Mapping[Any, str],
        patterns: Mapping[Any, str],
        home: str,
    ) -> None:
        self.plan, self.names, self.home = found, names, home
        self.titles, self.patterns = titles, patterns
        self.dates: dict[str, list[Line]] = {}
        for line in found.lines:
            if not line.is_series and line.series_id is None:
                self.dates.setdefault(line.record.uid, []).append(line)

    def preview(self) -> Preview:
        """Each line in its section."""
        lines = self.plan.lines
        new = [each for each in lines if each.outcome is Outcome.CREATED and _makes_one(each)]
        changed = [
            each
            for each in lines
            if each.outcome in _OUTCOMES and each.series_id and not each.conflict
        ]
        return Preview(
            summary=self._summary(),
            new=[self._new(line) for line in new[:MOST_SHOWN]],
            more=max(0, len(new) - MOST_SHOWN),
            changed=[self._changed(line) for line in changed],
            conflicts=[self._conflict(line) for line in lines if line.conflict],
            rejected=[self._rejected(row) for row in self.plan.rejected],
            missing=[self._missing(each) for each in self.plan.missing],
        )

    def _summary(self) -> list[tuple[str, int]]:
        def number(outcome: Outcome) -> int:
            return sum(each.outcome is outcome and not each.conflict for each in self.plan.lines)

        counted = [
            (gettext("New"), number(Outcome.CREATED)),
            (gettext("Changed"), number(Outcome.UPDATED)),
            (gettext("Canceled"), number(Outcome.CANCELLED)),
            (gettext("Changed on both sides"), sum(bool(e.conflict) for e in self.plan.lines)),
            (gettext("As before"), number(Outcome.UNCHANGED)),
            (gettext("Cannot be read"), len(self.plan.rejected)),
        ]
        return [(label, count) for label, count in counted if count]

    def _new(self, line: Line) -> NewRow:
        record = line.record
        target = series_target(record)
        return NewRow(
            row=record.row,
            source=without_names(record.summary, self.names),
            named=holds_a_name(record.summary, self.names),
            take=not record.all_day,
            when=all_day_words(record.starts_local)
            if record.all_day and not record.rrule
            else target_words(target, self.home),
            kind=record.suggestion.kind,
            topic=record.suggestion.topic or "",
            place=target.place or "",
            dates=[self._date_words(each) for each in self.dates.get(record.uid, ())],
            notes=self._notes(record.row, all_day=record.all_day),
        )

    def _changed(self, line: Line) -> ChangedRow:
        return ChangedRow(
            row=line.record.row,
            title=self.titles[line.series_id],
            tag=_tag(line.outcome),
            when=self._series_words(line) if line.is_series else self._date_words(line),
            notes=self._notes(line.record.row),
        )

    def _series_words(self, line: Line) -> str:
        if line.record.cancelled:
            return gettext("every date ahead")
        return target_words(series_target(line.record), self.home)

    def _missing(self, missing: Missing) -> Remarked:
        on = local_of(missing.of_date)
        when = day_words(on) if on else self.patterns[missing.series_id]
        return Remarked(self.titles[missing.series_id], when)

    def _conflict(self, line: Line) -> ConflictRow:
        if line.conflict is None:
            raise ValueError(line.record.row)
        title, on = self.titles[line.series_id], line.record.recurrence_id
        return ConflictRow(
            row=line.record.row,
            title=f"{title}, {day_words(on)}" if on else title,
            ours=self._side(line.conflict.ours),
            theirs=self._side(line.conflict.theirs),
        )

    def _side(self, target: Any) -> str:
        place = place_words(target)
        return " · ".join(part for part in (target_words(target, self.home), place) if part)

    def _rejected(self, row: ReportRow) -> Remarked:
        about = gettext("Row %(number)s", number=row.row)
        return Remarked(about, gettext(row.wording, **row.details))

    def _date_words(self, line: Line) -> str:
        target: DateTarget = date_target(line.record, None)
        if line.record.recurrence_id is None or target.cancelled:
            return target_words(target, self.home, on=line.record.recurrence_id)
        return gettext(
            "%(day)s is now %(when)s",
            day=target_words(target, self.home, on=line.record.recurrence_id, only_day=True),
            when=target_words(target, self.home),
        )

    def _notes(self, row: int, *, all_day: bool = False) -> list[str]:
        notes = [gettext(each.wording, **each.details) for each in self.plan.notes_of(row)]
        if all_day:
            notes.insert(0, gettext("Lasts all day, so it is probably no session."))
        return notes


def _makes_one(line: Line) -> bool:
    return line.is_series and line.series_id is None


def _tag(outcome: Outcome) -> tuple[str, str]:
    told, kind = _OUTCOMES[outcome]
    return gettext(told), kind
