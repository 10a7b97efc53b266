"""Ana downloads and deletes what her episode holds."""

from patient_app.core import clock
from patient_app.core.db import unit_of_work
from patient_app.episodes import personal_data


def test_ana_reads_her_stay_and_her_team(ana, carla):
    told = personal_data.export(ana.person_id)
    assert told["episodes"][0]["known_as"] == "Ana"
    assert told["care_team"][0]["name"] == "Carla"


def test_deleting_takes_the_name_and_keeps_the_record(ana, carla):
    unit_of_work()(personal_data.erase)(ana.person_id, clock.now())
    told = personal_data.export(ana.person_id)
    assert "Ana" not in str(told)
    assert len(told["episodes"]) == 1
