"""Things told to the log, as a phone sends them."""

import re
from typing import Any
from uuid import uuid4

from tests.client import Browser
from tests.people import Someone
from tests.sync.records import a_record, send


def tell(phone: Browser, owner: Someone, kind: str, at: str = "", **data: Any) -> str:
    """Send one record made at `at`, a wall time in Los Angeles; its name."""
    record = a_record(owner, kind, **data)
    if at:
        record["occurred_at"] = f"{at}-07:00"
    answer = send(phone, record)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(record["id"])


def form(**data: Any) -> dict[str, Any]:
    """A posted form with a name of its own."""
    return {"id": str(uuid4()), **data}


def text_of(page: str) -> str:
    """What is read on a page, without its marks."""
    main = page.split('<main id="main"')[1].split("</main>")[0]
    bare = re.sub(r"<template.*?</template>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).strip()


def in_order(text: str, wanted: list[str]) -> bool:
    """Whether all of it stands in the text, one after the other."""
    for words in wanted:
        before, found, text = text.partition(words)
        assert found, f"{words!r} is missing after {before[-40:]!r}"
    return True
