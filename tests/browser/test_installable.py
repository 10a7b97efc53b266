"""Promise: the browser itself finds nothing against installing the app."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.conftest import FLAGS, PHONE
from tests.browser.server import Server


def test_the_browser_s_own_check_finds_no_error(
    playwright: Playwright,
    empty: Server,
    tmp_path: Path,
) -> None:
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=shutil.which("chromium"), args=FLAGS, viewport=PHONE
    )
    page = context.new_page()
    page.goto(f"{empty.origin}/help-now")
    tools = context.new_cdp_session(page)
    manifest = tools.send("Page.getAppManifest")
    errors = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    context.close()
    assert manifest["errors"] == []
    assert errors == []
