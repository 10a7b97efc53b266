"""What a row of the audit calls a session or series, for the person it is about."""

from collections.abc import Collection
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.naming import dates_named, series_named

SERIES, DATE = "series:", "occurrence:"


def session_words(things: Collection[str]) -> dict[str, str]:
    """'series:<id>' -> 'Evening group', 'occurrence:<id>' -> 'Evening group on Wed, Nov 25'.

    What is no longer there is left out. No query without things, else one for each kind.
    """
    series = series_named(_ids(things, SERIES))
    dates = dates_named(_ids(things, DATE))
    told = {f"{SERIES}{key}": title_of(named) for key, named in series.items()}
    for key, (named, at, zone) in dates.items():
        day = words.day_short(words.local(at, zone).date())
        told[f"{DATE}{key}"] = gettext("%(title)s on %(day)s", title=title_of(named), day=day)
    return told


def _ids(things: Collection[str], kind: str) -> set[UUID]:
    return {UUID(each.removeprefix(kind)) for each in things if each.startswith(kind)}
