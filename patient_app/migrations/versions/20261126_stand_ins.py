"""stand-ins are named to the people they are about"""

import sqlalchemy as sa
from alembic import op

from patient_app.core.db import Instant

revision = "20261126_stand_ins"
down_revision = "20261125_what_a_change_was"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("episode") as table:
        table.add_column(sa.Column("team_seen_at", Instant(), nullable=True))
    with op.batch_alter_table("cover") as table:
        table.add_column(sa.Column("announced_at", Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cover") as table:
        table.drop_column("announced_at")
    with op.batch_alter_table("episode") as table:
        table.drop_column("team_seen_at")
