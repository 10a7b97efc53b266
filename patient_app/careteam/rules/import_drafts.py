"""What staff hand in to import a calendar, checked at the edge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """`pasted` is the file's text for who cannot choose a file; `zone` of times that name none."""

    zone: str
    pasted: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows a preview showed with a box: one of them without its box ticked is left out."""

    rows: frozenset[int]
