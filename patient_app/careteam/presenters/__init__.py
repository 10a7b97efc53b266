"""Rows as the care team's pages print them."""
