"""An operator's command that cannot be done says why in one plain sentence."""

NO_ANSWER = "The database does not answer: is DATABASE_URL right, and is the database running?"


class CannotDo(Exception):
    """The message is the sentence; nothing was changed."""
