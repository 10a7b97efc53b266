"""Every input passes a marshmallow schema that builds a frozen dataclass."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, post_load, pre_load

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class FrozenSchema(Schema):
    """Unknown fields raise, text is stripped, and `builds` receives what is left."""

    builds: ClassVar[type | None] = None
    keeps_spaces: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        unknown = RAISE

    @pre_load
    def _strip(self, given: Mapping[str, Any], **_: object) -> dict[str, Any]:
        return {name: self._stripped(name, value) for name, value in given.items()}

    def _stripped(self, name: str, value: object) -> object:
        if not isinstance(value, str):
            return value
        # NUL has no place in text and PostgreSQL refuses it; half a surrogate pair is no character.
        clean = _LONE_SURROGATE.sub("\ufffd", value.replace("\0", ""))
        return clean if name in self.keeps_spaces else clean.strip()

    @post_load
    def _build(self, loaded: dict[str, Any], **_: object) -> object:
        return self.builds(**loaded) if self.builds else loaded
