"""Thirty wrong passwords a second must not make anyone else wait.

p99 of Today for a signed-in patient: idle, then while the flood runs for ten seconds, from many
names at once. Bounded: 300 tries in all, loopback only.
"""

import http.client
import re
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.pages import write_section
from tests.browser.server import Server, running

SECONDS = 10
PER_SECOND = 30
HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Sec-Fetch-Site": "same-origin",
    "Accept-Encoding": "br",
}


def post(server: Server, fields: dict[str, str]) -> tuple[int, str]:
    """Send the sign-in form. The status, and the session cookie if there is one."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=30)
    try:
        line.request("POST", "/sign-in", urlencode(fields), HEADERS)
        answer = line.getresponse()
        answer.read()
        found = re.search(r"steady=([^;]+)", answer.getheader("Set-Cookie") or "")
        return answer.status, found.group(1) if found else ""
    finally:
        line.close()


def waits(server: Server, token: str) -> list[float]:
    """Milliseconds for Today, asked over and over for ten seconds."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=30)
    found, until = [], time.monotonic() + SECONDS
    while time.monotonic() < until:
        started = time.perf_counter()
        line.request("GET", "/", headers={"Cookie": f"steady={token}", "Accept-Encoding": "br"})
        line.getresponse().read()
        found.append((time.perf_counter() - started) * 1000)
        time.sleep(0.02)
    line.close()
    return found


def flood(server: Server, statuses: list[int]) -> None:
    """Thirty tries a second, each by a sender of its own: no slow answer holds up the next."""
    senders = []
    for number in range(SECONDS * PER_SECOND):
        fields = {"name": f"nobody{number % 97}", "password": f"wrong-password-{number}"}
        sender = threading.Thread(target=lambda f=fields: statuses.append(post(server, f)[0]))
        sender.start()
        senders.append(sender)
        time.sleep(1 / PER_SECOND)
    for sender in senders:
        sender.join()


def p99(values: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(values, n=100)[98]


def main() -> None:
    """Idle, then flooded."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), processes=2) as server:
        _, token = post(server, {"name": "ana", "password": "steady-demo-ana"})
        waits(server, token)
        idle = waits(server, token)
        statuses: list[int] = []
        attack = threading.Thread(target=flood, args=(server, statuses))
        attack.start()
        flooded = waits(server, token)
        attack.join()
    ratio = p99(flooded) / p99(idle)
    refused = statuses.count(429)
    rows = {"idle": idle, "30 wrong passwords a second": flooded}
    lines = ["| Today for others | p50 ms | p99 ms |", "|---|---|---|"]
    lines += [f"| {n} | {statistics.median(w):.1f} | {p99(w):.1f} |" for n, w in rows.items()]
    told = f"Ratio of the p99: {ratio:.1f} (limit 3). {len(statuses)} tries, {refused} turned away."
    table = "\n".join((*lines, "", told))
    print(table)
    write_section("Password flood", table)


if __name__ == "__main__":
    main()
