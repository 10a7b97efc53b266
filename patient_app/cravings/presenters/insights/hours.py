"""When in the week it gets strong, as tiles with the number inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.insights.wording import (
    band_ends,
    hour_name,
    weekday_column,
    weekday_list,
)
from patient_app.cravings.rules.insights.entries import one_decimal
from patient_app.cravings.rules.insights.hours import BAND, Band, Tile, strongest

LEFT, TOP, COLUMN, ROW, SIZE = 42, 26, 36.4, 34, 31
SHADES = (4, 6, 8)
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class TileBox:
    """One tile: its corner, its number, and how dark it is (1 to 4); a dot has no number."""

    x: float
    y: float
    number: str | None
    shade: int


@dataclass(frozen=True, slots=True)
class TileRow:
    """Three hours: the name at the side and seven tiles; `cells` for the table."""

    y: float
    name: str
    boxes: tuple[TileBox, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """`drawn` is False while every tile would be a dot."""

    sentence: str
    drawn: bool
    columns: tuple[tuple[float, str], ...]
    rows: tuple[TileRow, ...]
    height: float


def hours_of(bands: Sequence[Band]) -> Hours:
    """Ready to print."""
    found = strongest(bands)
    return Hours(
        sentence=_sentence(bands),
        drawn=found is not None,
        columns=tuple((_center(day), weekday_column(day)) for day in range(7)),
        rows=tuple(_row(n, band) for n, band in enumerate(bands)),
        height=TOP + ROW * len(bands),
    )


def _sentence(bands: Sequence[Band]) -> str:
    found = strongest(bands)
    if found is None:
        return gettext(N_("Too early to tell: it takes 3 entries at one time of the week."))
    starts, ends = band_ends(found.hour, BAND)
    if len(found.weekdays) > SEVERAL:
        return gettext(
            "Strongest on %(n)s days of the week, %(from)s to %(until)s.",
            **{"n": len(found.weekdays), "from": starts, "until": ends},
        )
    days = weekday_list(found.weekdays)
    return gettext(
        "Strongest: %(days)s, %(from)s to %(until)s.",
        **{"days": days, "from": starts, "until": ends},
    )


def _row(n: int, band: Band) -> TileRow:
    y = TOP + ROW * n
    return TileRow(
        y=y + SIZE / 2,
        name=hour_name(band.hour),
        boxes=tuple(_box(tile, y) for tile in band.tiles),
        cells=tuple(_cell(tile) for tile in band.tiles),
    )


def _box(tile: Tile, y: float) -> TileBox:
    x = round(LEFT + COLUMN * tile.weekday, 1)
    if tile.middle is None:
        return TileBox(x, y, None, 0)
    shade = 1 + sum(tile.middle >= least for least in SHADES)
    return TileBox(x, y, one_decimal(tile.middle), shade)


def _cell(tile: Tile) -> str:
    """'8 (5)'; with too few entries only how many there are."""
    if tile.n == 0:
        return "–"
    return f"({tile.n})" if tile.middle is None else f"{one_decimal(tile.middle)} ({tile.n})"


def _center(day: int) -> float:
    return round(LEFT + COLUMN * day + SIZE / 2, 1)
