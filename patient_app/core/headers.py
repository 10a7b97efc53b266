"""Headers of every answer: page, redirect, error and file."""

from flask import Response, current_app, request

from patient_app.core.config import Settings

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), payment=(), usb=(), browsing-topics=(), geolocation=(self),"
        " publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    # The service worker tells our answers from a portal's by this.
    "X-Steady": "1",
}
# A file is no page: what a page may do is said by the page, not twenty times by its parts.
_OF_A_FILE = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Steady": "1",
}


def protect(response: Response) -> Response:
    """Add what is always there; personal unless a route said otherwise."""
    for name, value in _always(response).items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if not request.path.startswith("/static/"):
        response.vary.add("HX-Request-Type")
    settings: Settings = current_app.extensions["settings"]
    if settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def _always(response: Response) -> dict[str, str]:
    # What is unchanged keeps the headers it came with; a phone asks for twenty pages at a time.
    if response.status_code == 304:
        return {"X-Steady": "1"}
    is_file = request.path.startswith("/static/") and response.status_code == 200
    return _OF_A_FILE if is_file else _ALWAYS
