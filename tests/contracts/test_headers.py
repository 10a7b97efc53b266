"""Every answer, whatever it is, carries the same protection."""

import pytest

from patient_app.app import create_app
from patient_app.core.config import read_settings
from patient_app.core.db import db
from patient_app.core.sealed import use_ring

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Steady": "1",
}
ANSWERS = {
    "page": ("GET", "/settings", 200),
    "public page": ("GET", "/privacy/notice", 200),
    "redirect": ("GET", "/.well-known/change-password", 303),
    "nothing there": ("GET", "/nothing/there", 404),
    "wrong way": ("GET", "/settings/look", 405),
    "JSON": ("POST", "/api/passkeys/sign-in", 200),
    "JSON that is not there": ("GET", "/api/nothing", 404),
    "form refused": ("POST", "/settings/look", 422),
    "form taken": ("POST", "/settings/devices/end-others", 303),
    "download": ("POST", "/privacy/download/json", 200),
    "not hers": ("GET", "/care/settings", 404),
    "static file": ("GET", "/sw.js", 200),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_is_protected(ana, browser, kind):
    method, address, status = ANSWERS[kind]
    answer = browser(ana).open(address, method=method)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = dict(
        part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "publickey-credentials-get=(self)" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("kind", [kind for kind in ANSWERS if kind != "static file"])
def test_nothing_personal_is_kept_by_a_cache(ana, browser, kind):
    method, address, _ = ANSWERS[kind]
    answer = browser(ana).open(address, method=method)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HX-Request-Type" in answer.headers["Vary"]


def test_a_hashed_file_is_kept_for_ever(app, browser):
    address = app.extensions["assets"].url("css/app.css")
    answer = browser().get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


def test_a_small_script_weighs_less_than_its_headers_did(app, browser):
    """Two dozen files make a first visit; what only a page needs is not said by each of them."""
    answer = browser().get(app.extensions["assets"].url("js/app.js"))
    assert len(str(answer.headers)) < 400


def test_a_defect_tells_nothing_and_is_protected(app, browser, caplog):
    from patient_app.core.access import public

    @public
    def broken() -> str:
        raise ValueError("zebra lantern canary")

    app._got_first_request = False
    app.add_url_rule("/broken", "broken", broken)
    answer = browser().get("/broken?who=ana")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    for told in (answer.get_data(as_text=True), caplog.text):
        assert "canary" not in told
        assert "who=ana" not in told


def test_no_cookie_that_opens_anything_is_readable_by_scripts_or_sent_across_sites(ana, browser):
    phone = browser(ana)
    cookies = [
        *phone.post("/settings/look", data={"theme": "dark"}).headers.getlist("Set-Cookie"),
        *phone.post("/settings/language", data={"language": "es"}).headers.getlist("Set-Cookie"),
        *phone.post("/settings/shared-phone", data={"shares": "yes"}).headers.getlist("Set-Cookie"),
    ]
    assert all("SameSite=Lax" in cookie for cookie in cookies)
    # Whose phone this is, a random id that opens nothing (docs/adr/0013); all else is closed.
    named = {cookie for cookie in cookies if cookie.startswith(f"owner={ana.person_id};")}
    closed = [cookie for cookie in cookies if cookie not in named]
    assert len(closed) == 3
    assert all("HttpOnly" in cookie for cookie in closed)


@pytest.fixture
def public_app(database_url, tmp_path, keyring_file):
    (tmp_path / "keyring.json").write_bytes(
        keyring_file.read_bytes()
    ) if keyring_file.exists() else None
    app = create_app(
        read_settings(
            {
                "INSTANCE_DIR": str(tmp_path),
                "DATABASE_URL": database_url,
                "PUBLIC_URL": "https://day.example",
            }
        )
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    use_ring(tmp_path / "keyring.json")


def test_on_a_public_address_only_https_is_spoken(public_app):
    answer = public_app.test_client().get("/privacy/notice", base_url="https://day.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
