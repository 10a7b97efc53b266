"""The same Tuesday as the schedule's tests, and Ana's phone."""

import pytest

from tests.client import Browser
from tests.people import Someone
from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]


@pytest.fixture
def phone(browser, ana: Someone) -> Browser:
    """Ana's phone, signed in."""
    return browser(ana)
