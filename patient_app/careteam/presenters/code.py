"""An invitation code as it is shown, once."""

import io
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import segno

from patient_app.accounts.rules.invitations import Issued
from patient_app.core import words
from patient_app.core.i18n import gettext, in_language
from patient_app.core.messages import N_

_TITLE = N_("Your code")
_UNTIL = N_("Works once, until %(until)s.")
_STEPS = (
    N_("Scan the square with the phone's camera, or type the address and the code."),
    N_("Choose a sign-in name. Not your real name."),
    N_("Keep this paper to yourself. Once you have joined you can throw it away."),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed for the person, in their language and without their name."""

    language: str
    title: str
    until: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCode:
    """`typed` is AAAA-BBBB, `link` what the square holds, `path` its modules as one SVG path."""

    typed: str
    link: str
    path: str
    size: int
    until: str
    paper: Paper


def shown_code(issued: Issued, link: str, zone: str, language: str) -> ShownCode:
    """The code large, as a link and as a square; `until` in the center's time."""
    path, size = _square(link)
    local = issued.expires_at.astimezone(ZoneInfo(zone))
    return ShownCode(
        typed=f"{issued.code[:4]}-{issued.code[4:]}",
        link=link,
        path=path,
        size=size,
        until=_moment(local),
        paper=_paper(local, language),
    )


def _paper(until: datetime, language: str) -> Paper:
    with in_language(language):
        return Paper(
            language=language,
            title=gettext(_TITLE),
            until=gettext(_UNTIL, until=_moment(until)),
            steps=tuple(gettext(step) for step in _STEPS),
        )


def _moment(local: datetime) -> str:
    return f"{words.day(local.date())}, {words.clock_time(local)}"


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
