"""an own time that was removed can be brought back for a day"""

import sqlalchemy as sa
from alembic import op

from patient_app.core.db import Instant

revision = "20261127_take_back_own_times"
down_revision = "20261127_second_step"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("obligation") as table:
        table.add_column(sa.Column("removed_at", Instant(), nullable=True))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM obligation WHERE removed_at IS NOT NULL"))
    with op.batch_alter_table("obligation") as table:
        table.drop_column("removed_at")
