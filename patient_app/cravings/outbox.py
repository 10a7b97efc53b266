"""The kinds of record the log takes from a phone: the same schemas and verbs as its forms."""

from patient_app.cravings.schemas.changes import AmendSchema
from patient_app.cravings.schemas.entries import (
    AfterSchema,
    CheckInSchema,
    ChoiceSchema,
    CravingSchema,
    LapseSchema,
    WinSchema,
    WithdrawSchema,
)
from patient_app.cravings.service.after import tell_after
from patient_app.cravings.service.changing import amend_entry, withdraw_entry
from patient_app.cravings.service.logging import check_in, log_craving, log_lapse, log_win
from patient_app.cravings.service.own import add_choice
from patient_app.sync.schemas import kind_of

CRAVING_LOG = kind_of("craving.log", {1: CravingSchema}, log_craving)
CRAVING_AFTER = kind_of("craving.after", {1: AfterSchema}, tell_after)
WIN_LOG = kind_of("win.log", {1: WinSchema}, log_win)
CHECKIN_LOG = kind_of("checkin.log", {1: CheckInSchema}, check_in)
LAPSE_LOG = kind_of("lapse.log", {1: LapseSchema}, log_lapse)
ENTRY_AMEND = kind_of("entry.amend", {1: AmendSchema}, amend_entry)
ENTRY_WITHDRAW = kind_of("entry.withdraw", {1: WithdrawSchema}, withdraw_entry)
CHOICE_ADD = kind_of("choice.add", {1: ChoiceSchema}, add_choice)

KINDS = (
    CRAVING_LOG,
    CRAVING_AFTER,
    WIN_LOG,
    CHECKIN_LOG,
    LAPSE_LOG,
    ENTRY_AMEND,
    ENTRY_WITHDRAW,
    CHOICE_ADD,
)
