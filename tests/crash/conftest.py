"""The installations of tests/operations and the browser of tests/browser, here to be killed."""

from tests.browser.conftest import chromium, playwright
from tests.operations.conftest import postgresql_programs, settings

__all__ = ["chromium", "playwright", "postgresql_programs", "settings"]
