"""Two languages, from the first string."""

from patient_app.core.i18n.catalogs import LANGUAGES, translate, translate_plural
from patient_app.core.i18n.language import current_language, gettext, in_language, ngettext

__all__ = [
    "LANGUAGES",
    "current_language",
    "gettext",
    "in_language",
    "ngettext",
    "translate",
    "translate_plural",
]
