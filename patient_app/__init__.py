"""Steady: what a person in an intensive outpatient program needs between sessions."""

import zoneinfo

__version__ = "0.1.0"

zoneinfo.reset_tzpath(to=())  # the pinned tzdata decides, not the machine: 15 zones differed
