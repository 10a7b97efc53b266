"""A person's time in a program: level of care, care team, leave and return."""
