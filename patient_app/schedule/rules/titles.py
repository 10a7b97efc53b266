"""What a series is called, in both languages as far as it has both."""

from dataclasses import dataclass
from typing import Protocol


class Titled(Protocol):
    """Anything that carries a series' two titles."""

    @property
    def title(self) -> str:
        """In English, or in the one language there is."""
        ...

    @property
    def title_es(self) -> str | None:
        """In Spanish, if somebody gave it."""
        ...


@dataclass(frozen=True, slots=True)
class Titles:
    """The two by themselves."""

    title: str
    title_es: str | None
