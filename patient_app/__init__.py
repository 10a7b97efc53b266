"""Steady: what a person in an intensive outpatient program needs between sessions."""

__version__ = "0.1.0"
