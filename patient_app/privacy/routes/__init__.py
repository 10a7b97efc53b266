"""Addresses of the privacy screens."""
