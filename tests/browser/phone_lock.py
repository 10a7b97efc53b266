"""A phone that can keep passkeys: Chromium's virtual authenticator."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page


@dataclass
class Authenticator:
    """What a phone's screen lock and key store do, told over the debugging protocol."""

    session: CDPSession
    id: str

    def keys(self) -> list[dict[str, object]]:
        """The passkeys this phone holds."""
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return told["credentials"]

    def unlocks(self, yes: bool) -> None:
        """Whether the person gets past the screen lock."""
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": yes}
        )

    def forget(self) -> None:
        """A phone without passkeys."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


def give_lock(page: Page) -> Authenticator:
    """A phone that asks for a finger before it answers, in a browser that makes no offers.

    An offer waits for as long as its page is open, and the debugging protocol beside a waiting
    one now and then never answers again.
    """
    page.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    told = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return Authenticator(session, told["authenticatorId"])


def add_passkey(page: Page, label: str = "Blue phone") -> None:
    """Make one more passkey on this phone."""
    page.goto("/settings/passkeys/new")
    page.locator("#f-label").fill(label)
    page.locator("[data-passkey]").click()
    page.wait_for_url("**/settings/devices")
