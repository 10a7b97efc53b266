"""Reads of the log, always of one person's own."""
