"""Changes to single dates (RECURRENCE-ID), placed on the date of the series they speak of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from patient_app.schedule.calendars.ics_event import uid_of
from patient_app.schedule.calendars.ics_lines import EventLines
from patient_app.schedule.calendars.ics_times import one_moment, wall_in
from patient_app.schedule.calendars.ics_values import moments
from patient_app.schedule.calendars.ics_zones import ZoneBook
from patient_app.schedule.calendars.records import EventRecord
from patient_app.schedule.calendars.remarks import NOT_A_DATE_OF_SERIES, SERIES_MISSING, Note
from patient_app.schedule.rules.recurrence import SeriesRule, materialise
from patient_app.schedule.rules.zones import instant_of, zone


class SeriesInFile:
    """The series of one VCALENDAR by UID, and the changes to their dates."""

    def __init__(self, book: ZoneBook, events: Iterable[EventLines]) -> None:
        self.book = book
        self.changes = [event for event in events if event.first("RECURRENCE-ID")]
        self._series: dict[str, EventRecord] = {}
        self._dates: dict[str, dict[datetime, datetime]] = {}
        self._last = self._last_changed_dates()

    def _last_changed_dates(self) -> dict[str, datetime]:
        """UID -> the latest date a change speaks of: how far its series must be read."""
        last: dict[str, datetime] = {}
        for event in self.changes:
            uid, line = uid_of(event), event.first("RECURRENCE-ID")
            try:
                local = max(moment.local for moment in moments(line)) if line else None
            except ValueError:
                continue
            if uid and local:
                last[uid] = max(local, last.get(uid, local))
        return last

    def place(self, event: EventLines, record: EventRecord) -> tuple[EventRecord, list[Note]]:
        """A series is remembered; a change gets the recurrence id of its date."""
        line = event.first("RECURRENCE-ID")
        if line is None:
            self._series[record.uid] = record
            return record, []
        series = self._series.get(record.uid)
        owner = series or record
        moment = one_moment(line)
        local = wall_in(moment, owner.zone, self.book)
        if moment.is_date and not owner.all_day:
            local = datetime.combine(local, owner.starts_local.time())
        if series is None:
            return replace(record, recurrence_id=local), [Note(SERIES_MISSING)]
        known = self._dates_of(series).get(instant_of(local, zone(series.zone)))
        notes = [] if known else [Note(NOT_A_DATE_OF_SERIES)]
        return replace(record, recurrence_id=known or local), notes

    def _dates_of(self, series: EventRecord) -> dict[datetime, datetime]:
        """Instant -> wall time of every date, left-out ones too, as far as changes reach.

        By instant, because a file may name a date in a gap by the time it moved to.
        """
        if series.uid not in self._dates:
            rule = SeriesRule(
                series.starts_local, series.duration, series.zone, series.rrule, series.rdates
            )
            info = zone(series.zone)
            first = instant_of(series.starts_local, info)
            last = instant_of(
                self._last.get(series.uid, series.starts_local) + timedelta(days=2), info
            )
            slots = materialise(rule, first, last)
            self._dates[series.uid] = {slot.starts_at: slot.local for slot in slots}
        return self._dates[series.uid]
