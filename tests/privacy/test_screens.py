"""Ana reads who sees what."""

import pytest

PAGES = [
    "/privacy",
    "/privacy/team",
    "/privacy/looked",
    "/privacy/changes",
    "/privacy/download",
    "/privacy/delete",
    "/privacy/notice",
    "/settings",
    "/settings/devices",
    "/settings/passkeys/new",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens(browser, ana, carla, address, language):
    phone = browser(ana)
    phone.post("/settings/language", data={"language": language})
    assert f'lang="{language}"' in phone.page(address)
