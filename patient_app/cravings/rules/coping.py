"""What people do with an urge, by code.

Groups and items follow the coping catalogue of relapse prevention (Marlatt; NIDA CBT manual;
Matrix): leave the situation, delay, body, attention, thinking, people, do instead, skills,
treatment, crisis.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.core.messages import N_


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its words, the minutes it takes, and whether it needs no signal."""

    words: str
    minutes: int
    offline: bool = True


@dataclass(frozen=True, slots=True)
class CopingGroup:
    """A first-level code of ways."""

    label: str
    icon: str
    ways: Mapping[str, Way]


COPING = {
    "situation": CopingGroup(
        N_("Change the situation"),
        "door-open",
        {
            "situation.left": Way(N_("Left the place"), 5),
            "situation.avoided": Way(N_("Stayed away"), 0),
            "situation.removed": Way(N_("Got rid of it"), 5),
            "situation.route": Way(N_("Took another way"), 10),
            "situation.money": Way(N_("Gave someone my money"), 5),
        },
    ),
    "delay": CopingGroup(
        N_("Wait"),
        "hourglass",
        {
            "delay.timer": Way(N_("Waited 15 minutes"), 15),
            "delay.hour": Way(N_("One more hour"), 60),
        },
    ),
    "body": CopingGroup(
        N_("Move or breathe"),
        "footprints",
        {
            "body.breathe": Way(N_("Breathed slowly"), 3),
            "body.walk": Way(N_("Walked or moved"), 10),
            "body.eat_drink": Way(N_("Ate or drank water"), 5),
            "body.shower": Way(N_("Took a shower"), 10),
            "body.cold_water": Way(N_("Cold water on my face"), 2),
            "body.sleep": Way(N_("Slept or lay down"), 20),
        },
    ),
    "attention": CopingGroup(
        N_("Watch it pass"),
        "waves",
        {
            "attention.surf": Way(N_("Urge surfing"), 10),
            "attention.sober": Way(N_("Stop and breathe space"), 3),
            "attention.senses": Way(N_("5-4-3-2-1 senses"), 3),
            "attention.redirect": Way(N_("Turned my mind elsewhere"), 5),
        },
    ),
    "thinking": CopingGroup(
        N_("Think it through"),
        "message-circle",
        {
            "thinking.tape": Way(N_("Thought it through to the end"), 3),
            "thinking.reasons": Way(N_("Read my reasons"), 2),
            "thinking.excuse": Way(N_("Answered the excuse"), 3),
            "thinking.kind": Way(N_("Was kind to myself"), 3),
        },
    ),
    "people": CopingGroup(
        N_("Reach someone"),
        "phone",
        {
            "people.sponsor": Way(N_("Called my sponsor"), 10, offline=False),
            "people.peer": Way(N_("Called someone in recovery"), 10, offline=False),
            "people.family": Way(N_("Called family or a friend"), 10, offline=False),
            "people.counselor": Way(N_("Reached my counselor"), 10, offline=False),
            "people.meeting": Way(N_("Went to a meeting"), 60, offline=False),
            "people.chat": Way(N_("Wrote to my group"), 5, offline=False),
        },
    ),
    "instead": CopingGroup(
        N_("Did something else"),
        "leaf",
        {
            "instead.planned": Way(N_("Something I had planned"), 30),
            "instead.chore": Way(N_("A chore"), 15),
            "instead.music": Way(N_("Music"), 5),
            "instead.work": Way(N_("Work or study"), 30),
        },
    ),
    "skills": CopingGroup(
        N_("Used a skill"),
        "notebook-pen",
        {
            "skills.refusal": Way(N_("Said no"), 1),
            "skills.problem": Way(N_("Solved the problem"), 15),
        },
    ),
    "treatment": CopingGroup(
        N_("Treatment"),
        "pill",
        {
            "treatment.medicine": Way(N_("Took medicine as prescribed"), 2),
            "treatment.earlier": Way(N_("Asked for a session sooner"), 5, offline=False),
        },
    ),
    "crisis": CopingGroup(
        N_("Crisis help"),
        "life-buoy",
        {
            "crisis.988": Way(N_("Called or texted 988"), 15, offline=False),
            "crisis.911": Way(N_("Called 911"), 5, offline=False),
        },
    ),
}
NOTHING = "nothing"
NOTHING_WORDS = N_("Nothing special")
COPING_WORDS = {
    code: words
    for name, group in COPING.items()
    for code, words in (
        (name, group.label),
        *((code, way.words) for code, way in group.ways.items()),
    )
} | {NOTHING: NOTHING_WORDS}

# What to offer someone whose own plan and log say nothing yet: body and delay, no signal needed.
FIRST_OFFERS = ("body.breathe", "delay.timer", "body.cold_water", "body.walk", "attention.surf")
