"""Which choices are offered first: what the person chooses most, then the common ones."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

OFFERED_FIRST = 6


def chosen_times(entries: Iterable[Iterable[str]]) -> Counter[str]:
    """How often each code was chosen."""
    return Counter(code for chosen in entries for code in chosen)


def offered_first(
    chosen: Iterable[str],
    own: Sequence[str],
    times: Mapping[str, int],
    known: Iterable[str],
    common: Sequence[str],
) -> list[str]:
    """What is chosen now and the person's own words always; the most used, filled up with the
    common ones, to OFFERED_FIRST. `known` are the codes of this list.
    """
    of_list = {*known, *own}
    used = sorted((code for code in of_list if times.get(code)), key=lambda code: -times[code])
    first = [*used, *(code for code in common if code not in used)][:OFFERED_FIRST]
    return list(dict.fromkeys([*first, *own, *chosen]))
