"""A small push service that speaks Firefox's websocket protocol, on this machine alone."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from aiohttp import WSMsgType, web

MOST_BYTES = 4096


class LocalPush:
    """Channels by token; what is posted to one goes to the browser that registered it."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.answers: list[int] = []
        self._port = port
        self._channels: dict[str, tuple[str, web.WebSocketResponse]] = {}

    @property
    def settings(self) -> dict[str, object]:
        """What Firefox needs to be told to use it, and to show without a desktop."""
        return {
            "dom.push.serverURL": f"ws://{self.host}/",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,
            "dom.push.testing.ignorePermission": True,
            "permissions.default.desktop-notification": 1,
            "alerts.useSystemBackend": False,
        }

    @classmethod
    @contextmanager
    def running(cls, port: int) -> Iterator["LocalPush"]:
        """On a thread of its own."""
        service, loop = cls(port), asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        runner = asyncio.run_coroutine_threadsafe(service._open(), loop).result(20)
        try:
            yield service
        finally:
            asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(20)
            loop.close()

    async def _open(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/", self._talk)
        app.router.add_post("/to/{token}", self._take)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        return runner

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._answer(socket, message.json())
        return socket

    async def _answer(self, socket: web.WebSocketResponse, told: dict[str, str]) -> None:
        kind, channel = told.get("messageType"), told.get("channelID", "")
        if kind == "hello":
            uaid = told.get("uaid") or uuid4().hex
            await socket.send_json(
                {"messageType": "hello", "uaid": uaid, "status": 200, "use_webpush": True}
            )
        elif kind == "register":
            token = uuid4().hex
            self._channels[token] = channel, socket
            await socket.send_json(
                {
                    "messageType": "register",
                    "channelID": channel,
                    "status": 200,
                    "pushEndpoint": f"http://{self.host}/to/{token}",
                }
            )
        elif kind == "unregister":
            self._channels = {t: each for t, each in self._channels.items() if each[0] != channel}
            await socket.send_json(
                {"messageType": "unregister", "channelID": channel, "status": 200}
            )

    async def _take(self, request: web.Request) -> web.Response:
        body, found = await request.read(), self._channels.get(request.match_info["token"])
        status = 410 if found is None else 413 if len(body) > MOST_BYTES else 201
        self.answers.append(status)
        if found is not None and status == 201:
            channel, socket = found
            await socket.send_json(
                {
                    "messageType": "notification",
                    "channelID": channel,
                    "version": uuid4().hex,
                    "data": base64.urlsafe_b64encode(body).decode().rstrip("="),
                    "headers": {"encoding": request.headers.get("Content-Encoding", "aes128gcm")},
                }
            )
        return web.Response(status=status)
