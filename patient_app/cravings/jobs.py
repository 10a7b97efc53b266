"""What the log does by itself."""

from datetime import timedelta

from patient_app.core.jobs import Job
from patient_app.cravings.service.reminding import lay_out_all_check_ins

JOBS = (Job("cravings.lay_out_check_ins", timedelta(hours=1), lay_out_all_check_ins),)
