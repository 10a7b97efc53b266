"""Is this process ready to serve?"""

from flask import Blueprint, Response, jsonify, make_response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from patient_app.core.access import public
from patient_app.core.db import session
from patient_app.core.revisions import current_revision, head_revision

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """200 once web, database and migrations are ready; 503 with the part that is not."""
    try:
        session().execute(text("SELECT 1"))
        migrated = current_revision() == head_revision()
    except SQLAlchemyError:
        return _answer(503, database=False, migrations=False)
    return _answer(200 if migrated else 503, database=True, migrations=migrated)


def _answer(status: int, **parts: bool) -> Response:
    return make_response(jsonify(ready=status == 200, web=True, **parts), status)
