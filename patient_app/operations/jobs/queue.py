"""The carrier of jobs: Huey on a file of its own, or on our PostgreSQL.

It only carries "run job J for slot S". The `job_run` row decides who runs it, so a message that
is lost is sent again and one that comes twice does nothing.
"""

import json
from typing import Any

from huey import Huey, PostgresHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import make_url

from patient_app.core.config import Settings


class _Plain(Serializer):  # type: ignore[misc]  # huey ships no types
    """JSON instead of pickle: whoever can write to the queue must not be able to run code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data._asdict()).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(**json.loads(data))


def open_queue(settings: Settings) -> Huey:
    """The queue of this installation."""
    options: dict[str, Any] = {"results": False, "serializer": _Plain()}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        path = settings.instance_dir / "jobs.db"
        return SqliteHuey("steady", filename=str(path), cache_mb=1, **options)
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey("steady", dsn=dsn, **options)
