"""What must also hold before real people use it."""

import re
import socket
import ssl
from datetime import UTC, datetime, timedelta

from sqlalchemy import exists, select

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.contents import is_demo
from patient_app.core.db import Base, session
from patient_app.core.neutral import tells_too_much
from patient_app.operations.doctor.findings import Finding, broken, watch, well

_TIMEOUT = 5.0
_ADDRESS = re.compile(r"mailto:[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_RENEW_BEFORE = timedelta(days=14)


def public_address(settings: Settings) -> Finding:
    """Is there a certificate, and for how long?"""
    if not settings.https:
        return broken("address", "PUBLIC_URL must be the https:// address people open.")
    try:
        until = _certificate_until(settings.hostname)
    except (OSError, ssl.SSLError):
        return broken("address", f"{settings.public_url} does not answer with a good certificate.")
    if until - clock.now() < _RENEW_BEFORE:
        return watch("address", f"The certificate ends on {until:%Y-%m-%d}: is renewal working?")
    return well("address", f"The certificate is good until {until:%Y-%m-%d}.")


def _certificate_until(host: str) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, 443), _TIMEOUT) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        told = secure.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)


def neutral(settings: Settings) -> Finding:
    """Does anything on the phone's screen tell why its owner has it?"""
    hosts = session().scalars(select(Base.metadata.tables["center_host"].c.host))
    for name in (settings.app_name, settings.hostname, *sorted(hosts)):
        if tells_too_much(name):
            return broken("name", f"“{name}” tells too much: choose a neutral name and host.")
    return well("name", "The name and the addresses say nothing about anyone.")


def push_subject(settings: Settings) -> Finding:
    """Whom do push services write to when something is wrong with what we send?"""
    subject = settings.vapid_subject or ""
    # Apple turns away localhost and anything that is not a plain address (reference, push 7).
    if not _ADDRESS.fullmatch(subject):
        return broken("push address", "Set VAPID_SUBJECT to mailto: and an address that is read.")
    return well("push address", f"Push services know {subject}.")


def demo_gone(_settings: Settings) -> Finding:
    """Made-up people have no place beside real ones."""
    if is_demo():
        return broken("demo", "The demo center is still here: run demo remove.")
    return well("demo", "There is no demo center.")


def reachable(_settings: Settings) -> Finding:
    """Help now shows these: are they filled in for every center?"""
    center, hours = Base.metadata.tables["center"], Base.metadata.tables["opening_hours"]
    found = (
        session()
        .execute(
            select(
                center.c.slug,
                center.c.office_phone,
                center.c.after_hours_phone,
                exists().where(hours.c.center_id == center.c.id),
            )
        )
        .all()
    )
    if not found:
        return broken("centers", "There is no center yet: run staff create.")
    missing = sorted(row[0] for row in found if not all(row[1:]))
    if missing:
        return broken("centers", f"Hours or phones are missing for: {', '.join(missing)}.")
    return well("centers", "Every center has its hours and phones.")
