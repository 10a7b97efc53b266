"""Ana reads who sees what, who looked, and what changed her access."""

import pytest

from patient_app.centers.models import Center
from patient_app.core import audit, clock
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.episodes.models import TeamMember
from patient_app.episodes.rules.people import NewMember
from patient_app.episodes.service.team import add_to_team
from patient_app.privacy.queries.looks import PAGE
from patient_app.privacy.rules.acts import CHANGED, LOOKED, NOT_ABOUT_A_PERSON

MOST_QUERIES = 4

PAGES = [
    "/privacy",
    "/privacy/team",
    "/privacy/looked",
    "/privacy/changes",
    "/privacy/download",
    "/privacy/delete",
]


def look(staff, patient, act=Act.READ_PERSON):
    audit.append(act, actor=staff.actor, subject_id=patient.actor.subject_id)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_in_both_languages(ana, carla, browser, address, language):
    phone = browser(ana)
    phone.post("/settings/language", data={"language": language})
    assert f'lang="{language}"' in phone.page(address)


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_are_the_patients(carla, browser, address):
    assert browser(carla).get(address).status_code == 403
    assert browser().get(address).status_code == 303


def test_ana_reads_who_is_on_her_team(ana, carla, browser):
    assert "Carla, counselor" in browser(ana).page("/privacy")
    shown = browser(ana).page("/privacy/team")
    assert "Carla" in shown
    assert "Counselor · since" in shown


def test_someone_new_is_named_and_counts_once_she_has_seen_it(ana, carla, dev, browser):
    add_to_team(carla.actor, ana.episode_id, NewMember(dev.person_id, "counselor"), clock.now())
    phone = browser(ana)
    shown = phone.page("/privacy/team")
    assert shown.index("Dev") < shown.index("New")
    assert "I have seen this" in shown
    phone.post("/privacy/team/seen")
    assert "I have seen this" not in phone.page("/privacy/team")
    assert all(row.seen_at for row in session().query(TeamMember))


def test_the_plain_words_are_there(ana, browser):
    shown = browser(ana).page("/privacy")
    assert "A judge can order it opened." in shown
    assert "Whoever runs the computer could reach it." in shown


def test_every_look_is_listed_by_name_and_role_newest_first(ana, carla, fay, browser):
    look(carla, ana)
    look(fay, ana, Act.READ_ATTENDANCE)
    shown = browser(ana).page("/privacy/looked")
    assert shown.index("Fay, front desk") < shown.index("Carla, counselor")
    assert "Looked at your attendance" in shown


def test_ben_reads_nothing_about_ana(ana, ben, carla, browser):
    look(carla, ana)
    assert "Carla" not in browser(ben).page("/privacy/looked")


def test_the_same_look_in_one_minute_is_one_line(ana, carla, browser):
    for _ in range(3):
        look(carla, ana)
    shown = browser(ana).page("/privacy/looked")
    assert shown.count("Opened your page") == 1
    assert "Opened your page (3)" in shown


def test_the_record_is_paged(ana, carla, fay, browser):
    for each in range(PAGE + 2):
        look((carla, fay)[each % 2], ana)
    first = browser(ana).page("/privacy/looked")
    second = browser(ana).page("/privacy/looked?page=2")
    assert (first.count("Opened your page"), second.count("Opened your page")) == (PAGE, 2)
    assert "page=2" in first
    assert "page=1" in second


@pytest.mark.parametrize("page", ["0", "-5", "x", "", "99999999999999999999", "1.5"])
def test_a_page_that_does_not_exist_breaks_nothing(ana, browser, page):
    browser(ana).page(f"/privacy/looked?page={page}")


def test_changes_of_access_are_listed_apart(ana, carla, browser):
    look(carla, ana)
    look(carla, ana, Act.WAY_BACK_ISSUED)
    phone = browser(ana)
    phone.post("/settings/devices/end-others")
    shown = phone.page("/privacy/changes")
    assert "Made a code for a new way in" in shown
    assert "Signed out other devices" in shown
    assert "Opened your page" not in shown
    assert shown.index(">You<") < shown.index("Carla, counselor")


def test_what_the_program_did_by_itself_has_words_too(ana, browser):
    audit.append(Act.READ_PERSON, actor=None, subject_id=ana.actor.subject_id, by_program=True)
    assert "The program itself" in browser(ana).page("/privacy/looked")


def test_every_act_has_words_or_is_about_nobody():
    assert set(LOOKED) | set(CHANGED) | NOT_ABOUT_A_PERSON == set(Act)
    assert not set(LOOKED) & set(CHANGED)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_notice_is_read_before_anyone_joins(center, browser, language):
    shown = browser().page("/privacy/notice", headers={"Accept-Language": language})
    assert "42 CFR" in shown
    assert "1-800-368-1019" in shown
    assert "213 555 0100" in shown
    assert "Riverside" not in shown


def test_the_notice_names_the_center_only_to_its_people(ana, browser):
    assert "Riverside Center" in browser(ana).page("/privacy/notice")


def test_the_notice_has_a_way_to_ask_even_without_a_center(app, browser):
    assert "person in charge of privacy" in browser().page("/privacy/notice")


def test_the_privacy_contact_is_told(center, browser):
    @unit_of_work()
    def appoint():
        session().get_one(Center, center.center_id).privacy_contact = "Pat, privacy officer"

    appoint()
    assert "Pat, privacy officer" in browser().page("/privacy/notice")


def test_the_overview_takes_no_more_queries_with_more_looks(ana, carla, browser, queries):
    phone = browser(ana)
    look(carla, ana)
    phone.page("/privacy")
    few = queries(lambda: phone.page("/privacy"))
    for _ in range(PAGE):
        look(carla, ana)
    many = queries(lambda: phone.page("/privacy"))
    assert (len(few), len(many)) == (MOST_QUERIES, MOST_QUERIES)
