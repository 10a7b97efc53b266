"""What Ana's phone keeps for the page of a new entry: her words, her habits, her own offers."""

import re
from uuid import uuid4

import pytest

from patient_app.cravings.presenters.new import OFFER_LINES
from patient_app.cravings.presenters.own_offers import TITLES
from patient_app.cravings.rules.coping import COPING
from patient_app.cravings.rules.own_offers import NOT_OFFERED
from tests.cravings.telling import tell
from tests.schedule.evenings import queries_counted

pytestmark = pytest.mark.usefixtures("tuesday")

CHOICES = "/api/log/choices"
EVENING = "2026-10-12T19:30:00"
MORNING = "2026-10-12T08:30:00"


def offers(phone) -> list[list[object]]:
    return [
        [each["code"], each["when"], *numbers_in(each["words"]["en"]["line"])]
        for each in phone.get(CHOICES).json["offers"]
    ]


def numbers_in(line: str) -> list[int]:
    """'... 2 of 3 times ...'."""
    return [int(number) for number in re.findall(r"\d+", line)]


def an_urge(phone, ana, at=EVENING, outcome="passed", **told) -> str:
    return tell(phone, ana, "craving.log", at, outcome=outcome, **told)


def test_what_passed_in_most_of_the_times_is_offered_with_all_of_them_counted(phone, ana):
    for outcome in ("passed", "passed", None):
        an_urge(phone, ana, outcome=outcome, coping=["people.family"], triggers=["feeling.bored"])
    an_urge(phone, ana, outcome="still_there", coping=["body.walk"])
    assert offers(phone) == [
        ["people.family", "", 2, 3],
        ["people.family", "evening", 2, 3],
        ["people.family", "feeling.bored", 2, 3],
    ]


def test_the_time_of_day_is_the_one_on_her_wall(phone, ana):
    an_urge(phone, ana, at=MORNING, coping=["body.shower"])
    assert ["body.shower", "morning", 1, 1] in offers(phone)


def test_four_of_five_comes_before_one_of_one(phone, ana):
    for n in range(5):
        an_urge(phone, ana, outcome="passed" if n else "used", coping=["delay.hour"])
    an_urge(phone, ana, coping=["body.shower"])
    assert [each[0] for each in offers(phone) if each[1] == ""] == ["delay.hour", "body.shower"]


def test_medicine_crisis_lines_and_nothing_are_never_offered(phone, ana):
    codes = ["treatment.medicine", "crisis.988", "nothing", "body.walk"]
    an_urge(phone, ana, coping=codes)
    assert {each[0] for each in offers(phone)} == {"body.walk"}


def test_every_way_that_may_be_offered_has_a_sentence():
    ways = {code for group in COPING.values() for code in group.ways}
    told = {code for code in ways if not code.startswith(NOT_OFFERED)}
    assert told == OFFER_LINES.keys() | TITLES.keys()


def test_what_was_taken_out_counts_no_more(phone, ana):
    urge = an_urge(phone, ana, coping=["body.walk"])
    tell(phone, ana, "entry.withdraw", of=urge)
    assert offers(phone) == []


def test_her_own_words_are_there_and_what_she_chooses_most_is_first(phone, ana):
    street = tell(phone, ana, "choice.add", catalogue="triggers", label="My old street")
    drums = tell(phone, ana, "choice.add", catalogue="coping", label="Drumming")
    for _ in range(2):
        an_urge(phone, ana, coping=[f"own:{drums}"], triggers=[f"own:{street}", "money.payday"])
    kept = phone.get(CHOICES).json
    assert kept["own"] == {
        "triggers": {f"own:{street}": "My old street"},
        "coping": {f"own:{drums}": "Drumming"},
    }
    assert set(kept["first"]["triggers"][:2]) == {f"own:{street}", "money.payday"}
    assert kept["first"]["coping"][0] == f"own:{drums}"
    assert [f"own:{drums}", "", 2, 2] in offers(phone)
    spoken = {each["when"]: each["words"] for each in kept["offers"]}[f"own:{street}"]
    assert spoken["en"]["title"] == spoken["es"]["title"] == "Drumming"
    assert spoken["es"]["line"].startswith("Ya hiciste esto con “My old street”. 2 de 2 veces")


def test_the_same_is_not_sent_twice_and_something_new_is(phone, ana):
    tag = phone.get(CHOICES).headers["ETag"]
    again = phone.get(CHOICES, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    an_urge(phone, ana, coping=["body.walk"])
    assert phone.get(CHOICES, headers={"If-None-Match": tag}).status_code == 200


def test_it_is_hers_alone(phone, browser, ana, ben, carla):
    an_urge(phone, ana, coping=[f"own:{uuid4()}", "body.walk"])
    assert phone.get(CHOICES).json["owner"] == str(ana.person_id)
    assert browser(ben).get(CHOICES).json["offers"] == []
    assert browser(carla).get(CHOICES).status_code in {403, 404}
    assert "no-store" in phone.get(CHOICES).headers["Cache-Control"]


def test_however_much_there_is_it_asks_the_same_few_questions(phone, ana):
    def asked() -> int:
        with queries_counted() as count:
            phone.get(CHOICES)
        return len(count)

    few = asked()
    for _ in range(5):
        an_urge(phone, ana, coping=["body.walk"])
    assert asked() == few <= 4
