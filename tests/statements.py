"""What every test asks of its database is compiled once: the engines are new, the questions not."""

from sqlalchemy import Engine, event
from sqlalchemy.util import LRUCache

_first: dict[str, Engine] = {}


def share(engine: Engine) -> None:
    """Have this engine know what earlier ones of its kind compiled.

    Measured: compiling the same statements again was a sixth of what a test took.
    """
    first = _first.setdefault(engine.dialect.name, engine)
    if first is engine:
        engine._compiled_cache = LRUCache(5_000)
    # A statement is looked up with the dialect it was compiled for.
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


def wait_for_no_disk(engine: Engine) -> None:
    """Commits that would outlive a power cut cost time, and all of them are thrown away."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda held, _: held.execute("PRAGMA synchronous=OFF"))
