"""Reminders: written with what causes them, sent once, discreet; and the inbox of them all."""
