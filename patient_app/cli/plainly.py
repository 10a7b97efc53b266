"""How every command refuses: a non-zero exit and one plain sentence, nothing half done."""

import functools
from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from patient_app.core.disk import is_disk_full
from patient_app.core.revisions import current_revision, head_revision
from patient_app.core.sealed import CannotUnseal, KeyRingUnusable
from patient_app.operations.refusals import NO_ANSWER, CannotDo
from patient_app.operations.start import require_whole

# These put another database in place of this one, or say what is wrong with it.
_EVER = {"restore", "doctor"}
# And these make it ready.
_WITHOUT_TABLES = {*_EVER, "upgrade", "prepare"}
_NOT_READY = "The database is not ready: please run flask --app wsgi upgrade."
_FULL = "The disk is full or cannot be written: nothing was changed. Make room, then try again."
_SHUT = "A sealed field does not open with the key ring: doctor says more."


def plain(command: click.Command) -> click.Command:
    """Have this command, and every one below it, refuse plainly."""
    return _plain(command, str(command.name))


def _plain(command: click.Command, noun: str) -> click.Command:
    if command.callback is not None:
        command.callback = with_appcontext(_guarded(command.callback, noun))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _plain(below, noun)
    return command


def _guarded(run: Callable[..., Any], noun: str) -> Callable[..., Any]:
    @functools.wraps(run)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            if noun not in _EVER:
                require_whole(current_app.extensions["settings"])
            if noun not in _WITHOUT_TABLES:
                require_tables()
            return run(*args, **kwargs)
        except (CannotDo, CannotUnseal, KeyRingUnusable, SQLAlchemyError, OSError) as error:
            raise click.ClickException(sentence(error)) from None

    return call


def require_tables() -> None:
    """Raises CannotDo unless the database is at this version."""
    if not tables_ready():
        raise CannotDo(_NOT_READY)


def tables_ready() -> bool:
    """Whether the database has the shape this version expects."""
    return current_revision() == head_revision()


def sentence(error: Exception) -> str:
    """What an operator reads. Of a database's own words nothing: they may quote a row."""
    if isinstance(error, (CannotDo, KeyRingUnusable)):
        return str(error)
    if isinstance(error, CannotUnseal):
        return _SHUT
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'} cannot be used: {error.strerror or error}."
    if is_disk_full(error):
        return _FULL
    if isinstance(error, OperationalError):
        return NO_ANSWER
    kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
    return f"The database refused ({kind}): doctor says more."
