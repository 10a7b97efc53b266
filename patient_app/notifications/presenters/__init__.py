"""Reminders as people see them."""
