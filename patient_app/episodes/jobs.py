"""What happens to episodes by themselves."""

from datetime import timedelta

from patient_app.core.jobs import Job
from patient_app.episodes.service.letting_go import let_go_of_old_records
from patient_app.episodes.service.stay import turn_leaves

LEAVES = Job("episodes.leaves", timedelta(hours=1), turn_leaves)
OLD_RECORDS = Job(
    "episodes.old_records", timedelta(days=1), let_go_of_old_records, offset=timedelta(hours=8)
)

JOBS = (LEAVES, OLD_RECORDS)
