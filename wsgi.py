"""What the web server and the `flask` command load."""

import os
import sys

from sqlalchemy.exc import SQLAlchemyError

from patient_app.app import create_app
from patient_app.core.config import BadSetting, read_settings
from patient_app.core.sealed import KeyRingMissing
from patient_app.core.whole_bodies import WholeBodies
from patient_app.operations.refusals import NO_ANSWER, CannotDo
from patient_app.operations.start import open_files, require_whole

try:
    settings = read_settings()
    open_files(settings)
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # commands ask for themselves
        require_whole(settings)
    app = create_app(settings)
    app.wsgi_app = WholeBodies(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's manual says
except (BadSetting, KeyRingMissing, CannotDo) as refusal:
    sys.exit(str(refusal))
except SQLAlchemyError:
    sys.exit(NO_ANSWER)
except OSError as error:
    sys.exit(f"{error.filename} cannot be used: {error.strerror}.")
