"""Bytes of a file, as exported by whatever program, into clean text."""

import codecs
import re
import unicodedata

from patient_app.schedule.calendars.refusals import CalendarTooLarge, NotACalendar

MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS = 5000
LONGEST_TITLE = 200
LINE_END = re.compile(r"\r+\n|\r")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else Windows-1252; line ends become one newline.

    `CalendarTooLarge` above 5 MB, `NotACalendar` for bytes that are no text at all.
    """
    if len(data) > MOST_BYTES:
        raise CalendarTooLarge
    text = _decoded(data)
    if "\0" in text:
        raise NotACalendar
    return LINE_END.sub("\n", text)


def _decoded(data: bytes) -> str:
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", errors="replace")


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """Printable text on one line, cut to that many characters."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)
    return " ".join("".join(kept).split())[:longest]
