"""`patient invite`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import click
from flask.cli import AppGroup

from patient_app.accounts.rules.invitations import Issued
from patient_app.centers.queries.centers import languages_of, programs_of, today_at
from patient_app.cli.invitations import center_named, clean_name, show_link
from patient_app.core import clock
from patient_app.core.db import unit_of_work
from patient_app.core.errors import Refusal
from patient_app.core.i18n import LANGUAGES
from patient_app.episodes.queries.episodes import own_episodes
from patient_app.episodes.rules.people import NewPatient
from patient_app.episodes.service.invite import invite_patient
from patient_app.schedule.queries.series import series_of
from patient_app.schedule.service.enrolments import enrol

if TYPE_CHECKING:
    from patient_app.centers.models import Program
    from patient_app.schedule.models import Series

patient = AppGroup("patient", help="People in a program.")


@patient.command("invite")
@click.argument("name")
@click.option("--enrol", "series_name", help="Title or id of a series to enrol in at once.")
@click.option("--center", "slug", help="Which center, when there are several.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The center's first otherwise.")
def invite(name: str, series_name: str | None, slug: str | None, language: str | None) -> None:
    """Invite NAME, as staff will know them, and print one single-use link."""
    center = center_named(slug)
    if center is None:
        raise click.ClickException("There is no center yet. Start with: staff create")
    program = _program(center.id)
    spoken = language or languages_of(center.id)[0]
    series = _series(center.id, series_name) if series_name else None
    try:
        issued = _invite(center.id, program, clean_name(name), spoken, series)
    except Refusal as refused:
        raise click.ClickException(refused.wording) from None
    show_link(issued)


@unit_of_work()
def _invite(
    center_id: UUID, program: Program, name: str, language: str, series: Series | None
) -> Issued:
    now = clock.now()
    new = NewPatient(
        program_id=program.id,
        known_as=name,
        language=language,
        level_of_care=program.level_of_care,
        from_on=today_at(center_id, now),
        team=(),
    )
    person_id, issued = invite_patient(center_id, new, None, now)
    if series is not None:
        episode = own_episodes(person_id)[0]
        enrol(center_id, series.id, episode.id, new.from_on, now, by=None)
    return issued


def _program(center_id: UUID) -> Program:
    programs = programs_of(center_id)
    if not programs:
        raise click.ClickException("This center has no program yet. An admin can add one.")
    return programs[0]


def _series(center_id: UUID, wanted: str) -> Series:
    now = clock.now()
    lines = series_of(center_id, today_at(center_id, now), now)
    found = [
        line.series
        for line in lines
        if wanted.casefold() in (line.series.title.casefold(), str(line.series.id))
    ]
    if len(found) != 1:
        how_many = "No" if not found else "More than one"
        raise click.ClickException(f"{how_many} series here is called {wanted!r}.")
    return found[0]


COMMANDS = (patient,)
