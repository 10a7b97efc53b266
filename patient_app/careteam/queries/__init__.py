"""What the care team may see, and reads made of several features."""
