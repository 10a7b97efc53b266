"""What the web server and the `flask` command load."""

import os

from patient_app.app import create_app
from patient_app.core.config import read_settings
from patient_app.core.whole_bodies import WholeBodies
from patient_app.operations.start import open_files, or_one_sentence, require_whole

with or_one_sentence():
    settings = read_settings()
    open_files(settings)
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # commands ask for themselves
        require_whole(settings)
    app = create_app(settings)
    app.wsgi_app = WholeBodies(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's manual says
