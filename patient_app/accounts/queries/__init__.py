"""Reads about people and sign-ins."""
