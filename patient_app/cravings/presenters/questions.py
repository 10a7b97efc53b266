"""The questions of a form of the log: each with its choices, what is chosen, and what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from patient_app.core.i18n import gettext
from patient_app.cravings.presenters.asked import ASKED, Asked, How
from patient_app.cravings.presenters.catalogues import FIRST, GROUPS, Choice, choice_of
from patient_app.cravings.queries.own_words import own_words, times_chosen
from patient_app.cravings.rules.code_words import WORDS
from patient_app.cravings.rules.offering import offered_first
from patient_app.cravings.rules.own_words import OwnWord
from patient_app.sync.plain_forms import RecordForm

NUMBERS = {"intensity", "after", "craving", "stress", "confidence", "mood", "sleep"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `name` is the field's name in the form; `more` are the choices behind "More",
    in groups; `own` where the person may add words of their own.
    """

    field: str
    name: str
    how: str
    legend: str
    choices: Sequence[Choice]
    more: Sequence[tuple[str, Sequence[Choice]]]
    chosen: Sequence[str]
    errors: Sequence[str]
    own: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class _Person:
    """Whose form it is: their words, their habits, what stands there now, what they typed."""

    own: Sequence[OwnWord]
    times: Counter[str]
    told: Mapping[str, Any]
    form: RecordForm | None
    prefix: str


def questions(
    kind: str,
    person_id: UUID,
    told: Mapping[str, Any],
    form: RecordForm | None,
    *,
    changing: bool = False,
) -> list[Question]:
    """The questions of one kind of entry; two queries at most. `changing`: an entry that is there,
    so that also what was asked before can be answered anew.
    """
    times = times_chosen(person_id) if kind == "craving" else Counter[str]()
    prefix = "set." if changing else ""
    person = _Person(own_words(person_id), times, told, form, prefix)
    return [_question(each, person) for each in ASKED[kind] if changing or not each.only_later]


def _question(asked: Asked, person: _Person) -> Question:
    name = _name(asked, person.prefix)
    chosen = _chosen(asked.field, name, person)
    own = [each for each in person.own if each.catalogue == asked.field]
    offered = [each.code for each in own if not each.hidden or each.code in chosen]
    words = WORDS.get(asked.field, {})
    first = (
        offered_first(chosen, offered, person.times, words, FIRST[asked.field])
        if asked.field in FIRST
        else list(words)
    )
    labels = {each.code: each.label for each in own if each.label}
    return Question(
        field=asked.field,
        name=name,
        how=asked.how.value,
        legend=gettext(asked.legend),
        choices=[choice_of(asked.field, code, labels) for code in first],
        more=_more(asked.field, first),
        chosen=chosen,
        errors=person.form.errors.get(asked.field, []) if person.form else [],
        own=asked.own,
        aside=asked.aside,
    )


def _name(asked: Asked, prefix: str) -> str:
    """The field's name says how its data is built, see sync/rules/posted.py."""
    ending = "[]" if asked.how is How.MANY else ":number" if asked.field in NUMBERS else ""
    return f"{prefix}{asked.field}{ending}"


def _chosen(field: str, name: str, person: _Person) -> list[str]:
    if person.form is not None:
        return [text for text in person.form.values.get(name, []) if text]
    held = person.told.get(field)
    if held is None:
        return []
    return [str(each) for each in held] if isinstance(held, list) else [str(held)]


def _more(field: str, first: Sequence[str]) -> list[tuple[str, Sequence[Choice]]]:
    groups = [
        (gettext(label), [choice_of(field, code, {}) for code in codes if code not in first])
        for label, codes in GROUPS.get(field, ())
    ]
    return [(label, choices) for label, choices in groups if choices]
