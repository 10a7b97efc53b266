"""Centers and their programs."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from patient_app.centers.models import Center, CenterHost, CenterName, Program
from patient_app.core.db import session
from patient_app.core.errors import NotFound


def get_center(center_id: UUID) -> Center:
    """Raises NotFound."""
    found = session().get(Center, center_id)
    if found is None:
        raise NotFound
    return found


def center_for_host(host: str) -> Center | None:
    """Whose this host name is; else the only center there is; else nobody's."""
    name = host.partition(":")[0].lower()
    owner = session().scalar(
        select(Center)
        .join(CenterHost, CenterHost.center_id == Center.id)
        .where(CenterHost.host == name)
    )
    if owner is not None:
        return owner
    first_two = session().scalars(select(Center).limit(2)).all()
    return first_two[0] if len(first_two) == 1 else None


def all_hosts() -> frozenset[str]:
    """Every host name some center answers under."""
    return frozenset(session().scalars(select(CenterHost.host)))


def hosts_of(center_id: UUID) -> list[CenterHost]:
    """In order of name."""
    wanted = select(CenterHost).where(CenterHost.center_id == center_id)
    return list(session().scalars(wanted.order_by(CenterHost.host)))


def languages_of(center_id: UUID) -> tuple[str, ...]:
    """The languages a center works in, the one it speaks first at the front."""
    return tuple(get_center(center_id).languages.split(","))


def host_language(host: str) -> str:
    """What an anonymous page speaks when the browser asks for no language of ours."""
    center = center_for_host(host)
    return center.languages.split(",")[0] if center else "en"


def today_at(center_id: UUID, now: datetime) -> date:
    """The date on the center's wall."""
    return now.astimezone(ZoneInfo(get_center(center_id).zone)).date()


def name_on(center_id: UUID, on: date) -> str:
    """What the center was called that day; before its first known day, what it was called first."""
    names = sorted(names_of(center_id), key=lambda row: (row.from_on, row.until_on or date.max))
    held = [row for row in names if row.from_on <= on < (row.until_on or date.max)]
    known = held[-1:] or names[:1]
    return known[0].name if known else get_center(center_id).name


def names_of(center_id: UUID) -> list[CenterName]:
    """All names the center has had, the newest first."""
    wanted = select(CenterName).where(CenterName.center_id == center_id)
    return list(session().scalars(wanted.order_by(CenterName.from_on.desc())))


def programs_of(center_id: UUID) -> list[Program]:
    """In order of name."""
    wanted = select(Program).where(Program.center_id == center_id)
    return list(session().scalars(wanted.order_by(Program.name)))


def get_program(center_id: UUID, program_id: UUID) -> Program:
    """A program of this center. Raises NotFound."""
    found = session().get(Program, program_id)
    if found is None or found.center_id != center_id:
        raise NotFound
    return found


def all_centers() -> list[Center]:
    """Every center of this installation, by slug."""
    return list(session().scalars(select(Center).order_by(Center.slug)))
