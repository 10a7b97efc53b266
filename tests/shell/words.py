"""What nobody may read off the phone of someone in treatment (reference P18), both languages."""

import re

ENGLISH = (
    "sober",
    "sobriety",
    "recovery",
    "craving",
    "meeting",
    "medication",
    "treatment",
    "rehab",
    "addict",
    "alcohol",
    "drug",
    "relapse",
    "lapse",
    "therapy",
    "counsel",
    "patient",
    "clinic",
    "substance",
    "detox",
    "methadone",
    "buprenorphine",
    "naloxone",
    "iop",
    "mental",
    "program",
)
SPANISH = (
    "sobrio",
    "sobriedad",
    "recuperación",
    "antojo",
    "ganas",
    "reunión",
    "medicación",
    "medicina",
    "tratamiento",
    "rehabilitación",
    "adicción",
    "alcohol",
    "droga",
    "recaída",
    "terapia",
    "consejer",
    "paciente",
    "clínica",
    "sustancia",
    "metadona",
    "buprenorfina",
    "naloxona",
    "salud",
    "programa",
)
_DENIED = re.compile(rf"\b({'|'.join(ENGLISH + SPANISH)})", re.IGNORECASE)


def telling(text: str) -> list[str]:
    """The denied words in `text`."""
    return _DENIED.findall(text)


def title_of(page: str) -> str:
    """The words in a page's <title>."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return found.group(1) if found else ""
