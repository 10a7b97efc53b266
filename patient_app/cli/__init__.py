"""What an operator types: `flask --app wsgi ...`."""

from flask.cli import AppGroup

from patient_app.cli import demo, ops, patient, staff


def register(group: AppGroup) -> None:
    """Give `group` the commands of every noun."""
    for command in (*ops.COMMANDS, *demo.COMMANDS, *staff.COMMANDS, *patient.COMMANDS):
        group.add_command(command)
