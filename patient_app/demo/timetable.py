"""Four weeks around today: groups, appointments, and what changed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from patient_app.demo.people import Cast
from patient_app.demo.place import ZONE
from patient_app.episodes.queries.episodes import open_episodes
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.enrolments import enrol
from patient_app.schedule.service.series import create_series
from patient_app.schedule.service.topics import add_topic

MON, TUE, WED, THU, FRI, SAT = range(6)
_EVERYONE = ("ana", "ben", "della", "hugo", "ines", "marcus", "rosa", "theo")
_TOPICS = {
    "boredom": ("Boredom", "El aburrimiento"),
    "triggers": ("External triggers", "Detonantes externos"),
    "trust": ("Trust", "La confianza"),
    "work": ("Work and recovery", "Trabajo y recuperación"),
    "staying_busy": ("Staying busy", "Mantener la mente ocupada"),
    "guilt_shame": ("Guilt and shame", "Culpa y vergüenza"),
}


@dataclass(frozen=True)
class Planned:
    """One series of the demo: who leads it and who comes."""

    key: str
    title: str
    title_es: str
    kind: SeriesKind
    weekdays: tuple[int, ...]
    starts: time
    ends: time
    place: str
    leader: str
    people: tuple[str, ...]
    topics: tuple[str, ...] = ()
    every: int = 1


_PLAN = (
    Planned("evening", "Evening group", "Grupo de la tarde", SeriesKind.GROUP, (MON, WED, FRI),
            time(18), time(21), "Room 2", "carla", _EVERYONE, tuple(_TOPICS)),
    Planned("skills", "Skills class", "Clase de habilidades", SeriesKind.GROUP, (TUE, THU),
            time(13), time(14, 30), "Room 4", "dev", ("ana", "ben", "ines", "marcus", "rosa")),
    Planned("one_ana", "One-to-one", "Sesión individual", SeriesKind.INDIVIDUAL, (WED,),
            time(16), time(16, 50), "Room 5", "carla", ("ana",)),
    Planned("one_ben", "One-to-one", "Sesión individual", SeriesKind.INDIVIDUAL, (TUE,),
            time(10), time(10, 50), "Room 5", "carla", ("ben",)),
    Planned("medication", "Medication visit", "Cita de medicamentos", SeriesKind.MEDICATION, (FRI,),
            time(11), time(11, 30), "Front desk", "ruth", ("ana", "hugo"), every=2),
    Planned("family", "Family group", "Grupo familiar", SeriesKind.FAMILY, (SAT,),
            time(10), time(12), "Room 1", "dev", ("ana", "della", "theo")),
    Planned("work", "Work and school hour", "Hora de trabajo y estudios", SeriesKind.VOCATIONAL,
            (THU,), time(15), time(16), "Room 3", "dev", ("ana", "ben", "marcus")),
)  # fmt: skip


def lay_out(cast: Cast, now: datetime, first_on: date) -> dict[str, UUID]:
    """Make every series from `first_on` and give people their places. Series ids by key."""
    topics = {
        code: add_topic(cast.center_id, code, english, spanish)
        for code, (english, spanish) in _TOPICS.items()
    }
    episodes = {each.known_as.lower(): each.id for each in open_episodes(cast.center_id)}
    carla = cast.staff["carla"]
    series: dict[str, UUID] = {}
    for plan in _PLAN:
        made = create_series(cast.center_id, _draft(plan, cast, topics, first_on), now, by=carla)
        for name in plan.people:
            enrol(cast.center_id, made, episodes[name], first_on, now, by=carla)
        series[plan.key] = made
    return series


def _draft(plan: Planned, cast: Cast, topics: dict[str, UUID], first_on: date) -> SeriesDraft:
    return SeriesDraft(
        title=plan.title,
        title_es=plan.title_es,
        kind=plan.kind,
        rule=weekly(plan.weekdays, first_on, None, plan.starts, plan.ends, ZONE, plan.every),
        place=plan.place,
        facilitator_id=cast.staff[plan.leader].person_id,
        capacity=12 if plan.kind is SeriesKind.GROUP else None,
        topic_ids=tuple(topics[code] for code in plan.topics),
    )


def weeks_back(now: datetime, weeks: int) -> date:
    """The Monday that many weeks ago."""
    today = now.date()
    return today - timedelta(days=today.weekday(), weeks=weeks)
