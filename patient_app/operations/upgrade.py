"""Upgrade: an automatic backup, then the missing migrations."""

from dataclasses import dataclass
from pathlib import Path

from patient_app.core import clock, migrations
from patient_app.core.config import Settings
from patient_app.core.revisions import UnknownRevision, current_revision, head_revision
from patient_app.notifications.webpush.keys import make_key
from patient_app.operations.backup.passphrase import make_passphrase
from patient_app.operations.backup.take import take_backup
from patient_app.operations.refusals import CannotDo


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which revision to which; `backup` was made before, unless there was nothing to keep."""

    before: str | None
    after: str | None
    backup: Path | None = None

    @property
    def changed(self) -> bool:
        return self.before != self.after


def upgrade(settings: Settings) -> Upgraded:
    """Bring the database to this version. Raises CannotDo."""
    before, head = current_revision(), head_revision()
    if before == head:
        make_key()
        return Upgraded(before, head)
    backup = _keep(settings, before) if before else None
    try:
        migrations.upgrade()
    except UnknownRevision:
        raise CannotDo("This database was made by a newer version of Steady.") from None
    except migrations.StrayReference:
        raise CannotDo("A row would point at nothing afterwards: nothing was changed.") from None
    make_key()
    return Upgraded(before, head, backup)


def _keep(settings: Settings, revision: str) -> Path:
    make_passphrase(settings)
    at = clock.now().strftime("%Y%m%dT%H%M%SZ")
    return take_backup(
        settings, settings.instance_dir / "backups" / f"before-{at}-{revision}.backup"
    )
