"""Promise: a backup every night, seven days and four weeks of them kept, and no old copy stays."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from patient_app.app import create_app
from patient_app.core.config import Settings
from patient_app.operations.backup.leftovers import OLD_RING
from patient_app.operations.backup.restore import rehearse
from patient_app.operations.doctor import work
from patient_app.operations.doctor.findings import State
from patient_app.operations.jobs.own import BACKUP
from tests.people import Someone

A_NIGHT = timedelta(days=1)
FIRST = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
NIGHTS = 40


def folder(settings: Settings) -> list[str]:
    return sorted(path.name for path in (settings.instance_dir / "backups").iterdir())


def name_of(day: date) -> str:
    return f"steady-{day.isoformat()}.backup"


def test_after_forty_nights_seven_days_and_four_weeks_are_in_the_folder(
    settings: Settings, ana: Someone
) -> None:
    for night in range(NIGHTS):
        BACKUP.run(FIRST + night * A_NIGHT)
    last = date(2026, 11, 9)  # a Monday
    days = [last - timedelta(days=n) for n in range(7)]
    weeks = [date(2026, 11, 9), date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25)]
    assert folder(settings) == sorted(name_of(day) for day in {*days, *weeks})
    oldest = settings.instance_dir / "backups" / name_of(date(2026, 10, 25))
    if "sqlite" in settings.database_url:
        assert rehearse(settings, oldest, create_app).sealed_fields > 0


def test_the_same_night_twice_makes_one_backup(settings: Settings, ana: Someone) -> None:
    BACKUP.run(FIRST)
    BACKUP.run(FIRST + timedelta(hours=2))
    assert folder(settings) == [name_of(FIRST.date())]


def test_a_file_of_someone_else_in_the_folder_is_left_alone(
    settings: Settings, ana: Someone
) -> None:
    BACKUP.run(FIRST)
    mine = settings.instance_dir / "backups" / "before-i-forget.txt"
    mine.write_text("call the electrician")
    age(mine, FIRST)
    BACKUP.run(FIRST + 100 * A_NIGHT)
    assert mine.exists()


def leave_copies(settings: Settings, made_at: datetime) -> list[Path]:
    """What upgrades and restores leave, of this version and of older ones."""
    plain = settings.instance_dir / "before-restore-20261001T093000Z"
    plain.mkdir()
    (plain / "steady.db").write_text("data")
    backups = settings.instance_dir / "backups"
    backups.mkdir(exist_ok=True)
    copies = [
        backups / "before-20261001T093000Z-20261123_initial.backup",
        backups / "before-restore-20261001T093000Z.backup",
        settings.keyring_file.with_name(settings.keyring_file.name + OLD_RING),
    ]
    for path in copies:
        path.write_text("sealed")
    for path in (*copies, plain):
        age(path, made_at)
    return [*copies, plain]


def age(path: Path, made_at: datetime) -> None:
    os.utime(path, (made_at.timestamp(), made_at.timestamp()))


def test_copies_of_upgrades_and_restores_stay_four_weeks(settings: Settings, ana: Someone) -> None:
    copies = leave_copies(settings, FIRST)
    BACKUP.run(FIRST + 28 * A_NIGHT)
    assert all(path.exists() for path in copies)
    BACKUP.run(FIRST + 29 * A_NIGHT)
    assert not any(path.exists() for path in copies)
    assert settings.keyring_file.exists()


def test_the_doctor_warns_of_copies_that_did_not_go(settings: Settings) -> None:
    assert work.leftovers(settings).state is State.WELL
    copies = leave_copies(settings, datetime.now(UTC) - 40 * A_NIGHT)
    assert work.leftovers(settings).state is State.BROKEN  # plain, with its keys
    copies[-1].joinpath("steady.db").unlink()
    copies[-1].rmdir()
    assert work.leftovers(settings).state is State.WATCH
    assert "four weeks" in work.leftovers(settings).sentence
