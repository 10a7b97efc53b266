"""What a code is good for."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a code is good for."""

    JOIN = "join"  # a new patient
    STAFF = "staff"  # a new member of staff
    WAY_BACK = "way_back"  # the same person, new credentials
    DEVICE = "device"  # one more device of a signed-in person, ten minutes
