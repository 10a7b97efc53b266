"""Pure facts about looking, keeping and deleting."""
