"""What the app sees of a request once all of it has arrived."""

from io import BytesIO
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Request, Response

from patient_app.core.whole_bodies import LARGEST, WholeBodies


def sent(body: bytes, length: int | None) -> dict[str, Any]:
    """A request as the web server hands it over, which ends the stream by itself."""
    kind = "application/x-www-form-urlencoded"
    environ = EnvironBuilder("/", method="POST", content_type=kind).get_environ()
    environ |= {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    environ.pop("CONTENT_LENGTH", None)
    return environ if length is None else {**environ, "CONTENT_LENGTH": str(length)}


@WholeBodies
@Request.application
def echo(request: Request) -> Response:
    """Says the note it got."""
    return Response(request.form.get("note", "nothing"))


@pytest.mark.parametrize(
    ("body", "length", "told"),
    [
        (b"note=hello", 10, (b"hello", "200 OK")),
        (b"note=hello&more", 10, (b"hello", "200 OK")),
        (b"note=hello", None, (b"nothing", "200 OK")),
        (b"", 0, (b"nothing", "200 OK")),
    ],
)
def test_as_much_is_read_as_was_promised(body, length, told) -> None:
    answer, status, _ = run_wsgi_app(echo, sent(body, length))
    assert (b"".join(answer), status) == told


@pytest.mark.parametrize("length", [11, 500, LARGEST + 1])
def test_less_than_promised_is_no_form(length) -> None:
    _, status, _ = run_wsgi_app(echo, sent(b"note=hello", length))
    assert status == "400 BAD REQUEST"


def test_one_is_worked_on_while_others_arrive() -> None:
    arriving, met = Barrier(3), []
    meeting = Barrier(2)

    @WholeBodies
    @Request.application
    def work(_request: Request) -> Response:
        try:
            meeting.wait(0.2)
            met.append("another")
        except BrokenBarrierError:
            meeting.reset()
        return Response("done")

    class Arriving(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            arriving.wait(10)  # passes only when all three are being read at once
            return super().read(size)

    def send() -> None:
        run_wsgi_app(work, {**sent(b"", 10), "wsgi.input": Arriving(b"note=hello")})

    senders = [Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(20)
    assert met == []
