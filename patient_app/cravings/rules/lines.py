"""One line of the timeline."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in short. `local` is the wall time where it was written, naive; None or empty
    where its kind has no such field or nothing was told.
    """

    kind: str
    record_id: UUID
    local: datetime
    just_me: bool
    intensity: int | None
    after: int | None
    outcome: str | None
    mood: int | None
    sleep: int | None
    what: str | None
    place: str | None
    triggers: tuple[str, ...]
    coping: tuple[str, ...]
    about: tuple[str, ...]
    note: str | None

    @property
    def own_codes(self) -> bool:
        """Whether the line names something in the person's own words."""
        return any(code.startswith("own:") for code in (*self.triggers, *self.coping, *self.about))
