"""Memory of everything `make run` starts, warmed; shared pages count once (PSS)."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from benchmarks.pages import write_section
from tests.browser.server import ROOT, free_port

WARM_UP = 40
BUDGET_MIB = 260


def pss_mib(pid: int) -> float:
    """Proportional set size of one process."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    line = next(line for line in text.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def family(root: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except FileNotFoundError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo.extend(parents.get(pid, []))
    return found


def name_of(pid: int) -> str:
    """What a process is, from its command line."""
    words = _words_of(pid)
    known = ("honcho", "granian", "worker", "resource_tracker", "make", "sh")
    return next((k for k in known if any(k in word for word in words)), words[0][-20:])


def _words_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except FileNotFoundError:
        return [""]


def main() -> None:
    """Start everything, use it a little, and add up."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = {**os.environ, "INSTANCE_DIR": folder, "PORT": str(port)}
        process = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _use(port)
            _let_first_jobs_end(process.pid)
            rows = [(name_of(pid), pss_mib(pid)) for pid in family(process.pid)]
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    total = sum(size for _, size in rows)
    lines = ["| Process | PSS MiB |", "|---|---|", *(f"| {n} | {s:.1f} |" for n, s in rows)]
    lines.append(f"| **all** (budget {BUDGET_MIB}) | **{total:.1f}** |")
    table = "\n".join(lines)
    print(table)
    write_section("Memory", table)


def _use(port: int) -> None:
    for _ in range(1200):  # two minutes is what a first start may take
        try:
            urlopen(f"http://localhost:{port}/healthz", timeout=2)
            break
        except OSError:
            time.sleep(0.1)
    for _ in range(WARM_UP):
        for path in ("/sign-in", "/help-now", "/healthz"):
            urlopen(f"http://localhost:{port}{path}", timeout=5).read()
    time.sleep(3)


def _let_first_jobs_end(root: int) -> None:
    """A new installation backs up and rehearses a restore at once, in a process of its own."""
    for _ in range(60):
        if not any("--rehearse" in _words_of(pid) for pid in family(root)):
            return
        time.sleep(1)


if __name__ == "__main__":
    main()
