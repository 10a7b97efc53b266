"""Promise: a file is loaded once, small, and a new version is never confused with an old one."""

from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from patient_app.core.assets import Assets, load_assets
from tests.client import Browser


def test_the_address_changes_when_any_file_beside_it_does(tmp_path: Path) -> None:
    script = tmp_path / "js" / "app.js"
    script.parent.mkdir()
    script.write_text("export const one = 1;")
    before = Assets(tmp_path).url("js/app.js")
    (tmp_path / "js" / "other.js").write_text("export const two = 2;")
    assert Assets(tmp_path).url("js/app.js") != before


def test_a_name_that_does_not_exist_is_a_defect_at_once() -> None:
    with pytest.raises(KeyError):
        load_assets().url("js/nothing.js")


def test_a_style_sheet_travels_compressed_and_is_kept_for_ever(
    browser: Callable[..., Browser],
) -> None:
    answer = browser().get(load_assets().url("css/app.css"), headers={"Accept-Encoding": "br"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert b"--paper" in brotli.decompress(answer.data)


def test_an_address_of_another_build_still_answers_but_is_not_kept(
    browser: Callable[..., Browser],
) -> None:
    answer = browser().get("/static/css.0000000000/app.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "address", ["/static/css.x/../../wsgi.py", "/static/none.x/a.css", "/static/"]
)
def test_nothing_outside_the_folder_is_served(
    browser: Callable[..., Browser], address: str
) -> None:
    assert browser().get(address).status_code == 404
