"""A request is worked on once all of it is here, one at a time in each process.

The web server hands a request over when its head has arrived, and then whoever reads the body
waits for the sender: one bar of signal, or someone who never means to finish. Here that waiting
costs a sleeping thread and nothing else: no place in the queue, no database connection, no
snapshot that keeps the log of writes from being folded in.
"""

from collections.abc import Iterable
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST = 13_000_000
"""What is read ahead: more than any form of ours takes. The app itself refuses what is larger."""


class WholeBodies:
    """The app behind it sees only requests that have arrived."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app
        self._turn = Lock()

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        _take_in(environ)
        with self._turn:
            answer = self.app(environ, start)
            try:
                # In one piece: a slow reader waits at the server, not in our turn.
                return [b"".join(answer)]
            finally:
                _close(answer)


def _take_in(environ: dict[str, Any]) -> None:
    """Put the body in memory. Browsers always say how long it is; one without a length is none."""
    length = environ.get("CONTENT_LENGTH") or "0"
    wanted = int(length) if length.isdigit() and int(length) <= LARGEST else 0
    environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(wanted) if wanted else b"")
    # Then the length counts: a form that broke off is refused, half a note is not a whole one.
    environ.pop("wsgi.input_terminated", None)


def _close(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close is not None:
        close()
