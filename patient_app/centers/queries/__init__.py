"""Reads about centers."""
