"""Reads of reminders."""
