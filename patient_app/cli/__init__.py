"""What an operator types: `flask --app wsgi ...`."""

from flask import Flask

from patient_app.cli import demo, ops, patient, staff


def register(app: Flask) -> None:
    """Give `app` its commands."""
    for command in (*ops.COMMANDS, *demo.COMMANDS, *staff.COMMANDS, *patient.COMMANDS):
        app.cli.add_command(command)
