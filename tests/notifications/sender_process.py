"""The real worker as a process of its own, to be killed."""

from patient_app import worker
from patient_app.app import create_app
from patient_app.core.config import read_settings
from patient_app.core.failpoints import arm


def main() -> None:
    """What `flask --app wsgi worker` does, without the jobs, with the strikes of a test."""
    arm()
    app = create_app(read_settings())
    with app.app_context():
        worker.run(app, ())
