"""Ana looks at what her own entries show: only hers, only what counts, in her own words."""

import re
from datetime import timedelta

import pytest
import time_machine

from patient_app.core import clock
from tests.insights.logs import NOON, craving, lapse, many, own_choice, works_on
from tests.schedule.evenings import queries_counted
from tests.shell.words import telling, title_of
from tests.sync.records import a_record, send


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        yield


def words(page: str) -> str:
    """What a person reads on the page, without its frame."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def read(browser, ana):
    phone = browser(ana)
    return lambda address="/insights": words(phone.page(address))


def test_without_entries_there_is_one_thing_to_do(browser, ana):
    page = browser(ana).page("/insights")
    assert "Your first entry starts the picture." in page
    assert 'href="/log/new"' in page
    assert "<table" not in page


def test_with_one_entry_nothing_is_claimed(read, ana):
    craving(ana, coping=("body.walk",), after=2)
    page = read()
    assert "From one entry, Oct 14." in page
    assert page.count("oo early to tell") >= 4
    assert "it went from" not in page


def test_what_went_with_feeling_better_says_k_of_n_and_what_was_not_told(read, ana):
    plants = own_choice(ana, "coping", "Watered my plants")
    for after in (3, 3, 3, 3, 7):
        craving(ana, intensity=7, coping=(plants,), after=after)
    for _ in range(3):
        craving(ana, coping=(plants,))
    for after in (5, 5, 7, 7, 7):
        craving(ana, intensity=7, coping=("nothing",), after=after)
    page = read()
    # Changes sum up to -16 and -4; usual is -2: (-16 - 10) / 10 and (-4 - 10) / 10.
    assert "“Watered my plants”: it went from 7 to 4, down 4 of the 5 times you told us." in page
    assert "3 times you didn’t tell." in page
    assert "Nothing special, from a similar start: from 7 to 6, down 2 of 5." in page
    assert "Watered my plants 7 4.4 4 of 5 3 7 to 5.6, 2 of 5" in page
    assert "Nothing special 7 5.6 2 of 5 0 –" in page


def test_hours_are_those_of_the_wall_where_it_was_written(read, ana):
    """At 01:30 UTC it is still Tuesday evening in Los Angeles, wherever she reads it."""
    tuesday_evening = NOON.replace(hour=1, minute=30)
    for intensity in (8, 8, 9):
        craving(ana, tuesday_evening, intensity)
    assert "Strongest: Tuesday, 6:00 PM to 9:00 PM." in read()
    assert "6 PM – 8 (3) – – – – –" in read()


def test_days_lead_and_the_run_is_hers_to_show(read, ana):
    works_on(ana, "alcohol")
    works_on(ana, "nicotine", shows_run=True)
    lapse(ana, NOON - timedelta(days=4), "alcohol")
    lapse(ana, NOON - timedelta(days=2), "nicotine", withdrawn_at=NOON)
    page = read()
    assert "Alcohol 13 days of 14, as you have told it. They all count. Longest run: 9 days" in page
    assert "Nicotine 14 days of 14, as you have told it. They all count." in page
    assert page.count("This run:") == 1
    assert "This run: 14 days" in page


def test_no_first_day_means_no_counter_and_a_hard_first_day_is_no_nought(read, ana):
    works_on(ana, "food", start_on=None)
    works_on(ana, "alcohol", start_on=NOON.date(), shows_run=True)
    lapse(ana, NOON, "alcohol")
    page = read()
    assert "Food No first day is set, so nothing is counted." in page
    assert "Alcohol You are here. That counts." in page
    assert not re.search(r"\b0 days", page)


def test_a_lapse_that_names_nothing_is_in_no_count_of_several(read, ana):
    works_on(ana, "alcohol")
    works_on(ana, "nicotine")
    lapse(ana, NOON - timedelta(days=1))
    page = read()
    assert page.count("14 days of 14") == 2
    assert "One entry does not say what it was about, so it is in no count." in page


def test_days_without_an_entry_count_and_an_entry_says_nothing_about_use(read, ana):
    works_on(ana, "alcohol")
    craving(ana, NOON - timedelta(days=3), 10, outcome="used")
    assert "14 days of 14" in read()


def test_what_was_taken_out_or_is_on_another_scale_does_not_count(read, ana):
    craving(ana, triggers=("people",))
    craving(ana, triggers=("people",), withdrawn_at=NOON)
    craving(ana, triggers=("people",), scale=2)
    page = read()
    assert "From one entry" in page
    assert "Someone 1 of 1" in page


def test_a_change_counts_as_it_is_now(browser, ana):
    phone = browser(ana)
    record = a_record(ana, intensity=9, triggers=["money.payday"])
    send(phone, record)
    changed = {"triggers": ["feeling.sad"], "outcome": "passed"}
    amended = a_record(
        ana, "entry.amend", of=record["id"], base=record["id"], entry="craving", set=changed
    )
    assert send(phone, amended).status_code == 201
    page = words(phone.page("/insights"))
    assert "Sad 1 of 1" in page
    assert "Payday" not in page
    assert "1 urge passed" in page


def test_own_words_stand_for_a_trigger(read, ana):
    bus = own_choice(ana, "triggers", "The 720 bus <old corner>")
    for _ in range(5):
        craving(ana, triggers=(bus,))
    assert "Most often: The 720 bus &lt;old corner&gt;, 5 of the 5 times you told us." in read()


def test_how_it_ended_keeps_silence_apart(read, ana):
    for outcome in ("passed", "passed", "used", "still_there", "rather_not_say", None):
        craving(ana, outcome=outcome)
    page = read()
    assert (
        "2 urges passed 2 of the 3 times you told us how it ended, it passed without use." in page
    )
    assert "One was still there when you last told us. 2 times you didn’t tell." in page


def test_ben_sees_nothing_of_anas(browser, ana, ben):
    works_on(ana, "alcohol")
    many(ana, 20)
    for address in ("/insights", "/insights/print"):
        page = browser(ben).page(address)
        assert "Alcohol" not in page
        assert "Payday" not in page


def test_a_longer_log_does_not_mean_more_queries(browser, ana):
    phone = browser(ana)
    phone.page("/insights")
    seen = []
    for number in (1, 40):
        many(ana, number)
        for address in ("/insights", "/insights/print"):
            with queries_counted() as queries:
                phone.page(address)
            seen.append(len(queries))
    assert seen == [5] * 4, "one for who is here and four for the log"


def test_nothing_an_entry_says_is_opened(read, ana):
    """Words that nobody could open do not matter: nobody tries."""
    torn = b"torn"
    craving(ana, triggers=("people",), note_sealed=torn, thought_sealed=torn)
    works_on(ana, "alcohol")
    lapse(ana, NOON, "alcohol", note_sealed=torn, debrief_sealed=torn)
    assert "Someone 1 of 1" in read()


def test_titles_give_nobody_away(browser, ana):
    for address in ("/insights", "/insights/print"):
        assert telling(title_of(browser(ana).page(address))) == []


@pytest.fixture
def told(ana):
    works_on(ana, "alcohol")
    many(ana, 30)
    craving(ana, triggers=("around.place",), visibility="just_me")


def test_paper_holds_what_she_ticked(read, told):
    everything = "/insights/print?chosen=1&part=days&part=better&part=ended&part=weeks&part=hours"
    assert "Alcohol 14 days of 14" in read(everything)
    assert "How it ended" in sheet(read(everything))
    assert "Week by week" not in sheet(read("/insights/print?chosen=1&part=better"))
    assert sheet(read("/insights/print?chosen=1")).startswith("Oct 14, 2026")


def test_paper_leaves_out_use_and_what_is_just_for_her_until_she_says_so(read, told):
    first = sheet(read("/insights/print"))
    assert "Alcohol" not in first
    assert "How it ended" not in first
    assert "From 30 entries" in first
    assert "A place" not in first
    both = sheet(read("/insights/print?chosen=1&part=before&just_me=1"))
    assert "From 31 entries" in both
    assert "A place (1 of 21)" in both


def test_an_odd_choice_is_left_out(read, told):
    assert "Week by week" in sheet(read("/insights/print?chosen=1&part=weeks&part=../../x"))


def test_paper_names_no_center_and_no_person(read, told, ana):
    page = sheet(read("/insights/print"))
    assert "Riverside" not in page
    assert "Ana" not in page.replace("Any", "")


def test_this_week_is_counted_on_her_own_wall(read, ana):
    """Sunday 23:30 in Los Angeles is Monday in UTC: no week has begun yet."""
    sunday = clock.now().replace(month=10, day=19, hour=6, minute=30)
    with time_machine.travel(sunday, tick=False):
        craving(ana, sunday, 4)
        assert "Oct 12 4 1" in read()
        assert "Oct 19" not in read()


def sheet(page: str) -> str:
    """The part that goes on paper."""
    return page.split("until you hand it to someone.")[1].strip()
