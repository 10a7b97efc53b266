"""What sets an urge off, by code: two levels, several allowed.

The groups follow the relapse taxonomy of Marlatt and Gordon (intrapersonal, interpersonal) with
the external cues of the Matrix model and the covert antecedents of Marlatt (lifestyle imbalance,
seemingly irrelevant decisions).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.core.messages import N_


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level code: its words, its icon, and the second-level codes with their words."""

    label: str
    icon: str
    items: Mapping[str, str]


TRIGGERS = {
    "feeling": Group(
        N_("A hard feeling"),
        "zap",
        {
            "feeling.stressed": N_("Stressed"),
            "feeling.anxious": N_("Anxious"),
            "feeling.sad": N_("Sad"),
            "feeling.angry": N_("Angry"),
            "feeling.bored": N_("Bored"),
            "feeling.lonely": N_("Lonely"),
            "feeling.ashamed": N_("Ashamed"),
        },
    ),
    "body": Group(
        N_("My body"),
        "moon",
        {
            "body.tired": N_("Tired"),
            "body.hungry": N_("Hungry"),
            "body.pain": N_("Pain"),
            "body.ill": N_("Feeling ill"),
            "body.withdrawal": N_("Withdrawal"),
        },
    ),
    "people": Group(
        N_("Someone"),
        "users-round",
        {
            "people.offered": N_("I was offered some"),
            "people.saw_use": N_("I saw people using"),
            "people.conflict": N_("An argument"),
            "people.good_time": N_("A good time with others"),
            "people.someone": N_("Someone I used with"),
        },
    ),
    "around": Group(
        N_("A place or thing"),
        "map-pin",
        {
            "around.place": N_("A place"),
            "around.object": N_("An object"),
            "around.time": N_("A time of day"),
            "around.date": N_("A date or anniversary"),
            "around.media": N_("Something on a screen"),
        },
    ),
    "money": Group(
        N_("Money"),
        "wallet",
        {
            "money.payday": N_("Payday"),
            "money.cash": N_("Cash in hand"),
            "money.bills": N_("Bills"),
        },
    ),
    "mind": Group(
        N_("My thoughts"),
        "ellipsis",
        {
            "mind.good_mood": N_("A good mood"),
            "mind.testing": N_("Testing myself"),
            "mind.no_reason": N_("No clear reason"),
            "mind.too_much": N_("Too much to do, no fun"),
            "mind.small_steps": N_("Small steps that led there"),
            "mind.excuses": N_("Excuses sounded good"),
            "mind.skipped": N_("I skipped a session, meeting or medicine"),
        },
    ),
}
TRIGGER_WORDS = {
    code: words
    for name, group in TRIGGERS.items()
    for code, words in ((name, group.label), *group.items.items())
}
