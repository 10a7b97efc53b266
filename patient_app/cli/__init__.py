"""What an operator types: `flask --app wsgi ...`."""

from flask import Flask

from patient_app.cli import demo, ops


def register(app: Flask) -> None:
    """Give `app` its commands."""
    for command in (*ops.COMMANDS, *demo.COMMANDS):
        app.cli.add_command(command)
