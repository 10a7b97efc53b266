"""A disk that takes nothing more, by whichever of its names it comes."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError

# SQLite's primary codes for "full" and for input and output; the extended ones stand above a byte.
_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_PRIMARY = 0xFF
_POSTGRESQL = {"53100", "58030"}  # disk_full, io_error
# A limit on the size of files, or a quota, is a full disk to whoever meets it.
_SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def is_disk_full(error: BaseException) -> bool:
    """Whether this is what a write on a full or failing disk ends with."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE
    if isinstance(cause, OSError):
        return cause.errno in _SYSTEM
    return getattr(cause, "sqlstate", None) in _POSTGRESQL
