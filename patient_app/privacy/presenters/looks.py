"""The record of looks as sentences: who, as what, when."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from patient_app.accounts.queries.subjects import Known, people_behind
from patient_app.core import words
from patient_app.core.audit import Act
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.privacy.queries.looks import Look
from patient_app.privacy.rules.acts import CHANGED, LEADS, LOOKED, OF_A_SESSION

_ROLES = {
    "counselor": N_("counselor"),
    "front_desk": N_("front desk"),
    "admin": N_("administration"),
}
_WORDS = LOOKED | CHANGED

SessionWords = Callable[[Collection[str]], Mapping[str, str]]
"""From 'occurrence:<id>' or 'series:<id>' to what people call it; what is gone is left out."""


@dataclass(frozen=True, slots=True)
class LookLine:
    """One act: 'Carla, counselor', 'Opened your page · Oct 14, 2026, 3:15 PM'."""

    who: str
    what: str
    when: str


def look_lines(
    looks: Iterable[Look], me: UUID, zone: str, session_words: SessionWords
) -> list[LookLine]:
    """The acts in words, the same ones of one minute together; names in one query."""
    acts = list(looks)
    people = {look.by for look in acts} | {_named(look) for look in acts}
    known = people_behind({each for each in people if each})
    sessions = session_words({_session(look) for look in acts if _tells_session(look)})
    lines = [
        LookLine(
            who=_who(look.by, me, known),
            what=_what(look, me, known, sessions),
            when=_when(look, zone),
        )
        for look in acts
    ]
    return [_together(line, len(list(same))) for line, same in groupby(lines)]


def _tells_session(look: Look) -> bool:
    return look.thing is not None and look.act in {Act.LEADER_NAMED, *OF_A_SESSION}


def _session(look: Look) -> str:
    return (look.thing or "").partition("/")[0]


def _named(look: Look) -> UUID | None:
    """Who was named to lead, for the one act that names a second person."""
    if look.act != Act.LEADER_NAMED:
        return None
    try:
        return UUID((look.thing or "").partition("/")[2])
    except ValueError:
        return None


def _what(look: Look, me: UUID, known: dict[UUID, Known], sessions: Mapping[str, str]) -> str:
    act, told = look.act, sessions.get(_session(look))
    if told is not None and act in OF_A_SESSION:
        return gettext(OF_A_SESSION[act], session=told)
    if told is not None and act is Act.LEADER_NAMED:
        someone = known.get(_named(look) or me)
        if someone is not None:
            return gettext(LEADS, name=someone.name, session=told)
    return gettext(_WORDS[act])


def _together(line: LookLine, times: int) -> LookLine:
    """The same act again within the minute is one line with its number."""
    return line if times == 1 else replace(line, what=f"{line.what} ({times})")


def _who(actor_id: UUID | None, me: UUID, known: dict[UUID, Known]) -> str:
    if actor_id is None:
        return gettext("The program itself")
    if actor_id == me:
        return gettext("You")
    someone = known.get(actor_id)
    if someone is None:
        return gettext("Someone who no longer has an account")
    roles = [gettext(text) for code, text in _ROLES.items() if code in someone.roles]
    return ", ".join([someone.name, *roles])


def _when(look: Look, zone: str) -> str:
    local = words.local(look.at, zone)
    return f"{words.month_day_year(local.date())}, {words.clock_time(local)}"
