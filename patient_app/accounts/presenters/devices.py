"""Devices and passkeys as a person knows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from patient_app.accounts.models import Passkey, SignInSession
from patient_app.accounts.rules.devices import read_device
from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_

_KINDS = {
    "android_phone": N_("Android phone"),
    "android_tablet": N_("Android tablet"),
    "iphone": N_("iPhone"),
    "ipad": N_("iPad"),
    "chromebook": N_("Chromebook"),
    "windows": N_("Windows computer"),
    "mac": N_("Mac"),
    "linux": N_("Linux computer"),
    "other": N_("A phone or computer"),
}
_BROWSERS = {
    "chrome": "Chrome",
    "safari": "Safari",
    "firefox": "Firefox",
    "edge": "Edge",
    "samsung": "Samsung Internet",
    "opera": "Opera",
}
_PHONES = {"android_phone", "android_tablet", "iphone", "ipad"}
_JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One sign-in of the list."""

    id: UUID
    name: str
    icon: str
    note: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One passkey of the list; `label` is "" when it has no name yet."""

    id: UUID
    name: str
    label: str
    note: str


def device_name(code: str | None) -> str:
    """'Android phone, Chrome'."""
    device = read_device(code)
    kind = gettext(_KINDS.get(device.kind, _KINDS["other"]))
    browser = _BROWSERS.get(device.browser)
    return f"{kind}, {browser}" if browser else kind


def device_line(row: SignInSession, this_id: UUID, zone: str, now: datetime) -> DeviceLine:
    """A sign-in in words."""
    is_phone = read_device(row.device).kind in _PHONES
    return DeviceLine(
        id=row.id,
        name=device_name(row.device),
        icon="smartphone" if is_phone else "laptop",
        note=_last_used(row.last_used_at, zone, now),
        is_this=row.id == this_id,
    )


def passkey_line(row: Passkey, zone: str) -> PasskeyLine:
    """A passkey in words."""
    made = words.month_day_year(words.local(row.created_at, zone).date())
    note = gettext("Added %(day)s", day=made)
    if row.last_used_at is not None:
        used = words.month_day_year(words.local(row.last_used_at, zone).date())
        note = gettext("Last used %(day)s", day=used)
    return PasskeyLine(row.id, row.label or gettext("A passkey"), row.label or "", note)


def _last_used(at: datetime, zone: str, now: datetime) -> str:
    if now - at <= _JUST_NOW:
        return gettext("Used just now")
    local, today = words.local(at, zone), words.local(now, zone).date()
    if local.date() == today:
        return gettext("Used today at %(time)s", time=words.clock_time(local))
    return gettext("Last used %(day)s", day=words.month_day_year(local.date()))
