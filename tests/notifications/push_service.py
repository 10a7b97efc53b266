"""A push service on this machine, as strict as the standards (RFC 8030, 8188, 8291, 8292).

It takes nothing a real one would refuse: what is wrong with a request is kept in `faults`, and the
fixture fails the test. What arrives is decrypted as the phone would and kept in order.
"""

import base64
import json
import re
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

MOST_BYTES = 4096
A_DAY_S = 24 * 3600
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True)
class Received:
    """One message as it came out on a phone."""

    phone: str
    at: float
    ttl: int
    topic: str
    urgency: str
    told: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.told["notification"]["title"])

    @property
    def reminder_id(self) -> str:
        return str(self.told["notification"]["data"]["id"])


@dataclass
class Phone:
    """A browser's side of a subscription."""

    endpoint: str
    name: str = field(default_factory=lambda: uuid4().hex)
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = field(default_factory=lambda: uuid4().bytes)

    def subscription(self) -> dict[str, Any]:
        """What PushSubscription.toJSON() gives."""
        raw = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {
            "endpoint": f"{self.endpoint}/{self.name}",
            "expirationTime": None,
            "keys": {"p256dh": url64(raw), "auth": url64(self.auth)},
        }


@dataclass(frozen=True)
class Answer:
    """What the service does instead of taking a message: `hang_s` first, `reset` at the end."""

    status: int = 201
    headers: tuple[tuple[str, str], ...] = ()
    hang_s: float = 0
    reset: bool = False
    body: bytes = b""


class PushService:
    """Listens on 127.0.0.1; `host` is what PUSH_EXTRA_HOSTS names."""

    def __init__(self, delay_s: float = 0) -> None:
        self.received: list[Received] = []
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.answers: dict[str, deque[Answer]] = defaultdict(deque)
        self.delay_s = delay_s
        self._phones: dict[str, Phone] = {}
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        """No longer there."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def new_phone(self) -> Phone:
        """A phone that has subscribed here."""
        phone = Phone(f"http://{self.host}/push")
        self._phones[phone.name] = phone
        return phone

    def answer_next(self, phone: Phone, *answers: Answer) -> None:
        """The next messages to this phone are answered so; 201 and 202 still take them."""
        self.answers[phone.name].extend(answers)

    def titles(self, phone: Phone) -> list[str]:
        """What this phone was shown, in order."""
        return [each.title for each in self.received if each.phone == phone.name]

    def take(self, path: str, headers: Any, body: bytes) -> Answer:
        """One request: taken, refused as a fault, or answered as a test wants it."""
        name = path.removeprefix("/push/")
        self.asked.append(name)
        phone = self._phones.get(name)
        if phone is None:
            return Answer(404)
        try:
            received = self._read(phone, headers, body)
        except Fault as fault:
            self.faults.append(str(fault))
            return Answer(400)
        waiting = self.answers[name]
        answer = waiting.popleft() if waiting else Answer(201)
        if answer.status in {201, 202}:
            self.received.append(received)
        return answer

    def _read(self, phone: Phone, headers: Any, body: bytes) -> Received:
        require(len(body) <= MOST_BYTES, "413 too large")
        require(headers.get("Content-Encoding") == "aes128gcm", "content encoding")
        require((headers.get("TTL") or "").isdigit(), "TTL")
        require(bool(_TOPIC.fullmatch(headers.get("Topic") or "")), "Topic")
        require(headers.get("Urgency") in {"very-low", "low", "normal", "high"}, "Urgency")
        self._check_claims(headers.get("Authorization") or "")
        raw = http_ece.decrypt(body, private_key=phone.private, auth_secret=phone.auth)
        return Received(
            phone.name,
            time.time(),
            int(headers["TTL"]),
            headers["Topic"],
            headers["Urgency"],
            json.loads(raw),
        )

    def _check_claims(self, header: str) -> None:
        found = re.fullmatch(r"vapid t=([^,]+),\s*k=([\w-]+)", header)
        require(found is not None, "Authorization")
        assert found
        token, key = found.groups()
        head, claims, signature = (unurl64(part) for part in token.split("."))
        require(json.loads(head).get("alg") == "ES256", "alg")
        told = json.loads(claims)
        require(told["aud"] == f"http://{self.host}", "aud")
        require(time.time() < told["exp"] <= time.time() + A_DAY_S, "exp")
        require(bool(re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[a-z]+", told["sub"])), "sub")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unurl64(key))
        numbers = (int.from_bytes(half) for half in (signature[:32], signature[32:]))
        signed = ".".join(token.split(".")[:2]).encode()
        try:
            public.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise Fault("signature") from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Who was killed in the middle of a sentence is no fault of the service."""


class Fault(Exception):
    """A request no real push service would take."""


def require(holds: bool, what: str) -> None:
    """Raises Fault."""
    if not holds:
        raise Fault(what)


def url64(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unurl64(text: str) -> bytes:
    """And back."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _handler(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            time.sleep(service.delay_s)
            answer = service.take(self.path, self.headers, body)
            time.sleep(answer.hang_s)
            if answer.reset:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
