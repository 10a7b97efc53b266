"""The whole look, in the order a person would take it."""

from collections.abc import Callable

from patient_app.core.config import Settings
from patient_app.operations.doctor import data, machine, production, work
from patient_app.operations.doctor.findings import Finding, State

Look = Callable[[Settings], Finding]

DATA: tuple[Look, ...] = (data.keys, data.audit_chain, work.worker, work.jobs, work.push)
ALWAYS: tuple[Look, ...] = (
    machine.zone_data,
    machine.disk,
    machine.folder,
    work.backup,
    work.leftovers,
)
PRODUCTION: tuple[Look, ...] = (
    production.public_address,
    production.neutral,
    production.demo_gone,
    production.reachable,
    production.push_subject,
    work.rehearsal,
)


def examine(settings: Settings, *, for_production: bool = False) -> list[Finding]:
    """Everything there is to say; what needs the tables is asked only when they are there."""
    first = [data.database(settings)]
    if first[0].state is State.WELL:
        first.append(data.migrations(settings))
    sound = all(finding.state is State.WELL for finding in first)
    looks = (*(DATA if sound else ()), *ALWAYS, *(PRODUCTION if for_production and sound else ()))
    return [*first, *(look(settings) for look in looks)]
