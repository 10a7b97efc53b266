"""What people have done: answers, attendance, questions, own blocks, and staff's changes."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from uuid import UUID

from patient_app.accounts.queries.people import subject_of
from patient_app.core.audit import Act, append
from patient_app.demo.people import SEASON, Cast
from patient_app.demo.place import ZONE
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.cover import set_cover
from patient_app.episodes.service.team import see_team
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.queries.rosters import roster_of
from patient_app.schedule.rules.drafts import BlockDraft, Intent, NewTime
from patient_app.schedule.rules.kinds import AttendanceState, BlockKind, IntentAnswer
from patient_app.schedule.rules.zones import wall_time, zone
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import (
    cancel_occurrence,
    move_occurrence,
    substitute,
)
from patient_app.schedule.service.own import add_block
from patient_app.schedule.service.requests import answer_request, ask_for_another_time

MONTH = timedelta(days=30)


def live_through(cast: Cast, series: dict[str, UUID], now: datetime) -> None:
    """Everything that makes the screens look lived in."""
    past = sessions_between(cast.center_id, now - MONTH, now)
    ahead = sessions_between(cast.center_id, now, now + MONTH)
    _keep_past(cast, [each for each in past if each.ends_at <= now], now)
    _change_plans(cast, series, ahead, now)
    _answer(cast, series, ahead, now)
    _ask(cast, series, ahead, now)
    _own_blocks(cast, now)
    _look(cast, now)


def _keep_past(cast: Cast, past: list[StaffSession], now: datetime) -> None:
    marks = cycle(
        [AttendanceState.PRESENT] * 9
        + [AttendanceState.LATE, AttendanceState.PRESENT, AttendanceState.EXCUSED]
        + [AttendanceState.PRESENT] * 6
        + [AttendanceState.ABSENT]
    )
    for each in past:
        for line in roster_of(cast.center_id, each.id):
            keep_attendance(
                cast.center_id,
                each.id,
                line.person_id,
                next(marks),
                each.ends_at,
                by=cast.staff["fay"],
            )


def _change_plans(
    cast: Cast, series: dict[str, UUID], ahead: list[StaffSession], now: datetime
) -> None:
    carla = cast.staff["carla"]
    next_one = _of(ahead, series["one_ana"])[0]
    local = wall_time(next_one.starts_at, zone(ZONE))
    later = NewTime(local + timedelta(minutes=30))
    move_occurrence(cast.center_id, next_one.id, later, now - timedelta(hours=3), by=carla)
    skills = _of(ahead, series["skills"])
    cancel_occurrence(cast.center_id, skills[2].id, now - timedelta(hours=2), by=carla)
    ruth = cast.staff["ruth"].person_id
    substitute(cast.center_id, skills[1].id, ruth, now - timedelta(hours=26), by=carla)
    away = NewCover(cast.staff["dev"].person_id, _in_days(now, 9), _in_days(now, 13))
    set_cover(carla, carla.person_id, away, now)


def _answer(cast: Cast, series: dict[str, UUID], ahead: list[StaffSession], now: datetime) -> None:
    first, second = _of(ahead, series["evening"])[:2]
    said = {
        "ben": Intent(IntentAnswer.COMING),
        "della": Intent(IntentAnswer.LATE, minutes_late=15),
        "ines": Intent(IntentAnswer.COMING),
        "rosa": Intent(IntentAnswer.COMING),
        "theo": Intent(IntentAnswer.CANNOT, note="My shift ends at seven that day."),
    }
    for name, intent in said.items():
        answer_intent(cast.patients[name], cast.center_id, first.id, intent, _before(first, now))
    coming = Intent(IntentAnswer.COMING)
    answer_intent(cast.patients["ana"], cast.center_id, second.id, coming, _before(second, now))


def _ask(cast: Cast, series: dict[str, UUID], ahead: list[StaffSession], now: datetime) -> None:
    ana, ben = cast.patients["ana"], cast.patients["ben"]
    mine = _of(ahead, series["one_ana"])[1]
    asked = ask_for_another_time(
        ana, cast.center_id, mine.id, "I start work an hour later that week.", now - _hours(30)
    )
    answer_request(
        cast.center_id, asked, "5:00 works for me. See you then.", now - _hours(4),
        by=cast.staff["carla"],
    )  # fmt: skip
    his = _of(ahead, series["one_ben"])[0]
    ask_for_another_time(
        ben, cast.center_id, his.id, "Could we meet after three? I have a class.", now - _hours(5)
    )
    hugo_visit = _of(ahead, series["medication"])[0]
    ask_for_another_time(
        cast.patients["hugo"],
        cast.center_id,
        hugo_visit.id,
        "¿Puede ser el lunes?",
        now - _hours(50),
    )


def _own_blocks(cast: Cast, now: datetime) -> None:
    ana, since = cast.patients["ana"], _in_days(now, -28)
    job = BlockDraft(BlockKind.WORK, (0, 2), time(8), time(15, 30), since, busy_visible=True)
    late = BlockDraft(BlockKind.WORK, (4,), time(12), time(18, 30), since, busy_visible=True)
    course = BlockDraft(
        BlockKind.SCHOOL, (1,), time(9), time(12), since, title="Math class", busy_visible=False
    )
    for draft in (job, late, course):
        add_block(ana, cast.center_id, ZONE, draft, now - MONTH)


def _look(cast: Cast, now: datetime) -> None:
    """Patients have seen their team; staff have looked at what is theirs to see."""
    for person_id in cast.patients.values():
        see_team(person_id, now - SEASON)
    for act, who in ((Act.READ_PERSON, "carla"), (Act.READ_ATTENDANCE, "fay")):
        subject = subject_of(cast.patients["ana"])
        append(act, actor=cast.staff[who], subject_id=subject)


def _of(sessions: list[StaffSession], series_id: UUID) -> list[StaffSession]:
    return [each for each in sessions if each.series_id == series_id]


def _before(session: StaffSession, now: datetime) -> datetime:
    return min(now, session.starts_at) - _hours(1)


def _hours(number: int) -> timedelta:
    return timedelta(hours=number)


def _in_days(now: datetime, days: int) -> date:
    return wall_time(now, zone(ZONE)).date() + timedelta(days=days)
