"""Pure values and arithmetic of the care team's pages."""
