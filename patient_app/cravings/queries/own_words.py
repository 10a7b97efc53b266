"""A person's own words in the lists, and what they choose most."""

from collections import Counter
from functools import cache
from uuid import UUID

from sqlalchemy import Select, String, Uuid, bindparam, cast, literal, null, select, union_all

from patient_app.core.db import fetch
from patient_app.core.sealed import opened
from patient_app.cravings.models import AboutItem, CravingEntry, OwnChoice
from patient_app.cravings.rules.offering import chosen_times
from patient_app.cravings.rules.own_words import OwnWord

LOOKS_BACK = 200
"""Entries that decide what is offered first: the latest habits, not those of last year."""


def own_words(person_id: UUID) -> list[OwnWord]:
    """Everything the person added to the lists, in the order it was added. One query."""
    return [
        OwnWord(
            listed or f"own:{name}", catalogue, opened(contract, id_, held) or "", hidden=hidden
        )
        for catalogue, contract, id_, name, listed, hidden, held in fetch(
            _own(), {"person": person_id}
        )
    ]


def times_chosen(person_id: UUID) -> Counter[str]:
    """How often each trigger and way of coping was chosen lately. One query."""
    rows = fetch(
        select(CravingEntry.triggers, CravingEntry.coping)
        .where(CravingEntry.person_id == person_id, CravingEntry.withdrawn_at.is_(None))
        .order_by(CravingEntry.occurred_at.desc())
        .limit(LOOKS_BACK)
    )
    return chosen_times((*triggers, *coping) for triggers, coping in rows)


@cache
def _own() -> Select[str, str, UUID, UUID, str | None, bool, bytes | None]:
    person = bindparam("person", type_=Uuid())
    choice, item = OwnChoice.__table__.c, AboutItem.__table__.c
    parts = [
        select(
            choice.catalogue,
            literal("own_choice.label").label("contract"),
            choice.id,
            choice.record_id.label("name"),
            cast(null(), String).label("listed"),
            choice.hidden_at.is_not(None).label("hidden"),
            choice.label_sealed.label("label"),
            choice.made_at,
        ).where(choice.person_id == person),
        select(
            literal("about"),
            literal("about_item.label"),
            item.id,
            item.id,
            item.code,
            item.ended_at.is_not(None),
            item.label_sealed,
            item.made_at,
        ).where(item.person_id == person),
    ]
    found = union_all(*parts).subquery("own")
    wanted = (found.c.catalogue, found.c.contract, found.c.id, found.c.name, found.c.listed)
    shown = select(*wanted, found.c.hidden, found.c.label)
    return shown.order_by(found.c.made_at, found.c.id)
