"""Changes to single dates (RECURRENCE-ID), placed on the date of the series they speak of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from patient_app.schedule.calendars.ics_days import named_date
from patient_app.schedule.calendars.ics_event import sequence_of, uid_of
from patient_app.schedule.calendars.ics_lines import EventLines
from patient_app.schedule.calendars.ics_times import one_moment
from patient_app.schedule.calendars.ics_values import moments
from patient_app.schedule.calendars.ics_zones import ZoneBook
from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.calendars.remarks import (
    NOT_A_DATE_OF_SERIES,
    SERIES_MISSING,
    TAKEN_OUT,
    Note,
    RowRejected,
)
from patient_app.schedule.rules.recurrence import SeriesRule, materialise
from patient_app.schedule.rules.zones import instant_of, zone

TWO_DAYS = timedelta(days=2)
MOST_DAYS = 1_000_000
"""Days of series walked through for one file: 1,300 series of two years each."""


class SeriesInFile:
    """The series of one VCALENDAR by UID, and the changes to their dates."""

    def __init__(self, book: ZoneBook, events: Iterable[EventLines]) -> None:
        self.book = book
        self.changes = [event for event in events if event.first("RECURRENCE-ID")]
        self._series: dict[str, tuple[int, EventRecord]] = {}
        self._dates: dict[str, dict[datetime, datetime]] = {}
        self._changed = self._changed_dates()
        self._days_left = MOST_DAYS

    def _changed_dates(self) -> dict[str, list[datetime]]:
        """UID -> the dates its changes speak of: which stretch of a series must be read."""
        changed: dict[str, list[datetime]] = {}
        for event in self.changes:
            uid, line = uid_of(event), event.first("RECURRENCE-ID")
            try:
                dates = [moment.local for moment in moments(line)] if line else []
            except ValueError:
                continue
            changed.setdefault(uid or "", []).extend(dates)
        return changed

    def place(self, event: EventLines, record: EventRecord) -> tuple[EventRecord, list[Note]]:
        """A series is remembered; a change gets the recurrence id of its date.

        `RowRejected` when the series was changed later than that date and left it out.
        """
        line = event.first("RECURRENCE-ID")
        if line is None:
            self._remember(sequence_of(event), record)
            return record, []
        version, series = self._series.get(record.uid, (0, None))
        local = named_date(one_moment(line), series or record, self.book)
        if series is None:
            return replace(record, recurrence_id=local), [Note(SERIES_MISSING)]
        if local in series.exdates and version > sequence_of(event):
            raise RowRejected(TAKEN_OUT)
        dates = self._dates_of(series)
        if dates is None:
            return replace(record, recurrence_id=local), []
        known = dates.get(instant_of(local, zone(series.zone)))
        notes = [] if known else [Note(NOT_A_DATE_OF_SERIES)]
        return replace(record, recurrence_id=known or local), notes

    def _remember(self, version: int, series: EventRecord) -> None:
        if version >= self._series.get(series.uid, (0, series))[0]:
            self._series[series.uid] = (version, series)

    def _dates_of(self, series: EventRecord) -> dict[datetime, datetime] | None:
        """Instant -> wall time of the dates around its changes, left-out ones too.

        By instant, because a file may name a date in a gap by the time it moved to.
        None once a file has had its share of days to walk through.
        """
        changed = self._changed.get(series.uid, [series.starts_local])
        first, last = min(changed) - TWO_DAYS, max(changed) + TWO_DAYS
        if series.uid not in self._dates:
            self._days_left -= max((last - series.starts_local).days, 0)
            if self._days_left < 0:
                return None
            rule = SeriesRule(
                series.starts_local, series.duration, series.zone, series.rrule, series.rdates
            )
            info = zone(series.zone)
            slots = materialise(rule, instant_of(first, info), instant_of(last, info))
            self._dates[series.uid] = {slot.starts_at: slot.local for slot in slots}
        return self._dates[series.uid]
