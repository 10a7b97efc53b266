"""Putting restored files in place so that a kill at any moment leaves one whole installation.

A journal names what is to be moved. It is written when everything new is ready and verified; from
then on the swap is only finished, never undone: by the restore itself, or by the next start.
"""

import fcntl
import json
from dataclasses import dataclass
from pathlib import Path

from patient_app.operations.files import put_on_disk

JOURNAL = "restore.journal"
# The same for PostgreSQL, where nothing can be renamed: a restore began and has not ended.
MARKER = "restore.unfinished"


@dataclass(frozen=True, slots=True)
class Swap:
    """`moves` are (from, to) in one folder each, database first; `stale` files of the old
    database must not stay beside the new one."""

    moves: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]


def begin_swap(instance: Path, swap: Swap) -> None:
    """Decide the swap, for good."""
    draft = instance / f"{JOURNAL}.new"
    draft.write_text(json.dumps({"moves": swap.moves, "stale": swap.stale}))
    put_on_disk(draft)
    draft.replace(instance / JOURNAL)
    put_on_disk(instance)


def finish_swap(instance: Path) -> bool:
    """Finish a swap that was decided; whether there was one. Safe to call again and again."""
    if not (instance / JOURNAL).exists():
        return False
    with (instance / "swap.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (instance / JOURNAL).exists():
            return False
        _move(instance)
    return True


def _move(instance: Path) -> None:
    document = json.loads((instance / JOURNAL).read_text())
    moves = [(Path(a), Path(b)) for a, b in document["moves"]]
    for source, target in moves:
        if not source.exists():
            continue  # moved before the interruption
        if source == moves[0][0]:
            for name in document["stale"]:
                Path(name).unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        put_on_disk(target.parent)
    (instance / JOURNAL).unlink()
    put_on_disk(instance)
