"""The append-only record of who read what and who changed whose access.

A row names a random subject id, never a person: erasing a person destroys the link, and the
history stays without pointing at anyone. Rows are chained by HMAC, so an edit, a deletion or a
changed order shows (`verify_chain`).
"""

from patient_app.core.acts import Act
from patient_app.core.audit.chain import verify_chain
from patient_app.core.audit.letting_go import let_go_of
from patient_app.core.audit.models import AuditEvent, AuditHead
from patient_app.core.audit.writing import AnonymousWrite, append, append_each

__all__ = [
    "Act",
    "AnonymousWrite",
    "AuditEvent",
    "AuditHead",
    "append",
    "append_each",
    "let_go_of",
    "verify_chain",
]
