"""Promise: whatever address a browser hands in, our server calls push services and nobody else.

Shapes of attack from advisories on push servers (web-push #801, Campfire PR 265, sheaf PR 195,
ntfy 1497) and on URL parsers at large.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from flask import Flask

from patient_app.core.ids import new_id
from patient_app.notifications.engine.held import Claim, Message
from patient_app.notifications.rules.backoff import Answer
from patient_app.notifications.rules.endpoints import BadEndpoint, check_address
from patient_app.notifications.webpush.claims import Claims
from patient_app.notifications.webpush.keys import make_key, signer
from patient_app.notifications.webpush.resolver import PublicOnly, is_public
from patient_app.notifications.webpush.sender import PushSender
from tests.notifications.push_service import Answer as Said
from tests.notifications.push_service import Phone, PushService

FCM = "fcm.googleapis.com"

# {port} is where something of ours listens on the loopback interface.
ATTACKS = [
    "http://127.0.0.1:{port}/push",
    "https://127.0.0.1:{port}/push",
    "https://127.0.0.1/push",
    "http://localhost:{port}/push",
    "https://localhost:{port}/push",
    "https://localhost./push",
    "https://127.1:{port}/push",
    "https://127.0.1:{port}/push",
    "https://0.0.0.0:{port}/push",
    "https://0:{port}/push",
    "https://2130706433:{port}/push",
    "https://0x7f000001:{port}/push",
    "https://0x7f.0.0.1:{port}/push",
    "https://0177.0.0.1:{port}/push",
    "https://017700000001:{port}/push",
    "https://127.0.0.1.:{port}/push",
    "https://[::1]:{port}/push",
    "https://[::]:{port}/push",
    "https://[::ffff:127.0.0.1]:{port}/push",
    "https://[::ffff:7f00:1]:{port}/push",
    "https://[0:0:0:0:0:ffff:127.0.0.1]:{port}/push",
    "https://[fe80::1%25lo]:{port}/push",
    "https://[64:ff9b::7f00:1]/push",
    "https://[2002:7f00:1::]/push",
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254/x.googleapis.com/",
    "https://[fd00:ec2::254]/latest/",
    "https://metadata.google.internal/",
    "https://10.0.0.1/push",
    "https://192.168.0.1/push",
    "https://172.16.0.1/push",
    "https://100.64.0.1/push",
    f"https://{FCM}@127.0.0.1:{{port}}/push",
    f"https://{FCM}:443@127.0.0.1:{{port}}/push",
    f"https://user:word@{FCM}/push",
    f"https://{FCM}%40127.0.0.1:{{port}}/push",
    f"https://127.0.0.1:{{port}}#@{FCM}/push",
    f"https://127.0.0.1:{{port}}?@{FCM}/push",
    f"https://127.0.0.1:{{port}}\\@{FCM}/push",
    f"https://127.0.0.1:{{port}}/{FCM}/push",
    f"https://{FCM}\\@127.0.0.1:{{port}}/push",
    f"https://{FCM}#frag",
    f"https://{FCM}.evil.example/push",
    f"https://evil-{FCM}/push",
    f"https://evil{FCM}/push",
    f"https://evil.example/{FCM}",
    f"https://evil.example?{FCM}",
    "https://push.apple.com.evil.example/push",
    "https://evilpush.apple.com/push",
    "https://.push.apple.com/push",
    "https://a..push.apple.com/push",
    "https://push.apple.com/push",
    "https://127.0.0.1:{port}.push.apple.com/push",
    "https://x.notify.windows.com.evil.example/push",
    "https://notify.windows.com/push",
    f"https://{FCM}:8443/push",
    f"https://{FCM}:22/push",
    f"https://{FCM}:{{port}}/push",
    f"https://{FCM}:0/push",
    f"https://{FCM}:99999/push",
    f"http://{FCM}/push",
    f"ftp://{FCM}/push",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    f"//{FCM}/push",
    f"{FCM}/push",
    f"https:/{FCM}/push",
    f"https:///{FCM}/push",
    f"https://{FCM} /push",
    f"https://{FCM}\t.evil.example/push",
    f"https://{FCM}/push\r\nHost: 127.0.0.1",
    "https://ｆcm.googleapis.com/push",
    "https://fcm.googleapis。com/push",
    f"https://{FCM}/" + "x" * 3000,
    "",
    "https://",
    "javascript:alert(1)",
]  # fmt: skip

PUBLIC = [
    f"https://{FCM}/fcm/send/abc:def-_",
    "https://android.googleapis.com/gcm/send/x",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
    "https://web.push.apple.com/QGuQ",
    "https://db5.notify.windows.com/w/?token=x%2f",
    f"https://{FCM}:443/fcm/send/x",
]


@pytest.fixture
def keys() -> dict[str, str]:
    told: dict[str, str] = Phone("https://nowhere.example").subscription()["keys"]
    return told


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A service on the loopback interface nobody should find: its port, and who came."""
    came: list[str] = []
    door = socket.create_server(("127.0.0.1", 0))
    door.settimeout(0.05)
    closing = threading.Event()

    def watch() -> None:
        while not closing.is_set():
            try:
                caller, where = door.accept()
            except TimeoutError:
                continue
            came.append(str(where))
            caller.close()

    thread = threading.Thread(target=watch)
    thread.start()
    yield door.getsockname()[1], came
    closing.set()
    thread.join()
    door.close()


def send_all(app: Flask, endpoints: list[str], keys: dict[str, str], *extra: str) -> list[Answer]:
    """Past the check at saving, as if the rows were there already."""
    make_key()

    async def go() -> list[Answer]:
        claims = Claims(signer(), "mailto:postmaster@example.org")
        async with PushSender(claims, extra) as sender:
            return [await sender.send(message_to(each, keys)) for each in endpoints]

    return asyncio.run(go())


def message_to(endpoint: str, keys: dict[str, str]) -> Message:
    claim = Claim(new_id(), 1)
    return Message(claim, endpoint, **keys, body=b"{}", ttl=60, urgent=False, topic="t",
                   deadline=monotonic() + 60)  # fmt: skip


def test_there_are_at_least_sixty_attacks() -> None:
    assert len(set(ATTACKS)) >= 60


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_refused_when_a_browser_hands_it_in(attack: str, keys: dict[str, str]) -> None:
    with pytest.raises(BadEndpoint):
        check_address(attack.format(port=4711), **keys, extra_hosts=("127.0.0.1:4712",))


@pytest.mark.parametrize("endpoint", PUBLIC)
def test_the_real_ones_are_taken(endpoint: str, keys: dict[str, str]) -> None:
    assert check_address(endpoint, **keys, extra_hosts=()).endpoint == endpoint


def test_already_in_the_database_it_is_not_called_either(
    app: Flask, keys: dict[str, str], listener: tuple[int, list[str]]
) -> None:
    port, came = listener
    answers = send_all(app, [each.format(port=port) for each in ATTACKS], keys)
    assert {answer.trouble for answer in answers} == {"BadEndpoint"}
    assert came == []


AT_HOME = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.31.0.1 192.168.1.1 100.64.0.1 169.254.169.254 192.0.0.1
198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 fe80::1%lo
fc00::1 fd00:ec2::254 ff02::1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2001::1 2001:db8::1 home
"""


@pytest.mark.parametrize("address", AT_HOME.split())
def test_a_name_that_leads_home_leads_nowhere(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["142.250.72.138", "2607:f8b0:4007:80e::200a", "34.107.221.82"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


class Rebinding(AbstractResolver):
    """A name server that says something else each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self.answers.pop(0)
        ]

    async def close(self) -> None:
        """Nothing to close."""


def test_a_name_that_turns_home_after_it_was_looked_up_is_looked_at_again() -> None:
    turning = PublicOnly((), Rebinding(["142.250.72.138"], ["127.0.0.1"], ["127.0.0.1", "8.8.8.8"]))

    async def three_times() -> list[list[str] | str]:
        found: list[list[str] | str] = []
        for _ in range(3):
            try:
                found.append([each["host"] for each in await turning.resolve(FCM, 443)])
            except OSError as error:
                found.append(type(error).__name__)
        return found

    assert asyncio.run(three_times()) == [["142.250.72.138"], "NotPublic", ["8.8.8.8"]]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(
    app: Flask, service: PushService, listener: tuple[int, list[str]], status: int
) -> None:
    port, came = listener
    phone = service.new_phone()
    away = (("Location", f"http://127.0.0.1:{port}/"),)
    service.answer_next(phone, Said(status, headers=away))
    told = phone.subscription()
    [answer] = send_all(app, [told["endpoint"]], told["keys"], service.host)
    assert answer.status == status
    assert came == []


def test_an_answer_without_end_is_not_read_to_its_end(app: Flask, service: PushService) -> None:
    phone = service.new_phone()
    service.answer_next(phone, Said(201, body=b"x" * 5_000_000))
    told = phone.subscription()
    began = monotonic()
    [answer] = send_all(app, [told["endpoint"]], told["keys"], service.host)
    assert answer.status == 201
    assert timedelta(seconds=monotonic() - began) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "changed",
    [
        {"p256dh": "AAAA"}, {"p256dh": ""}, {"p256dh": "B" * 87}, {"p256dh": "not base64 !"},
        {"auth": "AAAA"}, {"auth": ""}, {"auth": "A" * 200}, {"auth": "ñandú"},
    ],
)  # fmt: skip
def test_keys_that_cannot_be_used_are_refused(
    keys: dict[str, str], changed: dict[str, str]
) -> None:
    with pytest.raises(BadEndpoint):
        check_address(PUBLIC[0], **{**keys, **changed}, extra_hosts=())
