"""What an entry tells, field by field, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.codes import Own, words_of
from patient_app.cravings.rules.code_words import WORDS
from patient_app.cravings.rules.fields import TOLD
from patient_app.cravings.rules.lapses import DEBRIEF

LABELS = {
    "intensity": N_("How strong"),
    "after": N_("Later"),
    "outcome": N_("How it ended"),
    "triggers": N_("What set it off"),
    "coping": N_("What you did"),
    "about": N_("What it is about"),
    "halt": N_("Hungry, angry, lonely, tired"),
    "mood": N_("Mood"),
    "place": N_("Where"),
    "company": N_("With whom"),
    "thought": N_("Thought"),
    "note": N_("Your words"),
    "started_at": N_("It began"),
    "what": N_("What went well"),
    "craving": N_("Strongest urge"),
    "sleep": N_("Sleep"),
    "stress": N_("Stress"),
    "confidence": N_("Confidence"),
    "medication": N_("Medicine"),
    "line": N_("One line"),
    "safe": N_("Safe"),
    "next_step": N_("Next step"),
    "telling": N_("Whom you might tell"),
    "occurred_at": N_("When"),
    "visibility": N_("Who sees it"),
    "debrief": N_("Looking back"),
}
# How the entry was made is of no use to the person who made it.
_LEFT_OUT = {"source"}
_SCALES = {"intensity", "after", "craving", "stress", "confidence"}
_WHO = {"follow": N_("What you share decides"), "just_me": N_("Just me")}

Fact = tuple[str, str]


def facts_of(kind: str, told: Mapping[str, Any], own: Own) -> list[Fact]:
    """Everything that was told, labelled, in reading order; the debrief question by question."""
    lines: list[Fact] = []
    for name in TOLD[kind]:
        if name == "debrief":
            lines += _debrief(told.get(name) or {})
        elif name not in _LEFT_OUT and told.get(name) not in (None, [], ""):
            lines.append((gettext(LABELS[name]), value_of(name, told[name], own)))
    return lines


def value_of(name: str, value: Any, own: Own) -> str:
    """One value in words; a dash for nothing."""
    if value in (None, [], "", {}):
        return "–"
    if name in _SCALES:
        return gettext("%(n)s of 10", n=value)
    special = _SPECIAL.get(name)
    if special is not None:
        return special(value)
    if name in WORDS:
        several = value if isinstance(value, list) else [value]
        return ", ".join(words_of(name, several, own))
    return str(value)


def moment_words(local: datetime) -> str:
    """'Tuesday, October 13, 5:40 PM'."""
    told = f"{words.day(local.date())}, {words.clock_time(local.time())}"
    return told[:1].upper() + told[1:]


def codes_in(told: Mapping[str, Any]) -> bool:
    """Whether anything here is named in the person's own words."""
    several = [value for value in told.values() if isinstance(value, list)]
    return any(str(code).startswith("own:") for codes in several for code in codes)


def _debrief(answers: Mapping[str, str | None]) -> list[Fact]:
    return [
        (gettext(question), str(answers[code]))
        for code, question in DEBRIEF.items()
        if answers.get(code)
    ]


def _answers(value: Mapping[str, str | None]) -> str:
    return " ".join(text for _, text in _debrief(value)) or "–"


def _moment(value: str) -> str:
    """An instant as it was sent: its own offset is the wall it belongs to."""
    return moment_words(datetime.fromisoformat(value).replace(tzinfo=None))


def _who(value: str) -> str:
    return gettext(_WHO[value])


_SPECIAL: dict[str, Callable[[Any], str]] = {
    "debrief": _answers,
    "occurred_at": _moment,
    "started_at": _moment,
    "visibility": _who,
}
