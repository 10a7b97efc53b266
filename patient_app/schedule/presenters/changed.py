"""What is different about a session, in a few words each: never only "changed"."""

from collections.abc import Iterator
from datetime import datetime

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.words import was
from patient_app.schedule.rules.changes import (
    Change,
    only_its_end_moved,
    turn_of_leader,
    turn_of_place,
)
from patient_app.schedule.rules.kinds import ChangeKind
from patient_app.schedule.rules.mine import MySession
from patient_app.schedule.rules.news import is_news, is_recent

OTHER_WORDS = {
    ChangeKind.RESTORED: N_("It takes place after all"),
    ChangeKind.JOIN_LINK: N_("New link to join"),
    ChangeKind.TOPIC: N_("New topic"),
}


def what_changed(mine: MySession, now: datetime, looked_at: datetime | None) -> list[str]:
    """Time, place and leader as long as they are still said; the rest until it was seen."""
    if not is_news(mine, looked_at) and not is_recent(mine, now):
        return []
    unseen = [each for each in mine.changes if looked_at is None or each.at > looked_at]
    told = [_time(mine, unseen), _place(mine), _leader(mine), *_others(unseen)]
    found = [each for each in told if each]
    if not found and is_news(mine, looked_at):
        return [gettext(N_("It is as it was before"))]
    return found


def _time(mine: MySession, unseen: list[Change]) -> str | None:
    if only_its_end_moved(unseen):
        return gettext("It now ends at %(time)s", time=words.clock_time(mine.ends_at, mine.zone))
    return was(mine)


def _place(mine: MySession) -> str | None:
    turn = turn_of_place(mine.changes)
    if turn is None:
        return None
    old, new = turn
    if new is None:
        return gettext("No longer in %(place)s", place=old)
    return gettext("New place, was %(place)s", place=old) if old else gettext(N_("New place"))


def _leader(mine: MySession) -> str | None:
    turn = turn_of_leader(mine.changes)
    return led_by(*turn) if turn else None


def led_by(old: str | None, new: str | None) -> str:
    """'Ruth leads it, not Carla', as far as both are known."""
    if new is None:
        return gettext(N_("Someone else leads it"))
    if old is None:
        return gettext("%(name)s leads it", name=new)
    return gettext("%(name)s leads it, not %(old)s", name=new, old=old)


def _others(unseen: list[Change]) -> Iterator[str]:
    for kind in dict.fromkeys(each.kind for each in unseen):
        if kind in OTHER_WORDS:
            yield gettext(OTHER_WORDS[kind])
