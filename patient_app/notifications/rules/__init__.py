"""Arithmetic of reminders: kinds, quiet hours, states, addresses of push services."""
