"""What a person sees of a page before any script has run: no templates, nothing hidden."""

from html.parser import HTMLParser

_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_DRAWN = frozenset(["circle", "ellipse", "line", "path", "rect", "stop"])


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.away: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY | _DRAWN:
            return
        if self.away or tag == "template" or "hidden" in dict(attrs):
            self.away.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands inside."""

    def handle_endtag(self, tag: str) -> None:
        if self.away and self.away[-1] == tag:
            self.away.pop()

    def handle_data(self, data: str) -> None:
        if not self.away:
            self.text.append(data)


def shown(page: str) -> str:
    """The words of a page, in order, with single spaces."""
    reader = _Shown()
    reader.feed(page)
    assert not reader.away, f"never closed: {reader.away}"
    return " ".join("".join(reader.text).split())
