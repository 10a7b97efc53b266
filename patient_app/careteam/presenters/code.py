"""An invitation code as it is shown, once."""

import io
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import segno

from patient_app.accounts.rules.invitations import Issued
from patient_app.core import words


@dataclass(frozen=True, slots=True)
class ShownCode:
    """`typed` is AAAA-BBBB, `link` what the square holds, `path` its modules as one SVG path."""

    typed: str
    link: str
    path: str
    size: int
    until: str


def shown_code(issued: Issued, link: str, zone: str) -> ShownCode:
    """The code large, as a link and as a square; `until` in the center's time."""
    path, size = _square(link)
    local = issued.expires_at.astimezone(ZoneInfo(zone))
    return ShownCode(
        typed=f"{issued.code[:4]}-{issued.code[4:]}",
        link=link,
        path=path,
        size=size,
        until=f"{words.day(local.date())}, {words.clock_time(local)}",
    )


def _square(link: str) -> tuple[str, int]:
    """One SVG path for the dark modules, with the four light modules a reader needs around."""
    code = segno.make(link, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    out = io.StringIO()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                out.write(f"M{x} {y}h1v1h-1z")
    return out.getvalue(), len(rows)
