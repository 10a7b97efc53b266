"""What a person chooses about how the app looks and speaks."""

from dataclasses import dataclass

THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """'en' or 'es'."""

    language: str


@dataclass(frozen=True, slots=True)
class ChooseTheme:
    """One of THEMES; "system" follows the phone."""

    theme: str


@dataclass(frozen=True, slots=True)
class SharePhone:
    """Whether someone else uses this phone too."""

    shares: bool
