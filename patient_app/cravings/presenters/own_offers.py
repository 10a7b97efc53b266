"""An offer from a person's own log, in every language: their phone may show the page in either."""

from collections.abc import Mapping
from typing import Any

from patient_app.core.i18n import LANGUAGES, gettext, in_language
from patient_app.core.messages import N_
from patient_app.cravings.presenters.codes import word_of
from patient_app.cravings.presenters.new import OFFER_LINES
from patient_app.cravings.rules.own_offers import OwnOffer

# What to do, where a new entry has no line of its own for it.
TITLES = {
    "situation.left": N_("Leave this place."),
    "situation.route": N_("Take another way."),
    "situation.money": N_("Give someone your money."),
    "delay.hour": N_("Wait one more hour."),
    "body.eat_drink": N_("Eat something, or drink water."),
    "body.shower": N_("Take a shower."),
    "body.sleep": N_("Lie down for a while."),
    "attention.sober": N_("Stop, and take three breaths."),
    "attention.senses": N_("Name five things you see."),
    "attention.redirect": N_("Turn your mind to something else."),
    "thinking.tape": N_("Think it through to the end."),
    "thinking.reasons": N_("Read your reasons."),
    "thinking.excuse": N_("Answer the excuse."),
    "thinking.kind": N_("Be kind to yourself."),
    "people.sponsor": N_("Call your sponsor."),
    "people.peer": N_("Call someone in recovery."),
    "people.family": N_("Call family or a friend."),
    "people.counselor": N_("Reach your counselor."),
    "people.meeting": N_("Go to a meeting."),
    "people.chat": N_("Write to your group."),
    "instead.planned": N_("Do what you had planned."),
    "instead.chore": N_("Do a chore."),
    "instead.music": N_("Put on music."),
    "instead.work": N_("Work or study a little."),
    "skills.refusal": N_("Say no."),
    "skills.problem": N_("Take on one piece of the problem."),
    "treatment.earlier": N_("Ask for a session sooner."),
}
_TIMES = {
    "": N_("You have done this before. %(k)s of %(n)s times you told us that it passed."),
    "night": N_("You have done this at night. %(k)s of %(n)s times you told us that it passed."),
    "morning": N_(
        "You have done this in the morning. %(k)s of %(n)s times you told us that it passed."
    ),
    "afternoon": N_(
        "You have done this in the afternoon. %(k)s of %(n)s times you told us that it passed."
    ),
    "evening": N_(
        "You have done this in the evening. %(k)s of %(n)s times you told us that it passed."
    ),
}


def offer_words(offer: OwnOffer, own: Mapping[str, str]) -> dict[str, Any]:
    """The code, when it is offered, and its words by language."""
    words = {}
    for language in LANGUAGES:
        with in_language(language):
            words[language] = {
                "from": gettext("From your own log"),
                "title": own.get(offer.code) or gettext(_title(offer.code)),
                "line": _line(offer, own),
            }
    return {"code": offer.code, "when": offer.when, "words": words}


def _title(code: str) -> str:
    return TITLES[code] if code in TITLES else OFFER_LINES[code][0]


def _line(offer: OwnOffer, own: Mapping[str, str]) -> str:
    if offer.when in _TIMES:
        return gettext(_TIMES[offer.when], k=offer.passed, n=offer.of)
    return gettext(
        "You have done this with “%(what)s”. %(k)s of %(n)s times you told us that it passed.",
        what=word_of("triggers", offer.when, own),
        k=offer.passed,
        n=offer.of,
    )
