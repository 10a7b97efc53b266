"""Carla invites Ivy, looks after Ana's stay and team, and lets her back in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Invitation
from patient_app.accounts.service.invitations import CodeNotOpen, look_up
from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.episodes.models import Episode
from patient_app.episodes.queries.episodes import open_episodes
from patient_app.episodes.queries.team import care_team, on_care_team
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.cover import set_cover
from patient_app.schedule.models import Enrolment
from tests.careteam.screens import reads, run_group, today, words_of

INVITE = "/care/people/invite"


def form(center, *team, **changes) -> dict[str, object]:
    filled = {
        "known_as": "Ivy",
        "language": "es",
        "program_id": str(center.program_id),
        "level_of_care": "iop",
        "from_on": str(today()),
        "team": [str(each.person_id) for each in team],
    }
    return filled | changes


def page_of(someone, *more: str) -> str:
    return "/".join((f"/care/people/{someone.person_id}", *more))


def episode_of(someone) -> Episode:
    session().expire_all()
    return session().get_one(Episode, someone.episode_id)


def code_on(page: str) -> str:
    found = re.search(r'class="code-large">([A-Z0-9]{4})-([A-Z0-9]{4})<', page)
    assert found is not None
    return found[1] + found[2]


def test_an_invitation_shows_a_code_a_square_and_until_when(browser, center, carla):
    answer = browser(carla).post(INVITE, data=form(center, carla))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert look_up(code_on(shown), clock.now()).purpose == "join"
    assert "<svg" in shown
    assert 'class="qr"' in shown
    assert "Works once, until" in words_of(shown)
    assert "Ivy" in words_of(browser(carla).page("/care/people"))


def test_the_paper_speaks_the_language_of_the_person(browser, center, carla):
    shown = browser(carla).post(INVITE, data=form(center, carla)).get_data(as_text=True)
    paper = shown.partition('code-steps" lang="es">')[2].partition("</ol>")[0]
    assert "Elige un nombre para entrar" in paper


def test_the_code_is_shown_once(browser, center, carla):
    shown = browser(carla).post(INVITE, data=form(center, carla)).get_data(as_text=True)
    code = code_on(shown)
    assert code not in browser(carla).page("/care/people")
    assert session().scalar(select(Invitation.code_key)) != code.encode()


def test_a_doubled_form_is_refused_with_what_was_typed(browser, center, carla):
    browser(carla).post(INVITE, data=form(center, carla))
    answer = browser(carla).post(INVITE, data=form(center, carla))
    assert answer.status_code == 422
    assert 'value="Ivy"' in answer.get_data(as_text=True)
    assert [each.known_as for each in open_episodes(center.center_id)].count("Ivy") == 1


def test_someone_invited_begins_with_their_sessions(browser, center, carla, ana):
    group = run_group(carla, ana)
    sent = form(center, carla, series=[str(group.series_id)])
    assert browser(carla).post(INVITE, data=sent).status_code == 200
    assert len(session().scalars(select(Enrolment)).all()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"known_as": ""},
        {"known_as": "x" * 61},
        {"language": "fr"},
        {"program_id": "1"},
        {"level_of_care": "jail"},
        {"from_on": "soon"},
        {"team": []},
        {"series": ["00000000-0000-0000-0000-000000000000"]},
        {"surprise": "x"},
    ],
)
def test_odd_invitations_are_refused_and_make_nobody(browser, center, carla, wrong):
    answer = browser(carla).post(INVITE, data=form(center, carla, **wrong))
    assert answer.status_code == 422
    assert open_episodes(center.center_id) == [episode_of_ana(center)]


def episode_of_ana(center) -> Episode:
    return next(each for each in open_episodes(center.center_id) if each.known_as == "Ana")


def test_hostile_names_are_shown_as_text(browser, center, carla):
    sent = form(center, carla, known_as="<script>alert(1)</script>")
    assert "<script>alert" not in browser(carla).post(INVITE, data=sent).get_data(as_text=True)
    assert "<script>alert" not in browser(carla).page("/care/people")


@pytest.mark.parametrize("who", ["fay", "amir"])
def test_only_counselors_invite_patients(browser, center, who, request, carla):
    desk = browser(request.getfixturevalue(who))
    assert desk.post(INVITE, data=form(center, carla)).status_code == 403


def test_carla_sees_ana_and_the_read_is_written_down(browser, carla, ana):
    run_group(carla, ana)
    shown = words_of(browser(carla).page(page_of(ana)))
    assert "Evening group" in shown
    assert "Carla Counselor" in shown
    assert reads(Act.READ_PERSON, ana) == 1


def test_dev_and_nora_find_nobody(browser, dev, nora, carla, ana):
    for someone in (dev, nora):
        laptop = browser(someone)
        assert laptop.get(page_of(ana)).status_code == 404
        for verb in ("leave", "return", "level", "end", "back", "way-back", "team", "team/remove"):
            assert laptop.post(page_of(ana, verb), data={}).status_code == 404
        assert "Ana" not in words_of(laptop.page("/care/people"))
    assert reads(Act.READ_PERSON, ana) == 0


def test_a_cover_opens_the_page_inside_their_dates(browser, carla, dev, ana):
    ahead = NewCover(dev.person_id, today() + timedelta(days=1), today() + timedelta(days=2))
    set_cover(carla.actor, carla.person_id, ahead, clock.now())
    assert browser(dev).get(page_of(ana)).status_code == 404
    now = NewCover(dev.person_id, today(), today())
    set_cover(carla.actor, carla.person_id, now, clock.now())
    assert browser(dev).get(page_of(ana)).status_code == 200
    assert "Ana" in words_of(browser(dev).page("/care/people"))


def test_leave_and_return(browser, carla, ana):
    sent = {"from_on": str(today()), "until_on": str(today() + timedelta(days=5))}
    for _ in range(2):
        assert browser(carla).post(page_of(ana, "leave"), data=sent).status_code == 303
    assert episode_of(ana).state == "on_leave"
    assert "Leave from" in words_of(browser(carla).page(page_of(ana)))
    for _ in range(2):
        assert browser(carla).post(page_of(ana, "return")).status_code == 303
    assert episode_of(ana).state == "returned"


def test_a_leave_that_cannot_be_is_told_and_kept(browser, carla, ana):
    sent = {"from_on": str(today()), "until_on": str(today() - timedelta(days=5))}
    answer = browser(carla).post(page_of(ana, "leave"), data=sent)
    assert answer.status_code == 422
    assert f'value="{today() - timedelta(days=5)}"' in answer.get_data(as_text=True)


def test_another_level_of_care(browser, carla, ana):
    browser(carla).post(page_of(ana, "level"), data={"level_of_care": "op"})
    assert "Outpatient" in words_of(browser(carla).page(page_of(ana)))
    assert (
        browser(carla).post(page_of(ana, "level"), data={"level_of_care": "x"}).status_code == 422
    )


def test_a_stay_ends_after_a_second_look_and_can_begin_again(browser, carla, ana):
    group = run_group(carla, ana)
    laptop = browser(carla)
    assert "keep their notebook" in laptop.page(page_of(ana, "end"))
    assert laptop.post(page_of(ana, "end"), data={}).status_code == 422
    for _ in range(2):
        assert laptop.post(page_of(ana, "end"), data={"confirmed": "yes"}).status_code == 303
    assert episode_of(ana).state == "left"
    assert "Ana" not in words_of(laptop.page(f"/care/sessions/{group.next}"))
    assert "Ana" in words_of(laptop.page("/care/people")).partition("Left")[2]
    laptop.post(page_of(ana, "back"))
    assert episode_of(ana).state == "returned"


def test_the_way_back_in_needs_a_confirmed_person(browser, carla, ana):
    refused = browser(carla).post(page_of(ana, "way-back"), data={})
    assert refused.status_code == 422
    assert session().scalar(select(Invitation.id)) is None
    answer = browser(carla).post(page_of(ana, "way-back"), data={"confirmed": "yes"})
    code = code_on(answer.get_data(as_text=True))
    assert look_up(code, clock.now()).purpose == "way_back"
    assert look_up(code, clock.now()).person_id == ana.person_id


def test_a_new_code_ends_the_one_before(browser, carla, ana):
    codes = [
        code_on(
            browser(carla)
            .post(page_of(ana, "way-back"), data={"confirmed": "yes"})
            .get_data(as_text=True)
        )
        for _ in range(2)
    ]
    with pytest.raises(CodeNotOpen):
        look_up(codes[0], clock.now())
    assert look_up(codes[1], clock.now()).person_id == ana.person_id


def test_a_new_name_on_the_team_is_announced_first(browser, carla, dev, ana):
    sent = {"staff_id": str(dev.person_id), "duty": "nurse"}
    for _ in range(2):
        assert browser(carla).post(page_of(ana, "team"), data=sent).status_code == 303
    shown = words_of(browser(carla).page(page_of(ana)))
    assert "Announced" in shown
    assert "or once they have seen it" in shown
    assert browser(dev).get(page_of(ana)).status_code == 404
    assert not on_care_team(dev.actor, ana.person_id, "program", clock.now())


def test_the_last_of_a_team_cannot_go(browser, carla, ana):
    member = care_team(ana.person_id, clock.now())[0]
    sent = {"id": str(member.member_id)}
    answer = browser(carla).post(page_of(ana, "team/remove"), data=sent)
    assert answer.status_code == 422
    assert "Nobody should be left without a team" in answer.get_data(as_text=True)


@pytest.mark.parametrize("wrong", [{"duty": "king"}, {"staff_id": ""}, {"staff_id": "{fay}"}])
def test_odd_team_members_are_refused(browser, carla, dev, fay, ana, wrong):
    typed = {"staff_id": str(dev.person_id), "duty": "nurse"} | wrong
    typed["staff_id"] = typed["staff_id"].replace("{fay}", str(fay.person_id))
    assert browser(carla).post(page_of(ana, "team"), data=typed).status_code == 422
    assert len(care_team(ana.person_id, clock.now())) == 1


def test_the_front_desk_reads_todays_names_and_times(browser, fay, carla, ana):
    run_group(carla, ana)
    shown = words_of(browser(fay).page("/care/people"))
    assert "Evening group 6:00 – 9:00 PM" in shown
    assert "Ana" in shown
    assert "outpatient" not in shown
