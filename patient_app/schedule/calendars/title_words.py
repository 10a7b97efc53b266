"""Words that stand in titles of sessions, English and Spanish, without accents.

Order matters: the first code that fits wins, so the narrower kinds come first
("family group" is family, "medication group" is medication).
"""

KINDS: dict[str, tuple[str, ...]] = {
    "family": (
        "family", "families", "couples", "multifamily", "familia", "familias", "familiar", "pareja",
    ),
    "medication": (
        "medication", "medications", "med check", "meds", "mat", "moud", "dosing", "prescriber",
        "buprenorphine", "suboxone", "methadone", "naltrexone", "vivitrol", "sublocade",
        "medicacion", "medicamento", "medicamentos", "medicina", "dosis", "buprenorfina",
        "metadona", "naltrexona",
    ),
    "vocational": (
        "vocational", "employment", "job", "jobs", "career", "resume", "ged", "education class",
        "vocacional", "empleo", "trabajo", "laboral", "curriculum",
    ),
    "individual": (
        "individual", "one on one", "1 on 1", "1 1", "one to one", "1to1", "individuales",
        "uno a uno",
    ),
    "counselling": (
        "counseling", "counselling", "counselor", "therapy", "therapist", "case management",
        "intake", "assessment", "consejeria", "terapia", "terapeuta", "consejero", "consejera",
        "evaluacion",
    ),
    "group": (
        "group", "groups", "iop", "process", "relapse prevention", "psychoeducation", "skills",
        "recovery skills", "class", "workshop", "grupo", "grupos", "grupal", "taller", "clase",
        "prevencion de recaidas", "psicoeducacion", "habilidades",
    ),
}  # fmt: skip

TOPICS: dict[str, tuple[str, ...]] = {
    "relapse_prevention": (
        "relapse prevention", "rp group", "prevencion de recaida", "prevencion de recaidas",
    ),
    "triggers": ("trigger", "triggers", "desencadenante", "desencadenantes", "detonantes"),
    "cravings": ("craving", "cravings", "urge", "urges", "urge surfing", "ansias", "antojos"),
    "coping_skills": (
        "coping", "coping skills", "dbt skills", "distress tolerance", "afrontamiento",
    ),
    "mindfulness": ("mindfulness", "meditation", "atencion plena", "meditacion"),
    "stress": ("stress", "estres"),
    "anger": ("anger", "anger management", "enojo", "ira"),
    "anxiety": ("anxiety", "ansiedad"),
    "mood": ("depression", "mood", "depresion", "animo"),
    "grief": ("grief", "loss", "duelo"),
    "trauma": ("trauma", "seeking safety"),
    "communication": ("communication", "assertiveness", "comunicacion", "asertividad"),
    "boundaries": ("boundaries", "limites"),
    "relationships": ("relationships", "relaciones"),
    "parenting": ("parenting", "crianza"),
    "sleep": ("sleep", "sueno", "dormir"),
    "health": ("nutrition", "wellness", "health", "nutricion", "bienestar", "salud"),
    "goals": ("goals", "goal setting", "metas"),
    "mutual_help": ("12 step", "twelve step", "12 steps", "doce pasos", "12 pasos"),
    "work": ("job", "employment", "resume", "empleo", "trabajo"),
}  # fmt: skip
