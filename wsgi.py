"""What the web server and the `flask` command load."""

from patient_app.app import create_app

app = create_app()
