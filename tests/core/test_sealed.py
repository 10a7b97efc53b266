"""Promise: what people write is ciphertext at rest, and opens only where it was written."""

from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from patient_app.accounts.models import Person
from patient_app.core.db import db, session, unit_of_work
from patient_app.core.sealed import CannotUnseal, blind_index
from patient_app.core.sealed.keyring import create_ring
from tests.people import Someone


def test_a_name_is_read_back_by_the_app_and_is_not_in_the_table(ana: Someone) -> None:
    person = session().get_one(Person, ana.person_id)
    assert person.name == "Ana"
    held = session().execute(text("SELECT name_sealed FROM person")).scalar_one()
    assert b"Ana" not in bytes(held)


def test_a_ciphertext_moved_to_another_row_opens_for_nobody(ana: Someone, ben: Someone) -> None:
    held = session().get_one(Person, ana.person_id).name_sealed

    @unit_of_work()
    def move() -> None:
        session().execute(update(Person).where(Person.id == ben.person_id).values(name_sealed=held))

    move()
    with pytest.raises(CannotUnseal):
        assert session().get_one(Person, ben.person_id).name


def test_the_same_words_are_sealed_differently_each_time(ana: Someone, ben: Someone) -> None:
    one, other = session().scalars(select(Person)).all()
    assert one.name_sealed != other.name_sealed


def test_a_blind_index_finds_equal_values_of_one_purpose_only(ana: Someone) -> None:
    assert blind_index("person.sign_in_name", "ana") == blind_index("person.sign_in_name", "ana")
    assert blind_index("person.sign_in_name", "ana") != blind_index("invitation.code", "ana")
    assert db.session is not None


def test_the_ring_is_readable_by_its_owner_only_and_never_replaced(tmp_path: Path) -> None:
    ring = tmp_path / "keyring.json"
    create_ring(ring)
    first = ring.read_bytes()
    create_ring(ring)
    assert ring.read_bytes() == first
    assert ring.stat().st_mode & 0o777 == 0o600
