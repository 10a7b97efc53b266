"""the audit can let go of a person's rows

The chain held each row's thing in clear, so it could never be dropped. It is linked anew over
salted marks, and who was erased before is let go of. A chain that was broken stays broken, at
the same row.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from patient_app.core.db import Instant
from patient_app.core.sealed import blind_index

revision = "20261127_audit_lets_go"
down_revision = "20261126_stand_ins"
branch_labels = None
depends_on = None

_EVENT = sa.table(
    "audit_event",
    sa.column("id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("at", Instant()),
    sa.column("act", sa.String()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("subject_id", sa.Uuid()),
    sa.column("center_id", sa.Uuid()),
    sa.column("thing", sa.String()),
    sa.column("thing_salt", sa.LargeBinary()),
    sa.column("thing_mark", sa.LargeBinary()),
    sa.column("chain", sa.LargeBinary()),
)
_HEAD = sa.table(
    "audit_head", sa.column("number", sa.Integer()), sa.column("chain", sa.LargeBinary())
)
_COLUMNS = ("thing_salt", "thing_mark")
Row = dict[str, Any]


def upgrade() -> None:
    with op.batch_alter_table("audit_event") as table:
        table.add_column(sa.Column("thing_salt", sa.LargeBinary(length=16), nullable=True))
        table.add_column(sa.Column("thing_mark", sa.LargeBinary(length=32), nullable=True))
    rows = _rows()
    erased = {row["subject_id"] for row in rows if row["act"] == "erased"} - {None}
    whom = [next((each for each in erased if _is_about(row, each)), None) for row in rows]
    gone = Counter(who for who, row in zip(whom, rows, strict=True) if who and row["thing"])
    _link_anew(rows, _in_clear, _marked, lambda row: _mark(row, erased, gone))


def downgrade() -> None:
    _link_anew(_rows(), _marked, _in_clear, lambda _row: None)
    with op.batch_alter_table("audit_event") as table:
        for name in _COLUMNS:
            table.drop_column(name)


def _rows() -> list[Row]:
    found = op.get_bind().execute(sa.select(_EVENT).order_by(_EVENT.c.number))
    return [dict(row) for row in found.mappings()]


def _is_about(row: Row, subject_id: object) -> bool:
    named = str(row["thing"] or "").endswith(f"/{subject_id}")
    return named or subject_id in (row["subject_id"], row["actor_id"])


def _mark(row: Row, erased: set[Any], gone: Counter[Any]) -> None:
    if row["act"] == "erased":
        row["thing"] = f"let_go:{gone[row['subject_id']]}"
        row["actor_id"] = row["subject_id"] = None
    if row["thing"] is None:
        return
    salt = secrets.token_bytes(16)
    row["thing_mark"] = blind_index("audit.thing", f"{salt.hex()}|{row['thing']}")
    if any(_is_about(row, each) for each in erased):
        row["thing"] = None
    else:
        row["thing_salt"] = salt


def _in_clear(row: Row) -> object:
    return row["thing"]


def _marked(row: Row) -> object:
    return row["thing_mark"].hex() if row["thing_mark"] else None


def _link(previous: bytes, row: Row, told: Callable[[Row], object]) -> bytes:
    parts = (row["number"], row["at"].isoformat(), row["act"], row["actor_id"], row["subject_id"])
    text = "|".join(str(part) for part in (*parts, row["center_id"], told(row)))
    return blind_index("audit", f"{previous.hex()}|{text}")


def _link_anew(
    rows: list[Row],
    old: Callable[[Row], object],
    new: Callable[[Row], object],
    change: Callable[[Row], None],
) -> None:
    before, after, whole = b"", b"", True
    for expected, row in enumerate(rows, 1):
        whole = whole and row["number"] == expected and row["chain"] == _link(before, row, old)
        before = row["chain"]
        change(row)
        if whole:
            row["chain"] = after = _link(after, row, new)
        _keep(row)
    if whole and rows:
        stays = (_HEAD.c.number == len(rows)) & (_HEAD.c.chain == before)
        op.get_bind().execute(sa.update(_HEAD).where(stays).values(chain=after))


def _keep(row: Row) -> None:
    names = ("thing", *_COLUMNS, "actor_id", "subject_id", "chain")
    changed = {name: row[name] for name in names}
    op.get_bind().execute(sa.update(_EVENT).where(_EVENT.c.id == row["id"]).values(changed))
