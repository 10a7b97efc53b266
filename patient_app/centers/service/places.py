"""Host names and programs."""

from uuid import UUID

from sqlalchemy import select

from patient_app.centers.models import CenterHost, Program
from patient_app.centers.queries.centers import programs_of
from patient_app.centers.refusals import HostTaken, HostTells, ProgramNameTaken
from patient_app.centers.rules.settings import NewHost, NewProgram
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.neutral import tells_too_much


@unit_of_work()
def add_host(actor: Actor, new: NewHost) -> None:
    """Anonymous pages under this host are this center's. Raises HostTells, HostTaken."""
    if tells_too_much(new.host):
        raise HostTells
    row = session().scalar(select(CenterHost).where(CenterHost.host == new.host))
    if row is not None and row.center_id != actor.center_id:
        raise HostTaken
    if row is None:
        row = CenterHost(center_id=actor.center_id, host=new.host)
        session().add(row)
        _write_down(actor, "center_host", row.id)


@unit_of_work()
def drop_host(actor: Actor, host_id: UUID) -> None:
    """The host name is free again; one that is gone already stays gone."""
    row = session().get(CenterHost, host_id)
    if row is None:
        return
    if row.center_id != actor.center_id:
        raise NotFound
    session().delete(row)
    _write_down(actor, "center_host", host_id)


@unit_of_work()
def add_program(actor: Actor, new: NewProgram) -> UUID:
    """A program to invite people to. Raises ProgramNameTaken."""
    taken = {program.name.casefold() for program in programs_of(actor.center_id)}
    if new.name.casefold() in taken:
        raise ProgramNameTaken
    row = Program(center_id=actor.center_id, name=new.name, level_of_care=new.level_of_care)
    session().add(row)
    _write_down(actor, "program", row.id)
    return row.id


def _write_down(actor: Actor, table: str, row_id: UUID) -> None:
    audit.append(audit.Act.SETTINGS_CHANGED, actor=actor, thing=f"{table}:{row_id}")
