"""Reads about episodes, teams and covers."""
