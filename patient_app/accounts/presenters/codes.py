"""A code as it is shown: easy to read aloud, and as a square to scan."""

from dataclasses import dataclass
from datetime import datetime

import segno

from patient_app.accounts.rules.invitations import Issued


@dataclass(frozen=True, slots=True)
class CodeCard:
    """`qr` is an SVG element; `typed` has a dash in the middle that need not be typed."""

    typed: str
    link: str
    qr: str
    expires_at: datetime


def code_card(issued: Issued, public_url: str) -> CodeCard:
    """The code, its link, and the link as a QR code."""
    link = f"{public_url}/invite/{issued.code}"
    drawn: str = segno.make(link, error="m").svg_inline(
        omitsize=True, border=2, svgclass="qr", lineclass=None
    )
    return CodeCard(in_fours(issued.code), link, drawn, issued.expires_at)


def in_fours(code: str) -> str:
    """'ABCD-EFGH'."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
