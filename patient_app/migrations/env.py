"""Alembic runs on the connection it is handed; there is no other way in."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from patient_app import registry
from patient_app.core.db import Base, Codes, Instant, WallTime

connection = context.config.attributes["connection"]
# The registry imports every feature, so that every table is known here.
assert registry.BLUEPRINTS  # noqa: S101


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Our own column types by their short names."""
    if kind == "type" and isinstance(item, Codes | Instant | WallTime):
        name = type(item).__name__
        autogen_context.imports.add(f"from patient_app.core.db import {name}")
        return f"{name}()"
    return False


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
