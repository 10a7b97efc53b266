"""the second step while joining"""

import sqlalchemy as sa
from alembic import op

revision = "20261127_second_step"
down_revision = "20261127_audit_lets_go"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_in_step") as table:
        table.add_column(sa.Column("key_hash", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("secret_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sign_in_step") as table:
        for name in ("key_hash", "secret_sealed"):
            table.drop_column(name)
