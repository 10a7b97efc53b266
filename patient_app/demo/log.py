"""What Ana and Ben have written: ten weeks of a log, told through the same door as a phone's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from patient_app.cravings.outbox import KINDS
from patient_app.cravings.rules.working_on import AboutDraft, Goal
from patient_app.cravings.service.working_on import work_on
from patient_app.demo.log_lines import ANA, ANA_CHECK_INS, ANA_WINS, BEN, BEN_WINS, WEEKDAYS, WORDS
from patient_app.demo.people import Cast
from patient_app.demo.place import ZONE
from patient_app.schedule.rules.zones import instant_of, wall_time, zone
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take

_KINDS = {kind.name: kind for kind in KINDS}
A_MINUTE, A_WHILE = timedelta(minutes=1), timedelta(minutes=15)


@dataclass
class Diary:
    """One person's log: what is told lies before `now`, and ids are the same in every demo."""

    cast: Cast
    name: str
    now: datetime
    told: int = 0
    own: dict[str, UUID] = field(default_factory=dict)

    def tell(self, kind: str, at: datetime, **data: Any) -> UUID:
        """One record, received a minute later."""
        self.told += 1
        record_id = uuid5(NAMESPACE_URL, f"steady-demo-{self.name}-{self.told}")
        record = Record(record_id, kind, 1, at, {k: v for k, v in data.items() if v is not None})
        person_id = self.cast.patients[self.name]
        take(person_id, self.cast.center_id, record, _KINDS[kind], at + A_MINUTE)
        return record_id

    def on(self, weeks_ago: int, weekday: str, clock: str) -> datetime:
        """The wall time on that weekday, with the offset the phone had then."""
        today = wall_time(self.now, zone(ZONE)).date()
        monday = today - timedelta(days=today.weekday(), weeks=weeks_ago)
        day = monday + timedelta(days=WEEKDAYS.index(weekday))
        return self.at(day, clock)

    def at(self, day: date, clock: str) -> datetime:
        """The wall time on that day."""
        at = instant_of(datetime.combine(day, time.fromisoformat(clock)), zone(ZONE))
        return at.astimezone(zone(ZONE))

    def codes(self, text: str) -> list[str] | None:
        """'body.walk,own.plants' as codes; a dash is nothing told."""
        if text == "-":
            return None
        return [f"own:{self.own[each]}" if each in self.own else each for each in text.split(",")]


def keep_logs(cast: Cast, now: datetime) -> None:
    """Ten weeks of Ana's, and the first days of Ben's."""
    ana = Diary(cast, "ana", now)
    began = ana.on(10, "mon", "19:30")
    _add_own_words(ana, began)
    _begin_work(ana, began)
    _tell_cravings(ana, ANA)
    _tell_wins(ana, ANA_WINS)
    _check_in(ana)
    _tell_of_a_night(ana)
    ben = Diary(cast, "ben", now)
    work_on(
        cast.patients["ben"],
        AboutDraft("cannabis", None, Goal.NOT_SURE, None, shows_run=False),
        now - timedelta(days=6),
    )
    _tell_cravings(ben, BEN)
    _tell_wins(ben, BEN_WINS)


def _add_own_words(diary: Diary, at: datetime) -> None:
    for key, catalogue, label in WORDS:
        diary.own[key] = diary.tell("choice.add", at, catalogue=catalogue, label=label)


def _begin_work(diary: Diary, at: datetime) -> None:
    person_id, first = diary.cast.patients[diary.name], at.date()
    drink = AboutDraft("alcohol", None, Goal.STOP, first, shows_run=False)
    nights = AboutDraft(
        None, "My phone at night", Goal.CUT_DOWN, first + timedelta(weeks=5), shows_run=True
    )
    work_on(person_id, drink, at)
    work_on(person_id, nights, at + timedelta(weeks=5))


def _tell_cravings(diary: Diary, lines: str) -> None:
    for at, (intensity, triggers, coping, after, outcome, place, company, *words) in _lines(
        diary, lines
    ):
        told = diary.tell(
            "craving.log",
            at,
            intensity=int(intensity),
            triggers=diary.codes(triggers),
            coping=diary.codes(coping),
            place=_or_none(place),
            company=_or_none(company),
            note=" ".join(words) or None,
        )
        _tell_after(diary, at + A_WHILE, told, _or_none(after), _or_none(outcome))


def _tell_after(
    diary: Diary, at: datetime, told: UUID, after: str | None, outcome: str | None
) -> None:
    if at < diary.now - A_MINUTE and (after or outcome):
        number = int(after) if after else None
        diary.tell("craving.after", at, of=str(told), after=number, outcome=outcome)


def _tell_wins(diary: Diary, lines: str) -> None:
    for at, (what, *words) in _lines(diary, lines):
        diary.tell("win.log", at, what=what, note=" ".join(words) or None)


def _check_in(diary: Diary) -> None:
    for at, (mood, craving, sleep, stress, confidence, *words) in _lines(diary, ANA_CHECK_INS):
        diary.tell(
            "checkin.log",
            at,
            mood=int(mood),
            craving=int(craving),
            sleep=int(sleep),
            stress=int(stress),
            confidence=int(confidence),
            medication="taken",
            line=" ".join(words) or None,
        )


def _tell_of_a_night(diary: Diary) -> None:
    """One lapse, and the kind look at it after group three days later."""
    told = diary.tell(
        "lapse.log",
        diary.on(4, "fri", "23:10"),
        about=["alcohol"],
        safe="safe",
        next_step="call_someone",
        telling=["sponsor"],
    )
    diary.tell(
        "entry.amend",
        diary.on(3, "mon", "21:50"),
        of=str(told),
        base=str(told),
        entry="lapse",
        set={
            "debrief": {
                "what": "Two beers after the wedding, then I went home.",
                "before": "I was tired and had skipped dinner.",
                "kinder": "One evening. You called the next morning, and you are still here.",
                "next_day": "Breakfast, group at six, early to bed.",
            }
        },
    )


def _lines(diary: Diary, lines: str) -> Iterator[tuple[datetime, list[str]]]:
    """Each line's time and the rest of its words; what would lie ahead is not told yet."""
    for line in lines.strip().splitlines():
        weeks_ago, weekday, clock, *rest = line.split()
        at = diary.on(int(weeks_ago), weekday, clock)
        if at < diary.now - 2 * A_MINUTE:
            yield at, rest


def _or_none(text: str) -> str | None:
    return None if text == "-" else text
