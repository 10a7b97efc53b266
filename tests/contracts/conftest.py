"""The cast of the access matrix, on a Tuesday."""

import pytest

from tests.contracts import world as worlds
from tests.contracts.world import World
from tests.people import Someone, join_team, make_patient, make_staff
from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]


@pytest.fixture
def world(app, tuesday, center, elsewhere) -> World:
    """Ana, her things, and everyone who might come to the door."""
    ana: Someone = make_patient(center, "Ana")
    carla = make_staff(center, "Carla", "counselor")
    join_team(ana, carla)
    return worlds.build(center, elsewhere, ana, carla)
