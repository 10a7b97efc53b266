"""Marks for text that is translated later, at the edge; importable from pure code."""


def N_(message: str) -> str:  # noqa: N802 -- the gettext world's name for "mark, do not translate yet"
    """The message itself: extraction finds it, the edge translates it."""
    return message
