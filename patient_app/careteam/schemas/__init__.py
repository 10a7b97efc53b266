"""What staff send from the care team's pages."""
