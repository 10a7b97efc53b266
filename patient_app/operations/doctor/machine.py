"""Time zones, disk, folder."""

import shutil
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.operations.doctor.findings import Finding, broken, watch, well

_LEAST_FREE = 1 << 30
_TIGHT = 0.1


def zone_data(_settings: Settings) -> Finding:
    """Are the zone rules there, and from this or last year?"""
    try:
        ZoneInfo("America/Los_Angeles")
        release = version("tzdata")
    except (ZoneInfoNotFoundError, PackageNotFoundError):
        return broken("zone data", "Time zone data is missing: install requirements.txt again.")
    if int(release.split(".")[0]) < clock.now().year - 1:
        return watch("zone data", f"Time zone rules are of {release}: update the package tzdata.")
    return well("zone data", f"Time zone rules are of {release}.")


def disk(settings: Settings) -> Finding:
    """Is there room to write?"""
    usage = shutil.disk_usage(settings.instance_dir)
    room = f"{usage.free / (1 << 30):.1f} GB are free"
    if usage.free < _LEAST_FREE:
        return broken("disk", f"Only {room}: make room (docs/runbook.md, disk full).")
    if usage.free < usage.total * _TIGHT:
        return watch("disk", f"Only {room}, less than a tenth.")
    return well("disk", f"{room}.")


def folder(settings: Settings) -> Finding:
    """Is INSTANCE_DIR ours alone?"""
    if settings.instance_dir.stat().st_mode & 0o077:
        return watch("folder", f"Others can look inside: chmod 700 {settings.instance_dir}.")
    return well("folder", "Only the app's own user can open INSTANCE_DIR.")
