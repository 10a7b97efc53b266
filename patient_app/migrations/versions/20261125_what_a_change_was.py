"""what a change was before"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_what_a_change_was"
down_revision = "20261125_log"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("schedule_change") as table:
        table.add_column(sa.Column("was_place", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("is_place", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("was_leader_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("is_leader_id", sa.Uuid(), nullable=True))
        for name in ("was_leader_id", "is_leader_id"):
            key = op.f(f"fk_schedule_change_{name}")
            table.create_foreign_key(key, "person", [name], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("schedule_change") as table:
        for name in ("was_leader_id", "is_leader_id"):
            table.drop_constraint(op.f(f"fk_schedule_change_{name}"), type_="foreignkey")
        for name in ("was_place", "is_place", "was_leader_id", "is_leader_id"):
            table.drop_column(name)
