"""What the care team does over several features in one commit."""
