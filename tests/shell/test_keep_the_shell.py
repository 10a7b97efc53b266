"""Promise: the worker keeps the impersonal shell and nothing else, and a new build replaces it."""

import re
from collections.abc import Callable

from patient_app.core.assets import load_assets
from patient_app.shell.kept_files import build_of
from tests.client import Browser
from tests.people import Someone

WORKER_BYTES, INSTALL_BYTES = 4 * 1024, 60 * 1024


def build(browser: Callable[..., Browser]) -> str:
    """What the worker calls itself."""
    script = browser().page("/sw.js")
    found = re.match(r'const BUILD = "(\w+)", ICON = "/static/[^"]+";\n', script)
    assert found, script[:200]
    return found.group(1)


def kept_by(browser: Callable[..., Browser], language: str = "en") -> list[str]:
    """What a phone keeps that speaks this language."""
    told: list[str] = browser().get(f"/kept/{build(browser)}/{language}").get_json()
    return told


def test_the_worker_is_asked_for_again_at_each_start(browser: Callable[..., Browser]) -> None:
    answer = browser().get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_worker_is_small(browser: Callable[..., Browser]) -> None:
    sent = browser().get("/sw.js", headers={"Accept-Encoding": "gzip, br"})
    assert sent.headers["Content-Encoding"] == "br"
    assert len(sent.data) <= WORKER_BYTES


def test_every_kept_file_answers_as_ours_and_together_they_are_small(
    browser: Callable[..., Browser],
) -> None:
    total = 0
    for address in (f"/kept/{build(browser)}/es", *kept_by(browser, "es")):
        answer = browser().get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, address
        assert answer.headers["X-Steady"] == "1", address
        total += len(answer.data)
    assert total <= INSTALL_BYTES


def test_a_worker_of_another_build_is_told_no_list(browser: Callable[..., Browser]) -> None:
    assert browser().get("/kept/0123456789ab/en").status_code == 404
    assert browser().get(f"/kept/{build(browser)}/fr").status_code == 404


def test_kept_pages_need_no_file_that_is_not_kept(browser: Callable[..., Browser]) -> None:
    kept = kept_by(browser)
    for page in (address for address in kept if not address.startswith("/static/")):
        used = re.findall(r'(?:href|src)="(/static/[^"#]+)', browser().page(page))
        assert {name for name in used if name not in kept and "touch-180" not in name} == set()


def test_kept_pages_are_the_same_for_everyone(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    for address in kept_by(browser):
        if not address.startswith("/static/"):
            assert browser(ana).page(address) == browser().page(address), address


def test_no_page_about_a_person_is_kept(browser: Callable[..., Browser]) -> None:
    pages = [address for address in kept_by(browser) if not address.startswith("/static/")]
    allowed = re.compile(r"/(help-now|offline|locked|hide|log/new|log/unsent)(/|$)")
    assert [page for page in pages if not allowed.match(page)] == []


def test_help_now_is_kept_in_both_languages(browser: Callable[..., Browser]) -> None:
    for spoken in ("en", "es"):
        kept = set(kept_by(browser, spoken))
        for language in ("en", "es"):
            base = f"/help-now/{language}"
            assert {base, f"{base}/wont-wake-up", f"{base}/withdrawal"} <= kept
        assert {path for path in kept if path.startswith("/offline")} == {f"/offline/{spoken}"}


def test_another_name_or_other_files_make_another_build(browser: Callable[..., Browser]) -> None:
    assert build_of(load_assets().build, "Steady") == build(browser)
    builds = {build_of(*parts) for parts in (("a", "Steady"), ("b", "Steady"), ("a", "Harbor"))}
    assert len(builds) == 3


def test_without_signal_there_is_a_way_to_help_in_the_right_language(
    browser: Callable[..., Browser],
) -> None:
    page = browser().page("/offline/es")
    assert 'lang="es"' in page
    assert "Sin señal" in page
    assert 'href="/help-now/es"' in page
