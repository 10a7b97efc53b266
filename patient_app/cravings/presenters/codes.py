"""The words for what entries hold as codes, the person's own words among them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.queries.own_words import own_words
from patient_app.cravings.rules.code_words import WORDS

MOOD_ICONS = {1: "cloud-lightning", 2: "cloud-rain", 3: "cloud", 4: "cloud-sun", 5: "sun"}
KIND_ICONS = {"craving": "waves", "win": "leaf", "checkin": "cloud-sun", "lapse": "sunrise"}
KIND_WORDS = {
    "craving": N_("Urge"),
    "win": N_("A good moment"),
    "checkin": N_("A check-in"),
    "lapse": N_("I came back"),
}

Own = Mapping[str, str]
"""The person's own words by their codes."""


def word_of(field: str, code: object, own: Own) -> str:
    """One code in words; one that is not known any more is only named as such."""
    known = WORDS[field].get(str(code))
    if known is not None:
        return gettext(known)
    return own.get(str(code)) or gettext("Your own word")


def words_of(field: str, codes: Iterable[object], own: Own) -> list[str]:
    """Several codes in words."""
    return [word_of(field, code, own) for code in codes]


def own_labels(person_id: UUID, *, needed: bool = True) -> Own:
    """The person's own words; no query when no code asks for them."""
    return {each.code: each.label for each in own_words(person_id) if each.label} if needed else {}
