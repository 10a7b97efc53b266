"""What a feature asks for: one reminder of one person about one thing. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """`cause_id` is the thing, `edition` which telling of it, `lead` the minutes before.

    The four, with the person, are the reminder's identity: asked for twice it is there once.
    `group_id` holds together what is reconciled together (a series). `event_at` is when the thing
    begins, None when it has no hour; after `expires_at` the reminder is of no use.
    """

    person_id: UUID
    kind: str
    cause_id: UUID
    due_at: datetime
    expires_at: datetime
    edition: int = 0
    lead: int = 0
    center_id: UUID | None = None
    group_id: UUID | None = None
    event_at: datetime | None = None

    @property
    def key(self) -> tuple[UUID, str, UUID, int, int]:
        return self.person_id, self.kind, self.cause_id, self.edition, self.lead
