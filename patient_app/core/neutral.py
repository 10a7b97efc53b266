"""What a glance at the phone must not tell, in both languages (reference P18). Pure."""

import re

_TELLING = re.compile(
    r"sober|sobri|recover|recupera|rehab|addict|adicci|adict|crav|antojo|relapse|reca[ií]d|detox"
    r"|12.?step|meeting|reuni[oó]n|treat|tratam|clinic|cl[ií]nic|outpatient|patient|pacient"
    r"|therap|terap|alcohol|drug|droga|opioid|substance|sustancia|methadon|metadon|buprenor"
    r"|naloxon|medica|medici|counsel|consej|wellness|health|salud"
    # Short ones only where a word begins: "radiopacific" and "elemental" tell nothing.
    r"|(?<![a-z])(?:iop|mental|lapse)",
    re.IGNORECASE,
)


def tells_too_much(name: str) -> bool:
    """Whether a name or an address says why somebody has it on their phone."""
    return _TELLING.search(name) is not None
