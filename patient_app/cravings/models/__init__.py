"""Tables of the log: all of them a person's own notebook."""

from patient_app.cravings.models.change import EntryChange
from patient_app.cravings.models.entries import CheckIn, CravingEntry, Lapse, Win
from patient_app.cravings.models.own import AboutItem, OwnChoice

__all__ = ["AboutItem", "CheckIn", "CravingEntry", "EntryChange", "Lapse", "OwnChoice", "Win"]
