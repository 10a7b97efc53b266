"""Why a row was rejected, or what staff should know about one that was read."""

from dataclasses import dataclass

from patient_app.core.messages import N_
from patient_app.schedule.calendars.records import ReportRow


@dataclass(frozen=True)
class Remark:
    """A code for programs and a sentence for staff; `%(name)s` takes a detail."""

    code: str
    wording: str


class RowRejected(Exception):
    """This row gives no record; the rest of the file is still read."""

    def __init__(self, remark: Remark, **details: object) -> None:
        super().__init__(remark.code)
        self.remark = remark
        self.details = details


@dataclass(frozen=True)
class Note:
    """A remark about a row that was read."""

    remark: Remark
    details: tuple[tuple[str, object], ...] = ()


def rejected(row: int, uid: str | None, why: RowRejected) -> ReportRow:
    """The report's row for a rejection."""
    return ReportRow(row, uid, "rejected", why.remark.code, why.remark.wording, why.details)


def noted(row: int, uid: str | None, note: Note) -> ReportRow:
    """The report's row for a note."""
    remark = note.remark
    return ReportRow(row, uid, "noted", remark.code, remark.wording, dict(note.details))


DAMAGED = Remark("damaged", N_("This event is damaged and was left out."))
NO_START = Remark("no_start", N_("This event has no start that we can read."))
BAD_DATE = Remark("bad_date", N_("This date or time cannot be read: %(field)s."))
BAD_END = Remark("bad_end", N_("The end is before the start."))
TOO_LONG = Remark("too_long", N_("This event lasts longer than 31 days."))
BAD_ZONE = Remark("zone_unknown", N_("We do not know the time zone %(zone)s."))
BAD_RULE = Remark("rule_not_supported", N_("We cannot follow this repeat rule (%(part)s)."))
FOLLOWING = Remark(
    "this_and_following",
    N_("A change for this and all later dates. Split the series in your calendar, then try again."),
)
TAKEN_OUT = Remark("taken_out", N_("A change to one date that was later taken out of its series."))
TWICE = Remark("twice", N_("The same event is in the file again, in a newer version."))
BAD_KIND = Remark("kind_unknown", N_("This kind is not one of ours: use %(kinds)s."))
BAD_STATUS = Remark("status_unknown", N_("The status must be empty, confirmed or cancelled."))
NO_TITLE = Remark("no_title", N_("This row has no title."))
TOO_MANY_CELLS = Remark("too_many_cells", N_("This row has more cells than there are columns."))

NEXT_DAY = Remark("next_day", N_("It ends before it starts, so we read the end as the next day."))
NO_END = Remark("no_end", N_("No end is given. We used one hour."))
NO_UID = Remark(
    "no_uid", N_("No identity is given. If its title, day or time changes, it counts as new.")
)
NO_UIDS = Remark(
    "no_uids",
    N_("The file has no uid column. A row whose title, first day or start changes counts as new."),
)
REPEATS_IN_UTC = Remark(
    "repeats_in_utc",
    N_("Repeats in universal time, so it moves by an hour when the clocks change."),
)
OWN_END = Remark(
    "own_end", N_("An extra date has an end of its own. We used the length of the series.")
)
ZONE_GUESSED = Remark("zone_guessed", N_("The time zone %(zone)s was read as %(read_as)s."))
SERIES_MISSING = Remark(
    "series_missing", N_("A change to one date; its series is not in this file.")
)
NOT_A_DATE_OF_SERIES = Remark(
    "not_a_date_of_series", N_("A change to a date that the series does not have.")
)
MARKED_PRIVATE = Remark("marked_private", N_("Marked as private in the calendar it comes from."))
