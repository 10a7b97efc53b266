"""Levels of care: the codes kept, and the words people read."""

from patient_app.core.messages import N_

LEVELS = {
    "php": N_("Day program"),
    "iop": N_("Intensive outpatient"),
    "op": N_("Outpatient"),
    "aftercare": N_("Aftercare"),
}
