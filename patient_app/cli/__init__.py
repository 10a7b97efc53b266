"""What an operator types: `flask --app wsgi ...`."""

from flask.cli import AppGroup

from patient_app.cli import center, demo, ops, patient, reminders, schedule, staff
from patient_app.cli.plainly import plain

_COMMANDS = tuple(
    plain(command)
    for noun in (ops, demo, center, staff, patient, schedule, reminders)
    for command in noun.COMMANDS
)


def register(group: AppGroup) -> None:
    """Give `group` the commands of every noun."""
    for command in _COMMANDS:
        group.add_command(command)
