"""Someone who was joining while the tables changed goes on where they were."""

from patient_app.core.migrations import upgrade
from tests.accounts.ways import WORDS, finish_with_app, invite_staff
from tests.migrations.steps import go_back


def test_a_half_done_joining_goes_on(browser, center) -> None:
    laptop = browser()
    laptop.post(f"/invite/{invite_staff(center)}")
    laptop.post("/join", data={"name": "carla c", "shared": "no"})
    go_back("20261127_audit_lets_go")
    upgrade()
    assert laptop.post("/join/key", data={"password": WORDS}).location == "/join/app"
    assert finish_with_app(laptop).location == "/join/done"
