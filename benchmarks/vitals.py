"""What a patient waits for: bytes, paint, stability and response on a slow phone.

Chromium throttled to 400 kbps, 400 ms round trip and a four times slower processor.
"""

import shutil
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks.pages import write_section
from tests.browser.conftest import FLAGS, PHONE, sign_in
from tests.browser.server import running

KBIT = 1000 / 8
ROUNDS = 3
_OBSERVE = """
window.seen = {lcp: 0, cls: 0, inp: 0};
const watch = (type, each, more) => new PerformanceObserver(list => list.getEntries().forEach(each))
  .observe({type, buffered: true, ...more});
watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime });
watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value });
watch('event', entry => { seen.inp = Math.max(seen.inp, entry.duration) }, {durationThreshold: 16});
"""


@dataclass
class Load:
    """Compressed bytes of one page view, by kind of file."""

    total: int = 0
    script: int = 0
    worker: int = 0
    of_request: dict[str, str] = field(default_factory=dict)


def slow(session: CDPSession) -> None:
    """Make this page's network and processor those of the patient's phone."""
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 400 * KBIT,
            "uploadThroughput": 400 * KBIT,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def weigh(session: CDPSession, load: Load) -> None:
    """Count what arrives over the network."""

    def received(event: dict[str, object]) -> None:
        request = event["request"]
        load.of_request[str(event["requestId"])] = str(request["url"])  # type: ignore[index]

    def finished(event: dict[str, object]) -> None:
        size = int(event["encodedDataLength"])  # type: ignore[call-overload]
        url = load.of_request.get(str(event["requestId"]), "")
        load.total += size
        load.script += size if url.endswith(".js") and not url.endswith("/sw.js") else 0

    session.on("Network.requestWillBeSent", received)
    session.on("Network.loadingFinished", finished)


def today(context: BrowserContext) -> tuple[Page, Load]:
    """Open Today on the slow phone until two seconds pass in silence."""
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    slow(session)
    load = Load()
    weigh(session, load)
    page.goto("/", wait_until="networkidle", timeout=60_000)
    page.wait_for_timeout(2000)
    return page, load


def log(context: BrowserContext) -> float:
    """Tell an urge on the slow phone, tap by tap; the slowest answer of the page in ms."""
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    slow(context.new_cdp_session(page))
    page.goto("/log/new", wait_until="networkidle", timeout=60_000)
    page.locator("#log-form .vessel").nth(7).click()
    page.locator("#dock-state:not([hidden])").wait_for()
    for chip in page.locator("#log-form .chips:visible").first.locator("label.chip").all()[:3]:
        chip.click()
    page.locator("[data-other]").click()
    page.locator("#log-form > #step-more > details > summary").click()
    page.locator("#f-note").press_sequentially("It was the 720 bus.", delay=80)
    page.wait_for_timeout(1500)
    slowest = page.evaluate("seen.inp")
    page.close()
    return float(slowest)


def measure(browser: Browser, origin: str) -> dict[str, float]:
    """One cold and one warm view of Today, one tap, and one urge told."""
    context = browser.new_context(
        base_url=origin, viewport=PHONE, locale="en-US", service_workers="block"
    )
    door = context.new_page()
    sign_in(door, "ana")
    cookies = context.cookies()
    context.close()
    context = browser.new_context(
        base_url=origin, viewport=PHONE, locale="en-US", service_workers="block"
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]  # the shape it gave us
    cold_page, cold = today(context)
    cold_seen = cold_page.evaluate("seen")
    cold_page.close()
    warm_page, warm = today(context)
    warm_page.get_by_role("link", name="Schedule").first.focus()
    warm_page.keyboard.press("Tab")
    warm_page.wait_for_timeout(300)
    warm_seen = warm_page.evaluate("seen")
    told = log(context)
    context.close()
    return {
        "first load, KB": cold.total / 1000,
        "of that JavaScript, KB": cold.script / 1000,
        "repeat navigation, KB": warm.total / 1000,
        "LCP cold, s": cold_seen["lcp"] / 1000,
        "LCP warm, s": warm_seen["lcp"] / 1000,
        "CLS": max(cold_seen["cls"], warm_seen["cls"]),
        "INP, ms": warm_seen["inp"],
        "INP of telling an urge, ms": told,
    }


BUDGET = {
    "first load, KB": 40,
    "of that JavaScript, KB": 25,
    "repeat navigation, KB": 5,
    "LCP cold, s": 2.5,
    "LCP warm, s": 1.0,
    "CLS": 0.02,
    "INP, ms": 100,
    "INP of telling an urge, ms": 100,
}


def main() -> None:
    """Medians of three rounds, beside the budget."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with running(Path(folder)) as server:
            rounds = [measure(browser, server.origin) for _ in range(ROUNDS)]
        browser.close()
    lines = ["| Today on a slow phone | Median | Budget |", "|---|---|---|"]
    for name, limit in BUDGET.items():
        lines.append(f"| {name} | {statistics.median(r[name] for r in rounds):.2f} | {limit} |")
    table = "\n".join(lines)
    print(table)
    write_section("Web vitals", table)


if __name__ == "__main__":
    main()
