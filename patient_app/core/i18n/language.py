"""Which language this request, job or command speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from patient_app.core.i18n.catalogs import LANGUAGES, translate, translate_plural

_language: ContextVar[str] = ContextVar("language", default="en")


def current_language() -> str:
    """'en' or 'es'."""
    return _language.get()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak `language` while inside; anything unknown means English."""
    token = _language.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


def set_language(language: str) -> None:
    """Speak `language` for the rest of this request."""
    _language.set(language if language in LANGUAGES else "en")


def gettext(message: str, **values: object) -> str:
    """`message` in the current language, with `%(name)s` filled in."""
    told = translate(current_language(), message)
    return told % values if values else told


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form that fits `num`, which fills `%(num)s`."""
    forms = translate_plural(current_language(), one, many)
    return forms[0 if num == 1 else 1] % {"num": num, **values}
