"""Every text of the app that a person may read, found in templates and in Python."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
_MARKS = {"_", "N_", "gettext"}


@dataclass(frozen=True)
class Found:
    """A message and where it stands; `many` for one with two forms."""

    text: str
    many: str | None
    where: str

    @property
    def key(self) -> str | tuple[str, str]:
        return (self.text, self.many) if self.many else self.text


def in_templates() -> Iterator[Found]:
    """Messages of `_()` and `ngettext()` in templates."""
    environment = Environment(autoescape=True)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else ""
            texts = [a.value for a in call.args if isinstance(a, nodes.Const)]
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            yield from _found(name, texts, where)


def in_python() -> Iterator[Found]:
    """Messages of `N_()`, `gettext()` and `ngettext()` in Python."""
    for path in sorted((ROOT / "patient_app").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
                yield from _found(name, texts, f"{path.relative_to(ROOT)}:{call.lineno}")


def _found(name: str, texts: list[object], where: str) -> Iterator[Found]:
    words = [text for text in texts if isinstance(text, str)]
    if name in _MARKS and words:
        yield Found(words[0], None, where)
    if name == "ngettext" and len(words) >= 2:
        yield Found(words[0], words[1], where)


@dataclass(frozen=True)
class Entry:
    """One entry of a PO file."""

    key: str | tuple[str, str]
    words: tuple[str, ...]
    fuzzy: bool
    where: str


def in_spanish() -> Iterator[Entry]:
    """Every entry of every Spanish file."""
    for path in sorted((ROOT / "translations" / "es").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="es", abort_invalid=True):
                if message.id:
                    plural = message.pluralizable
                    key = tuple(message.id) if plural else message.id
                    words = tuple(message.string) if plural else (message.string,)
                    yield Entry(key, words, message.fuzzy, f"{path.name}:{message.lineno}")
