"""A real Firefox, spoken to over WebDriver BiDi: the browser itself answers, no driver between.

aiohttp, which the app's push sender brings, is the websocket; it runs on a thread of its own, so
that a test stays as plain as one with Chromium.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

PATIENCE_S = 60
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
QUIET: dict[str, object] = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One window. `run` answers with what a script's last value is, awaited."""

    def __init__(self, socket: ClientWebSocketResponse, loop: asyncio.AbstractEventLoop) -> None:
        self._socket, self._loop, self._numbers = socket, loop, count(1)
        self.command("session.new", capabilities={})
        self.window = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol and its result. Raises RuntimeError with its error."""
        asked = self._ask({"id": next(self._numbers), "method": method, "params": params})
        told = asyncio.run_coroutine_threadsafe(asked, self._loop).result(PATIENCE_S)
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
        return dict(told["result"])

    async def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        await self._socket.send_json(message)
        while True:
            told: dict[str, Any] = await self._socket.receive_json()
            if told.get("id") == message["id"]:
                return told

    def goto(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.command("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        told = self.command(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})) ?? 'null')()",
            target={"context": self.window},
            awaitPromise=True,
            userActivation=True,
        )
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait in the page until the expression is true."""
        self.run(
            "new Promise((done, fail) => {"
            f" const end = Date.now() + {seconds * 1000};"
            f" const look = async () => (await ({condition})) ? done(true)"
            " : Date.now() > end ? fail(new Error('waited too long')) : setTimeout(look, 50);"
            " look(); })"
        )


@contextmanager
def opened(profile: Path, settings: dict[str, object] | None = None) -> Iterator[Firefox]:
    """A Firefox of its own, with these settings besides; it ends with the block."""
    profile.mkdir(parents=True, exist_ok=True)
    told = (QUIET | (settings or {})).items()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in told]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    with _loop() as loop, _started(profile) as address:
        connecting = asyncio.run_coroutine_threadsafe(_connect(address), loop)
        session, socket = connecting.result(PATIENCE_S)
        try:
            yield Firefox(socket, loop)
        finally:
            asyncio.run_coroutine_threadsafe(session.close(), loop).result(PATIENCE_S)


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def _started(profile: Path) -> Iterator[str]:
    """Where it listens."""
    program = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "please install firefox-esr"
    words = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    said = profile / "said.txt"
    with said.open("w") as log:
        process = subprocess.Popen(
            [program, *words], stdout=log, stderr=log, start_new_session=True
        )
    try:
        end = time.monotonic() + PATIENCE_S
        while not (found := LISTENS.search(said.read_text("utf-8"))):
            assert time.monotonic() < end, said.read_text("utf-8")
            time.sleep(0.05)
        yield found.group(1)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


async def _connect(address: str) -> tuple[ClientSession, ClientWebSocketResponse]:
    session = ClientSession()
    return session, await session.ws_connect(f"{address}/session", max_msg_size=0)
