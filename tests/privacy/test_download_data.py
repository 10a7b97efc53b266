"""Ana takes everything with her: once to read, once for programs."""

import json
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.privacy.presenters.export import sections
from patient_app.privacy.rules.field_names import FIELDS, SECTIONS
from tests.people import make_patient


class Outline(HTMLParser):
    """Collects what a reader would meet: headings, and anything that would leave the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def download(phone, kind):
    answer = phone.post(f"/privacy/download/{kind}")
    assert answer.status_code == 200
    return answer


def test_the_file_for_programs_holds_every_feature(ana, carla, browser, app):
    answer = download(browser(ana), "json")
    told = json.loads(answer.data)
    assert set(told["data"]) == {holder.feature for holder in app.extensions["personal_data"]}
    assert told["data"]["accounts"]["person"][0]["name"] == "Ana"
    assert told["data"]["episodes"]["care_team"][0]["name"] == "Carla"


def test_names_of_the_files_say_nothing(ana, browser):
    phone = browser(ana)
    names = [download(phone, kind).headers["Content-Disposition"] for kind in ("json", "page")]
    assert names == ['attachment; filename="my-data.json"', 'attachment; filename="my-data.html"']


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_to_read_stands_alone(ana, carla, browser, language):
    phone = browser(ana)
    phone.post("/settings/language", data={"language": language})
    text = download(phone, "page").get_data(as_text=True)
    outline = Outline()
    outline.feed(text)
    assert outline.links == []
    assert not {"script", "style", "img", "form"} & set(outline.tags)
    assert "Carla" in text
    assert ("Your care team" if language == "en" else "Tu equipo") in text


def test_nothing_of_ben_is_in_it(ana, ben, browser):
    for kind in ("json", "page"):
        assert "Ben" not in download(browser(ana), kind).get_data(as_text=True)


def test_words_cannot_break_out_of_the_page(center, browser):
    sly = make_patient(center, '<script>alert("x")</script>')
    assert "<script" not in download(browser(sly), "page").get_data(as_text=True)


def test_a_download_is_written_down_and_shown(ana, browser):
    phone = browser(ana)
    download(phone, "json")
    acts = session().scalars(select(AuditEvent.act)).all()
    assert acts == [Act.EXPORTED]
    assert "Downloaded your data" in phone.page("/privacy/changes")


def test_staff_and_strangers_download_nothing(carla, browser):
    assert browser(carla).post("/privacy/download/json").status_code == 403
    assert browser().post("/privacy/download/json").status_code == 401


def test_looking_at_the_page_downloads_nothing(ana, browser):
    assert browser(ana).get("/privacy/download/json").status_code == 405


def test_every_section_and_field_has_a_name_for_people(ana, carla, browser):
    phone = browser(ana)
    phone.post("/settings/devices/end-others")
    told = json.loads(download(phone, "json").data)["data"]
    sections = {title for records in told.values() for title in records}
    fields = {
        name
        for records in told.values()
        for rows in records.values()
        for row in rows
        for name in row
    }
    assert sections <= set(SECTIONS)
    assert fields <= set(FIELDS)


def test_the_page_tells_times_and_codes_in_words(ana, carla, browser):
    text = download(browser(ana), "page").get_data(as_text=True)
    assert "In the program" in text
    assert "Intensive outpatient" in text
    assert "Counselor" in text
    assert "T00:00" not in text
    assert "+00:00" not in text


@pytest.mark.parametrize("written", ["2026-13-45", "2026-99-99T10:00", "9999-12-31T23:59:59-14:00"])
def test_words_that_only_look_like_a_date_stay(app, written):
    rows = {"schedule": {"questions": [{"note": written}]}}
    [section] = sections(rows, "America/Los_Angeles")
    assert section.rows[0][0][1]
    assert len(section.rows) == 1


def test_days_of_the_week_have_names(app):
    [section] = sections({"schedule": {"own_times": [{"weekdays": "04"}]}}, "America/Los_Angeles")
    assert section.rows == ((("Days of the week", "Monday, Friday"),),)
