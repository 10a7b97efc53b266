"""What a glance at the phone must not tell, in both languages (reference P18). Pure."""

import re

# Also read by the page of reminders, which tries it in the browser: words a person chooses for
# their lock screen never come here.
TELLING = (
    r"sober|sobri|recover|recupera|rehab|addict|adicci|adict|crav|antojo|relapse|reca[ií]d|detox"
    r"|12.?step|meeting|reuni[oó]n|treat|tratam|clinic|cl[ií]nic|outpatient|patient|pacient"
    r"|therap|terap|alcohol|drug|droga|opioid|substance|sustancia|methadon|metadon|buprenor"
    r"|naloxon|medica|medici|counsel|consej|wellness|health|salud"
    # Short ones only where a word begins: "radiopacific" and "elemental" tell nothing.
    r"|(?<![a-z])(?:iop|mental|lapse)"
)
_TELLING = re.compile(TELLING, re.IGNORECASE)


def tells_too_much(name: str) -> bool:
    """Whether a name or an address says why somebody has it on their phone."""
    return _TELLING.search(name) is not None
