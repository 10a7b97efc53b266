"""A browser for tests: same origin, a language, and a context of its own for each request."""

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from patient_app.core.db import db

ORIGIN = "http://localhost:8000"


class Browser(FlaskClient):
    """Sends what a current browser sends, and leaves nothing behind in the test's context."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("base_url", ORIGIN)
        headers = dict(kwargs.pop("headers", {}) or {})
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        headers.setdefault("Accept-Language", "en")
        headers = {name: value for name, value in headers.items() if value is not None}
        # A clean context: an app context pushed by the test would be shared by all requests.
        answer: TestResponse = Context().run(super().open, *args, headers=headers, **kwargs)
        db.session.rollback()  # what the request committed is visible to the test
        return answer

    def hold(self, token: str) -> None:
        """Keep a session token, as after signing in."""
        self.set_cookie("steady", token, domain="localhost")

    def page(self, address: str, **kwargs: Any) -> str:
        """The text of a page that answers 200."""
        answer = self.get(address, **kwargs)
        assert answer.status_code == 200, f"{address} answered {answer.status}"
        return answer.get_data(as_text=True)
