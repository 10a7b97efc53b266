"""A word of a person's own in one of the lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnWord:
    """`code` is what entries name it by; `label` is empty when the code is of a catalogue; `hidden`
    when it is no longer offered.
    """

    code: str
    catalogue: str
    label: str
    hidden: bool
