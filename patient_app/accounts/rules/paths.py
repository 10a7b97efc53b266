"""Where to go after signing in: a page of ours, or the start."""

from urllib.parse import unquote, urlsplit

LONGEST = 300
_NOT_AGAIN = ("/sign-in", "/sign-out", "/invite", "/join")


def local_path(asked: str | None) -> str | None:
    """`asked` when it is a plain path on this site; None for anything else."""
    if not asked or len(asked) > LONGEST or not asked.startswith("/"):
        return None
    if not asked.isprintable() or "\\" in unquote(asked) or unquote(asked).startswith("//"):
        return None
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or parts.path.startswith(_NOT_AGAIN):
        return None
    return asked
