"""Tests that follow each other in one database find nothing of each other."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, create_engine, inspect, text

from patient_app.core.db import Base
from tests.lending import Lender

AN_ID = "11111111111111111111111111111111"
ONE_ROW = f"INSERT INTO organization (id, name) VALUES ('{AN_ID}', 'left behind')"  # noqa: S608 -- ours
CHANGES = [
    "ALTER TABLE center ADD COLUMN left_behind TEXT",
    "CREATE TABLE left_behind (id INTEGER)",
    "DROP TABLE opening_hours",
    "DROP INDEX ix_center_organization_id",
    "UPDATE alembic_version SET version_num = 'another time'",
    "DROP TABLE alembic_version",
]


@pytest.fixture
def lender(migrated: str) -> Iterator[Lender]:
    lender = Lender(migrated)
    yield lender
    lender.close()


@pytest.fixture
def borrow(lender: Lender, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """`borrow(work)` does one test's work in the database it is lent."""

    def use(work: Callable[[Engine], Any]) -> Any:
        with lender.lend(tmp_path_factory.mktemp("lent")) as url:
            engine = create_engine(url)
            try:
                return work(engine)
            finally:
                engine.dispose()

    return use


def say(statement: str) -> Callable[[Engine], None]:
    def run(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    return run


def contents(engine: Engine) -> dict[str, list[Any]]:
    """The rows of every table there is, whoever made it."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in found.sorted_tables
        }


def shape(engine: Engine) -> dict[str, object]:
    """The names of all columns and indexes, and which version they are said to be of."""
    look = inspect(engine)
    columns, indexes = look.get_multi_columns(), look.get_multi_indexes()
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return {
        "version": version,
        "columns": {each: {column["name"] for column in columns[each]} for each in columns},
        "indexes": {each: {index["name"] for index in indexes[each]} for each in indexes},
    }


def test_rows_are_gone(borrow) -> None:
    before = borrow(contents)
    assert set(before) == {*Base.metadata.tables, "alembic_version"}
    assert [table for table, rows in before.items() if rows] == ["alembic_version"]
    borrow(say(ONE_ROW))
    assert borrow(contents) == before


@pytest.mark.parametrize("change", CHANGES)
def test_tables_are_whole_again(borrow, change: str) -> None:
    before = borrow(shape)
    borrow(say(change))
    assert borrow(shape) == before


def test_who_still_holds_a_row_holds_nobody_up(borrow) -> None:
    forgotten = []

    def forget(engine: Engine) -> None:
        say(ONE_ROW)(engine)
        connection = create_engine(engine.url).connect()
        connection.execute(text("UPDATE organization SET name = 'held'"))
        forgotten.append(connection)

    before = borrow(contents)
    borrow(forget)
    assert borrow(contents) == before
    forgotten.pop().invalidate()
