"""What staff choose from when they import a calendar."""

from uuid import UUID

from patient_app.core.i18n import current_language, gettext
from patient_app.schedule.importing.rules.titles import MORE_TITLES, TITLES, TOPIC_NAMES
from patient_app.schedule.queries.series import topics_of


def topic_code_choices(center_id: UUID) -> list[tuple[str, str]]:
    """The center's topics and those it would get, by code, in the reader's language."""
    spanish = current_language() == "es"
    names = {code: pair[spanish] for code, pair in TOPIC_NAMES.items()}
    for topic in topics_of(center_id):
        names[topic.code] = topic.name_es if spanish else topic.name_en
    listed = sorted(names.items(), key=lambda each: each[1].casefold())
    return [("", gettext("No topic")), *listed]


def safe_titles() -> list[str]:
    """Titles to pick from, in the reader's language."""
    spanish = current_language() == "es"
    return [pair[spanish] for pair in (*TITLES.values(), *MORE_TITLES)]
