"""Today: the next thing to do, then one short list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.horizon import DayLine, Mark, day_line
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.glance import log_cards
from patient_app.privacy.presenters.team import team_news
from patient_app.schedule.presenters.agenda import Tag, answer_tag, clash_words, day_of, has_asked
from patient_app.schedule.presenters.news import News, news_of
from patient_app.schedule.presenters.pages import Visit, visit
from patient_app.schedule.presenters.words import (
    BLOCK_ICONS,
    KIND_ICONS,
    bare_time,
    block_title,
    time_span,
    title_of,
    topic_name,
    when_and_where,
    zone_note,
)
from patient_app.schedule.rules.mine import MyBlock, MySession
from patient_app.schedule.rules.spans import countdown, next_of

LOOKS_AHEAD = timedelta(weeks=2)
EVENING = 17
ONE_DAY = timedelta(days=1)
MOST_NEWS = 3


@dataclass(frozen=True, slots=True)
class NextSession:
    """The deep card. `counts` when the big line is a countdown that goes on by itself."""

    id: UUID
    moves: int
    lead: str
    big: str
    when: str
    topic: str | None
    answered: Tag | None
    asked: bool
    can_answer: bool
    counts: bool
    starts_at: datetime
    clash: str | None


@dataclass(frozen=True, slots=True)
class Also:
    """One line of the list below."""

    title: str
    note: str
    icon: str
    session_id: UUID | None
    block_id: UUID | None
    warm: bool


def today_page(actor: Actor, now: datetime) -> dict[str, Any]:
    """Four queries at most, with the one that knows who is here: whoever has sessions is in the
    program, whoever has none has no changes. A few more while a change of the team is unread.
    """
    here = visit(actor, now)
    found = here.sessions_today(here.today + LOOKS_AHEAD)
    blocks = here.blocks(here.today, here.today + ONE_DAY)
    coming = next_of([each for each in found if not each.cancelled], now)
    stay = here.setting.stay
    left, card_due = (False, False) if found else (stay.over, stay.card_due)
    today = [each for each in found if day_of(each) == here.today]
    news = news_of(found, now, here.setting.looked_at)
    rest = [each for each in today if each is not coming]
    elsewhere = _elsewhere(news, rest)
    return {
        "now": now,
        "weekday": words.weekday(here.today),
        "as_of": words.clock_time(now, here.setting.zone),
        "office": here.office,
        "next": _next(coming, here, blocks) if coming else None,
        "day": _day(here, today),
        "also": _also(rest, blocks, news, now),
        "changed": [_news_row(each) for each in elsewhere[:MOST_NEWS]],
        "more_changed": len(elsewhere) > MOST_NEWS,
        "team_news": team_news(actor.person_id, now) if here.setting.team_news else None,
        "log": log_cards(actor, now),
        "left": left,
        "card_due": card_due,
        "zone_note": zone_note(actor.zone, here.setting.zone, now),
    }


def _next(session: MySession, here: Visit, blocks: Sequence[MyBlock]) -> NextSession:
    left = countdown(session, here.now)
    is_today = day_of(session) == here.today
    title = title_of(session)
    under_way = left.state == "now"
    lead = gettext("Now: %(title)s", title=title) if under_way else None
    return NextSession(
        id=session.id,
        moves=session.moves,
        lead=lead or gettext("Next: %(title)s", title=title),
        big=_big(session, here, is_today=is_today, under_way=under_way),
        when=when_and_where(session),
        topic=_topic(session, is_today=is_today),
        answered=answer_tag(session) if session.answer else None,
        asked=has_asked(session),
        can_answer=not under_way,
        counts=is_today and not under_way,
        starts_at=session.starts_at,
        clash=clash_words([session], blocks).get(session.id),
    )


def _big(session: MySession, here: Visit, *, is_today: bool, under_way: bool) -> str:
    if under_way:
        return gettext("until %(time)s", time=words.clock_time(session.ends_at, session.zone))
    if is_today:
        left = countdown(session, here.now)
        wait = timedelta(hours=left.hours, minutes=left.minutes)
        return gettext("in %(time)s", time=words.duration(wait))
    on = day_of(session)
    if on - here.today == ONE_DAY:
        return gettext(N_("Tomorrow"))
    return words.weekday(on) if on - here.today < timedelta(days=7) else words.day_short(on)


def _topic(session: MySession, *, is_today: bool) -> str | None:
    if session.topic is None:
        return None
    topic = topic_name(session.topic)
    if not is_today:
        return gettext("Topic: %(topic)s", topic=topic)
    if words.local(session.starts_at, session.zone).hour >= EVENING:
        return gettext("Tonight’s topic: %(topic)s", topic=topic)
    return gettext("Today’s topic: %(topic)s", topic=topic)


def _day(here: Visit, today: Sequence[MySession]) -> DayLine:
    marks = [_mark(each) for each in today if not each.cancelled]
    return day_line(words.local(here.now, here.setting.zone).time(), marks)


def _mark(session: MySession) -> Mark:
    starts = words.local(session.starts_at, session.zone).time()
    ends = words.local(session.ends_at, session.zone).time()
    return Mark(starts, ends, bare_time(session.starts_at, session.zone))


def _elsewhere(news: Sequence[News], rest: Sequence[MySession]) -> list[News]:
    """What is new about other days, and about the session of the deep card."""
    listed = {each.id for each in rest}
    return [each for each in news if each.session_id not in listed]


def _also(
    rest: Sequence[MySession], blocks: Sequence[MyBlock], news: Sequence[News], now: datetime
) -> list[Also]:
    """What else is on today, in order; where something is new, that is said instead."""
    told = {each.session_id: each for each in news}
    ahead = [each for each in rest if each.ends_at > now]
    timed = [
        (each.starts_at, _news_row(told[each.id]) if each.id in told else _session_row(each))
        for each in ahead
    ]
    timed += [(each.starts_at, _block_row(each)) for each in blocks if each.ends_at > now]
    return [row for _, row in sorted(timed, key=lambda each: each[0])]


def _news_row(news: News) -> Also:
    return Also(news.title, news.note, news.icon, news.session_id, None, warm=True)


def _session_row(session: MySession) -> Also:
    note = gettext(N_("Canceled")) if session.cancelled else when_and_where(session)
    return Also(title_of(session), note, KIND_ICONS[session.kind], session.id, None, warm=False)


def _block_row(block: MyBlock) -> Also:
    icon = BLOCK_ICONS[block.kind]
    return Also(block_title(block), time_span(block), icon, None, block.id, warm=False)
