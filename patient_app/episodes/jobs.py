"""What happens to episodes by themselves."""

from datetime import timedelta

from patient_app.core.jobs import Job
from patient_app.episodes.service.stay import turn_leaves

LEAVES = Job("episodes.leaves", timedelta(hours=1), turn_leaves)
