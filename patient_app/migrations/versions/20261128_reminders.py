"""reminders, their sendings, phones and choices"""

import sqlalchemy as sa
from alembic import op

from patient_app.core.db import Codes, Instant

revision = "20261128_reminders"
down_revision = "20261127_take_back_own_times"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("center_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("event_at", Instant(), nullable=True),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("send_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("pushed", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("cancelled_at", Instant(), nullable=True),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("unpushed", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id"),
        sa.ForeignKeyConstraint(["center_id"], ["center.id"], name="fk_reminder_center_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "person_id",
            "kind",
            "cause_id",
            "edition",
            "lead",
            name="uq_reminder_person_id_kind_cause_id_edition_lead",
        ),
    )
    op.create_index("ix_reminder_state_send", "reminder", ["state", "send_at"])
    op.create_index("ix_reminder_person_told", "reminder", ["person_id", "told_at"])
    op.create_index("ix_reminder_cause", "reminder", ["cause_id"])
    op.create_index("ix_reminder_group", "reminder", ["group_id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.String(length=40), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminder.id"], name="fk_delivery_reminder_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint(
            "reminder_id", "subscription_id", name="uq_delivery_reminder_id_subscription_id"
        ),
    )
    op.create_index("ix_delivery_state_next", "delivery", ["state", "next_at"])
    op.create_index("ix_delivery_owner", "delivery", ["owner_id"])
    op.create_index("ix_delivery_subscription_id", "delivery", ["subscription_id"])
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("endpoint_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("p256dh_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("auth_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("refused_at", Instant(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_push_subscription_person_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscription"),
        sa.UniqueConstraint("endpoint_key", name="uq_push_subscription_endpoint_key"),
    )
    op.create_index("ix_push_subscription_person_id", "push_subscription", ["person_id"])
    op.create_index("ix_push_subscription_session_id", "push_subscription", ["session_id"])
    op.create_table(
        "reminder_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("off", Codes(), nullable=False),
        sa.Column("leads", Codes(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("discretion", sa.String(length=10), nullable=False),
        sa.Column("most_per_day", sa.Integer(), nullable=False),
        sa.Column("check_in_at", sa.Time(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_setting_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_setting"),
        sa.UniqueConstraint("person_id", name="uq_reminder_setting_person_id"),
    )
    op.create_table(
        "push_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("public", sa.String(length=120), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_push_key"),
        sa.UniqueConstraint("name", name="uq_push_key_name"),
    )


def downgrade() -> None:
    for table in ("push_key", "reminder_setting", "push_subscription", "delivery", "reminder"):
        op.drop_table(table)
