"""What an entry of each kind can tell, by field, in the order people read it."""

TOLD = {
    "craving": (
        "intensity", "after", "outcome", "triggers", "coping", "about", "halt", "mood", "place",
        "company", "thought", "note", "source", "started_at",
    ),
    "win": ("what", "note"),
    "checkin": (
        "mood", "craving", "sleep", "stress", "confidence", "halt", "medication", "line",
    ),
    "lapse": ("about", "safe", "next_step", "telling", "note", "debrief"),
}  # fmt: skip
