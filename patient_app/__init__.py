"""Steady: what a person in an intensive outpatient program needs between sessions."""
