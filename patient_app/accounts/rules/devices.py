"""Which device a browser says it is, as a short code; the edge turns it into words."""

from dataclasses import dataclass

_KINDS = (
    ("ipad", "ipad"),
    ("iphone", "iphone"),
    ("cros", "chromebook"),
    ("windows", "windows"),
    ("macintosh", "mac"),
    ("linux", "linux"),
)
# Order matters: Edge, Opera and Samsung also say Chrome, and Chrome also says Safari.
_BROWSERS = (
    ("edg", "edge"),
    ("opr/", "opera"),
    ("samsungbrowser", "samsung"),
    ("firefox", "firefox"),
    ("fxios", "firefox"),
    ("crios", "chrome"),
    ("chrome", "chrome"),
    ("safari", "safari"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """`kind` and `browser` are codes; "other" where the browser does not say."""

    kind: str
    browser: str


def device_code(user_agent: str) -> str:
    """'android_phone/chrome': what a sign-in keeps of the User-Agent header, and no more."""
    told = user_agent.lower()
    return f"{_kind(told)}/{_first(_BROWSERS, told)}"


def read_device(code: str | None) -> Device:
    """The device behind a kept code."""
    kind, slash, browser = (code or "").partition("/")
    return Device(kind, browser) if slash else Device("other", "other")


def _kind(told: str) -> str:
    if "android" in told:
        return "android_phone" if "mobile" in told else "android_tablet"
    return _first(_KINDS, told)


def _first(known: tuple[tuple[str, str], ...], told: str) -> str:
    return next((code for mark, code in known if mark in told), "other")
