"""The web server: `python serve.py` serves wsgi:app on 127.0.0.1:$PORT.

The app's modules, templates and static files are loaded once, before the server forks, and
shared by its processes; each then opens a database connection of its own. Measured: 40 MiB less
than two processes that load everything for themselves (docs/adr/0009).
"""

import gc
import multiprocessing
import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy.orm import configure_mappers

from patient_app.app import TEMPLATES
from patient_app.core.assets import load_assets
from patient_app.core.config import Settings, read_settings
from patient_app.core.pages import load_templates
from patient_app.operations.start import open_files, or_one_sentence, require_whole


def main() -> None:
    """Serve until told to stop. WEB_PROCESSES and WEB_HOST are for larger machines."""
    settings = _settings()
    multiprocessing.set_start_method("fork")
    load_assets()
    configure_mappers()
    processes = int(os.environ.get("WEB_PROCESSES", "2"))
    if processes > 1:  # two seconds of starting; alone there is nobody to share them with
        load_templates(TEMPLATES)
    gc.collect()
    gc.freeze()
    Granian(
        "wsgi:app",
        address=os.environ.get("WEB_HOST", "127.0.0.1"),
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=processes,
        # One works, the others wait for bodies (core/whole_bodies.py); idle ones go after 30 s.
        blocking_threads=64,
        respawn_failed_workers=True,
        websockets=False,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
        log_access=False,  # it would tell paths; see core/access_log.py
    ).serve()


def _settings() -> Settings:
    """Refused here, before the fork: a process that cannot start would be started for ever."""
    with or_one_sentence():
        settings = read_settings()
        require_whole(settings)
        open_files(settings)
    return settings


if __name__ == "__main__":
    main()
