"""Every table says how long it is kept, and no table about a person is forgotten by a feature."""

import pytest
from sqlalchemy import Table

from patient_app.core.db import Base, Keeping

MODELS = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
PERSONAL = {Keeping.NOTEBOOK, Keeping.PROGRAM_RECORD}
SUBJECTS = {"person_id", "subject_id"}


@pytest.fixture
def tables(app) -> list[Table]:
    return list(Base.metadata.sorted_tables)


def reaching(tables: list[Table]) -> set[Table]:
    """Tables with a row of a person, straight or through another such table."""
    found = {t for t in tables if t.name == "person" or SUBJECTS & set(t.columns.keys())}
    while True:
        more = {
            table
            for table in tables
            for key in table.foreign_keys
            if key.column.table in found and key.column.table.name != "person"
        } - found
        if not more:
            return found
        found |= more


def test_every_table_says_how_long_it_is_kept(tables):
    assert not [t.name for t in tables if not isinstance(MODELS[t].__keeping__, Keeping)]


def test_what_reaches_a_person_is_theirs_or_the_programs_record(tables):
    wrong = [t.name for t in reaching(tables) if MODELS[t].__keeping__ not in PERSONAL]
    assert not wrong


def test_what_reaches_a_person_is_claimed_by_one_feature(app, tables):
    holders = app.extensions["personal_data"]
    claims = {t: [h.feature for h in holders if MODELS[t] in h.tables] for t in reaching(tables)}
    assert not {t.name: by for t, by in claims.items() if len(by) != 1}


def test_the_tables_of_a_person_are_found_at_all(tables):
    names = {t.name for t in reaching(tables)}
    assert {"person", "episode", "episode_change", "team_member", "audit_event", "erasure"} <= names


def test_a_holder_claims_only_tables_about_people(app, tables):
    about = {MODELS[t] for t in reaching(tables)}
    extra = {
        model.__tablename__
        for holder in app.extensions["personal_data"]
        for model in holder.tables
        if model not in about and model.__keeping__ not in PERSONAL
    }
    assert not extra


def test_every_holder_exports_for_someone_it_does_not_know(app):
    from uuid import uuid4

    for holder in app.extensions["personal_data"]:
        assert not any(holder.export(uuid4()).values()), holder.feature
