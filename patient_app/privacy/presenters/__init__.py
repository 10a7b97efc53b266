"""Privacy in people's words."""
