"""A file that is refused whole, and why: nothing of it is kept, what was there stays."""

from patient_app.core.errors import Refusal
from patient_app.core.messages import N_


class CalendarRefused(Refusal):
    """The file as a whole cannot be read; subclasses say why in plain words."""

    status = 422
    code = "calendar_refused"
    wording = N_("We could not read this file. Nothing was changed.")


class NotACalendar(CalendarRefused):
    """No calendar in it."""

    code = "not_a_calendar"
    wording = N_(
        "This is not a calendar file. Export the calendar as .ics or .csv and try again. "
        "Nothing was changed."
    )


class CalendarCutShort(CalendarRefused):
    """The end is missing, so dates may be missing too."""

    code = "calendar_cut_short"
    wording = N_(
        "This file ends too early. Export it once more and try again. Nothing was changed."
    )


class CalendarTooLarge(CalendarRefused):
    """More bytes or more events than one import takes."""

    code = "calendar_too_large"
    wording = N_(
        "This file is too large. One import takes up to 5 MB and 5,000 events. "
        "Export fewer months and try again. Nothing was changed."
    )


class ColumnsMissing(CalendarRefused):
    """A CSV without the columns that are needed; `details["columns"]` names them."""

    code = "columns_missing"
    wording = N_("This file lacks these columns: %(columns)s. Nothing was changed.")


class ColumnsUnknown(CalendarRefused):
    """A CSV with columns nobody reads, or one twice; `details["columns"]` names them."""

    code = "columns_unknown"
    wording = N_(
        "This file has columns that cannot be read here: %(columns)s. Remove them and try again. "
        "Nothing was changed."
    )


class ZoneNeeded(CalendarRefused):
    """The zone the center gave is not an IANA zone."""

    code = "zone_unknown"
    wording = N_("Choose a time zone for this file. Nothing was changed.")


class QuoteLeftOpen(CalendarRefused):
    """A quotation mark in a CSV that is never closed; `details["line"]` is where."""

    code = "quote_left_open"
    wording = N_(
        "A quotation mark that starts on line %(line)s is never closed. Nothing was changed."
    )
