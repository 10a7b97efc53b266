"""The one adapter: a message goes out, an answer comes back; nothing is raised on the way."""

import time
from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from pywebpush import WebPushException, webpush_async

from patient_app.core.failpoints import failpoint, on_the_network
from patient_app.notifications.engine.held import Message
from patient_app.notifications.rules.backoff import Answer
from patient_app.notifications.rules.endpoints import BadEndpoint, origin_of
from patient_app.notifications.webpush.claims import Claims
from patient_app.notifications.webpush.resolver import PublicOnly

IN_FLIGHT = 64
_PATIENCE = ClientTimeout(total=13, sock_connect=3.05, sock_read=10)
_MOST_OF_AN_ANSWER = 4096


class TooLate(Exception):
    """The lease is nearly over: somebody else may send it by now."""


class _Answered:
    """What webpush_async looks at in a response, the body read up to a limit."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str]) -> None:
        self.status, self.reason, self.headers = status, reason, headers

    async def text(self) -> str:
        return ""


class _Door:
    """The session as webpush_async uses it: no redirects, our patience, a bounded answer."""

    def __init__(self, session: ClientSession, deadline: float) -> None:
        self._session, self._deadline = session, deadline

    async def post(
        self, endpoint: str, *, timeout: object, data: bytes, headers: Mapping[str, str]
    ) -> _Answered:
        await on_the_network()
        failpoint("before post")
        if time.monotonic() > self._deadline:
            raise TooLate
        async with self._session.post(
            endpoint, data=data, headers=dict(headers), allow_redirects=False, timeout=_PATIENCE
        ) as answer:
            await answer.content.read(_MOST_OF_AN_ANSWER)
            failpoint("after post")
            return _Answered(answer.status, answer.reason or "", answer.headers)


class PushSender:
    """One kept session for all pushes of a process."""

    def __init__(self, claims: Claims, extra_hosts: Collection[str]) -> None:
        self._claims, self._extra = claims, extra_hosts
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        connector = TCPConnector(
            resolver=PublicOnly(self._extra), limit=IN_FLIGHT * 2, keepalive_timeout=60
        )
        self._session = await self._stack.enter_async_context(
            ClientSession(connector=connector, trust_env=False, auto_decompress=False)
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def send(self, message: Message) -> Answer:
        """What the push service said, or why it said nothing."""
        try:
            return await self._send(message)
        except WebPushException as refused:
            return _refusal(refused)
        except BadEndpoint:
            return Answer(410, trouble="BadEndpoint")  # no longer on the list: as if gone
        except (ClientError, TimeoutError, OSError, TooLate) as error:
            return Answer(None, trouble=type(error).__name__)
        except (ValueError, IndexError, TypeError) as error:
            # Keys that were taken once and cannot be used: never this message, to this phone.
            return Answer(400, trouble=type(error).__name__)

    async def _send(self, message: Message) -> Answer:
        origin = origin_of(message.endpoint, self._extra)
        headers: dict[str, Any] = {
            "Authorization": self._claims.header(origin),
            "Urgency": "high" if message.urgent else "normal",
            "Topic": message.topic,
            "Content-Type": "application/octet-stream",
        }
        answer = await webpush_async(
            {
                "endpoint": message.endpoint,
                "keys": {"p256dh": message.p256dh, "auth": message.auth},
            },
            message.body,
            ttl=message.ttl,
            headers=headers,
            timeout=_PATIENCE.total,
            aiohttp_session=_Door(self._session, message.deadline),
        )
        return Answer(answer.status)


def _refusal(refused: WebPushException) -> Answer:
    answer = refused.response
    if answer is None:
        return Answer(None, trouble="WebPushException")
    return Answer(answer.status, _retry_after(answer.headers.get("Retry-After")))


def _retry_after(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text.strip().isdigit():
        return timedelta(seconds=int(text))
    try:
        return parsedate_to_datetime(text) - datetime.now(UTC)
    except (TypeError, ValueError):
        return None
