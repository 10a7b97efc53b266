"""Titles that are safe to show: what a session is, in both languages, and nobody's name."""

from patient_app.schedule.rules.kinds import SeriesKind

TITLES: dict[SeriesKind, tuple[str, str]] = {
    SeriesKind.GROUP: ("Group", "Grupo"),
    SeriesKind.INDIVIDUAL: ("One-to-one", "Sesión individual"),
    SeriesKind.COUNSELLING: ("Counseling", "Consejería"),
    SeriesKind.MEDICATION: ("Medication visit", "Cita de medicamentos"),
    SeriesKind.FAMILY: ("Family session", "Sesión familiar"),
    SeriesKind.VOCATIONAL: ("Work and school hour", "Hora de trabajo y estudios"),
    SeriesKind.OTHER: ("Session", "Sesión"),
}
"""What a series of that kind is called until a person gives it another title."""

MORE_TITLES = (
    ("Evening group", "Grupo de la tarde"),
    ("Morning group", "Grupo de la mañana"),
    ("Skills class", "Clase de habilidades"),
    ("Family group", "Grupo familiar"),
)

TOPIC_NAMES: dict[str, tuple[str, str]] = {
    "relapse_prevention": ("Relapse prevention", "Prevención de recaídas"),
    "triggers": ("Triggers", "Detonantes"),
    "cravings": ("Cravings", "Antojos"),
    "coping_skills": ("Coping skills", "Formas de afrontar"),
    "mindfulness": ("Mindfulness", "Atención plena"),
    "stress": ("Stress", "Estrés"),
    "anger": ("Anger", "Enojo"),
    "anxiety": ("Anxiety", "Ansiedad"),
    "mood": ("Mood", "Estado de ánimo"),
    "grief": ("Grief", "Duelo"),
    "trauma": ("Trauma", "Trauma"),
    "communication": ("Communication", "Comunicación"),
    "boundaries": ("Boundaries", "Límites"),
    "relationships": ("Relationships", "Relaciones"),
    "parenting": ("Parenting", "Crianza"),
    "sleep": ("Sleep", "Sueño"),
    "health": ("Health", "Salud"),
    "goals": ("Goals", "Metas"),
    "mutual_help": ("Mutual-help groups", "Grupos de ayuda mutua"),
    "work": ("Work", "Trabajo"),
}
"""Topics the readers can suggest; a center gets one when it is first used."""


def titles_of(typed: str | None, kind: SeriesKind) -> tuple[str, str | None]:
    """English and Spanish for what a person typed; nothing typed is named by its kind.

    A title from the list brings its other language along; another has only its own words.
    """
    if not typed:
        return TITLES[kind]
    for pair in (*TITLES.values(), *MORE_TITLES):
        if typed.casefold() in (pair[0].casefold(), pair[1].casefold()):
            return pair
    return typed, None


def named_by_its_kind(title: str, kind: str) -> bool:
    """Whether nobody has given the series a title of its own."""
    return title == TITLES[SeriesKind(kind)][0]
