"""What a phone keeps of a person's own, for the page of a new entry that is the same for everyone.

Its words are in every language, since the page may be in any.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from patient_app.cravings.presenters.catalogues import FIRST
from patient_app.cravings.presenters.own_offers import offer_words
from patient_app.cravings.queries.insights import entries_of
from patient_app.cravings.queries.own_words import LOOKS_BACK, own_words
from patient_app.cravings.rules.code_words import WORDS
from patient_app.cravings.rules.offering import chosen_times, offered_first
from patient_app.cravings.rules.own_offers import own_offers
from patient_app.cravings.rules.own_words import OwnWord

CATALOGUES = ("triggers", "coping")


def kept_choices(person_id: UUID) -> dict[str, Any]:
    """Two queries."""
    words = [each for each in own_words(person_id) if not each.hidden]
    entries = entries_of(person_id, latest=LOOKS_BACK)
    times = chosen_times((*each.triggers, *each.coping) for each in entries)
    ways = [each.code for each in words if each.catalogue == "coping"]
    return {
        "owner": str(person_id),
        "own": {name: _labels(words, name) for name in CATALOGUES},
        "first": {
            name: offered_first((), list(_labels(words, name)), times, WORDS[name], FIRST[name])
            for name in CATALOGUES
        },
        "offers": [
            offer_words(each, {word.code: word.label for word in words})
            for each in own_offers(entries, ways)
        ],
    }


def _labels(words: Sequence[OwnWord], catalogue: str) -> dict[str, str]:
    return {each.code: each.label for each in words if each.catalogue == catalogue}
