"""Reads for the privacy screens."""
